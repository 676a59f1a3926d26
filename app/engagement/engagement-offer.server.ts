import { findOfferedEngagement } from "#app/access/engagement-link.server.ts";
import { RIGHTS } from "#app/access/role.ts";
import { AppError } from "#app/encoding/errors.ts";
import { recordChange } from "#app/trail/audit-trail.server.ts";
import { inTenant, type SystemTx } from "#db/doors.ts";
import type { EngagementRole } from "#db/engagement-schema.ts";

/** An offer that is not accepted yet, as the holder of its link sees it. */
export interface EngagementOffer {
  engagementId: string;
  tenantId: string;
  organizationId: string;
  tenantName: string;
  organizationName: { en: string; zh: string };
  email: string;
  role: EngagementRole;
  mayIssue: boolean;
  mayHold: boolean;
  isForAll: boolean;
  startsOn: string;
  endsOn: string;
}

/** Finds an offer by its newest link, if it is neither accepted nor revoked and both are still valid. */
export async function findEngagementOffer(
  tx: SystemTx,
  token: string,
  now: Date = new Date(),
): Promise<EngagementOffer | undefined> {
  const offered = await findOfferedEngagement(tx, "consultancy", token, now);
  if (!offered) return undefined;
  const row = await tx
    .selectFrom("engagement as e")
    .innerJoin("tenant as t", "t.id", "e.tenant_id")
    .innerJoin("organization as o", (join) =>
      join.onRef("o.tenant_id", "=", "e.tenant_id").onRef("o.id", "=", "e.organization_id"),
    )
    .selectAll("e")
    .select(["t.name as tenant_name", "o.name_en", "o.name_zh"])
    .where("e.tenant_id", "=", offered.tenantId)
    .where("e.id", "=", offered.engagementId)
    .executeTakeFirst();
  return (
    row && {
      engagementId: row.id,
      tenantId: row.tenant_id,
      organizationId: row.organization_id,
      tenantName: row.tenant_name,
      organizationName: { en: row.name_en, zh: row.name_zh },
      email: row.email,
      role: row.role,
      mayIssue: row.may_issue,
      mayHold: row.may_hold,
      isForAll: row.people === "all",
      startsOn: row.starts_on,
      endsOn: row.ends_on,
    }
  );
}

/**
 * Accepts an offer for a consultancy, by a person who manages its tenant. Recorded in both audit trails.
 *
 * @throws AppError `not_found` if the link is no longer valid or was sent to another address; `conflict` if the tenant
 * is the company's own; `forbidden` if the person does not manage the tenant
 */
export async function acceptEngagement(
  tx: SystemTx,
  accepted: { token: string; email: string; userId: string; consultancyId: string },
): Promise<EngagementOffer> {
  const offer = await findEngagementOffer(tx, accepted.token);
  if (!offer || offer.email !== accepted.email) throw new AppError("not_found");
  const { consultancyId, userId } = accepted;
  if (consultancyId === offer.tenantId) throw new AppError("conflict", { details: { reason: "own_tenant" } });
  const consultancy = await tx
    .selectFrom("membership as m")
    .innerJoin("tenant as t", "t.id", "m.tenant_id")
    .select("t.name")
    .where("m.tenant_id", "=", consultancyId)
    .where("m.user_id", "=", userId)
    .where("m.organization_id", "is", null)
    .where("m.role", "in", RIGHTS["workspace.manage"])
    .executeTakeFirst();
  if (!consultancy) throw new AppError("forbidden");
  const stored = await tx
    .insertInto("engagement_acceptance")
    .values({
      tenant_id: offer.tenantId,
      engagement_id: offer.engagementId,
      consultancy_id: consultancyId,
      consultancy_name: consultancy.name,
      user_id: userId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("engagement_id")
    .executeTakeFirst();
  if (!stored) throw new AppError("not_found");
  const change = { action: "engagement.accepted", subject: "engagement", subjectId: offer.engagementId };
  const { tenantId, organizationId } = offer;
  await inTenant(tx, { tenantId, userId }, (inCompany) =>
    recordChange(
      inCompany,
      { tenantId, userId, organizationId, source: "page" },
      { ...change, after: { userId, name: consultancy.name } },
    ),
  );
  await inTenant(tx, { tenantId: consultancyId, userId }, (own) =>
    recordChange(
      own,
      { tenantId: consultancyId, userId, source: "page" },
      { ...change, after: { userId, name: offer.organizationName, company: offer.tenantName } },
    ),
  );
  return offer;
}
