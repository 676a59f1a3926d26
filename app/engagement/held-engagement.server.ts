import { revokeEngagement } from "#app/access/engagement.server.ts";
import {
  type EngagementSide,
  type EngagementState,
  engagementState,
  isEngagementOpen,
} from "#app/access/engagement-state.ts";
import { AppError } from "#app/encoding/errors.ts";
import { inTenant, type SystemTx } from "#db/doors.ts";
import type { EngagementRole } from "#db/engagement-schema.ts";

/** An accepted engagement, as the consultancy sees it. */
export interface HeldEngagement {
  engagementId: string;
  companyId: string;
  companyName: string;
  organizationId: string;
  organizationName: { en: string; zh: string };
  role: EngagementRole;
  mayIssue: boolean;
  mayHold: boolean;
  isForAll: boolean;
  startsOn: string;
  endsOn: string;
  state: EngagementState;
  revoked: { at: Date; reason: string; by: EngagementSide } | null;
}

/** Sorted by active first, then by end date. */
export async function listHeldEngagements(
  tx: SystemTx,
  consultancyId: string,
  now: Date = new Date(),
): Promise<HeldEngagement[]> {
  const rows = await tx
    .selectFrom("engagement_acceptance as a")
    .innerJoin("engagement as e", (join) =>
      join.onRef("e.tenant_id", "=", "a.tenant_id").onRef("e.id", "=", "a.engagement_id"),
    )
    .innerJoin("organization as o", (join) =>
      join.onRef("o.tenant_id", "=", "e.tenant_id").onRef("o.id", "=", "e.organization_id"),
    )
    .innerJoin("tenant as t", "t.id", "e.tenant_id")
    .leftJoin("engagement_revocation as r", (join) =>
      join.onRef("r.tenant_id", "=", "e.tenant_id").onRef("r.engagement_id", "=", "e.id"),
    )
    .selectAll("e")
    .select(["t.name as company_name", "o.name_en", "o.name_zh"])
    .select(["r.created_at as revoked_at", "r.reason", "r.revoked_by"])
    .where("a.consultancy_id", "=", consultancyId)
    .orderBy("e.ends_on", "desc")
    .orderBy("e.id")
    .execute();
  const held = rows.map((row) => {
    const days = { startsOn: row.starts_on, endsOn: row.ends_on };
    return {
      engagementId: row.id,
      companyId: row.tenant_id,
      companyName: row.company_name,
      organizationId: row.organization_id,
      organizationName: { en: row.name_en, zh: row.name_zh },
      role: row.role,
      mayIssue: row.may_issue,
      mayHold: row.may_hold,
      isForAll: row.people === "all",
      ...days,
      state: engagementState({ isAccepted: true, isRevoked: row.revoked_at !== null, ...days }, now),
      revoked: row.revoked_at && { at: row.revoked_at, reason: row.reason ?? "", by: row.revoked_by! },
    };
  });
  return [...held.filter(isEngagementOpen), ...held.filter((one) => !isEngagementOpen(one))];
}

/**
 * Ends an engagement from the consultancy's side. The company's audit trail records who ended it and why.
 *
 * @throws AppError `not_found` if the consultancy does not hold it; `conflict` if it has already ended
 */
export async function giveUpEngagement(
  tx: SystemTx,
  request: { consultancyId: string; userId: string; engagementId: string; reason: string },
): Promise<void> {
  const held = await listHeldEngagements(tx, request.consultancyId);
  const engagement = held.find(({ engagementId }) => engagementId === request.engagementId);
  if (!engagement) throw new AppError("not_found");
  const { companyId: tenantId, organizationId, engagementId } = engagement;
  const { userId, reason } = request;
  const author = { tenantId, userId, organizationId, source: "page" as const };
  await inTenant(tx, author, (inCompany) =>
    revokeEngagement(inCompany, author, { engagementId, reason, by: "consultancy" }),
  );
}
