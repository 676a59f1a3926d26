import { addEngagementLink, findOfferedEngagement, isGrantPeriod } from "#app/access/engagement-link.server.ts";
import { ENGAGEMENT, type EngagementState, engagementState } from "#app/access/engagement-state.ts";
import { utcDay } from "#app/day/day.ts";
import { AppError } from "#app/encoding/errors.ts";
import { getInventory } from "#app/organization/inventory.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { SystemTx, TenantTx } from "#db/doors.ts";

type Author = ChangeAuthor & { organizationId: string };

/** A verification engagement as the organization sees it. Days are in UTC and include the last one. */
export interface Engagement {
  id: string;
  inventoryId: string;
  period: { start: string; end: string };
  bodyName: string;
  email: string;
  startsOn: string;
  endsOn: string;
  state: EngagementState;
  /** Null until the invitation is accepted. */
  verifier: { name: string; acceptedAt: Date } | null;
  revoked: { at: Date; reason: string } | null;
  findingCount: number;
  createdAt: Date;
}

interface NewEngagement {
  inventoryId: string;
  bodyName: string;
  /** Lower case. */
  email: string;
  startsOn: string;
  endsOn: string;
}

const LONGEST_DAYS = 731;

/**
 * Invites one person of a verification body to view one inventory for a range of days. The secret is sent only by
 * email.
 *
 * @throws AppError `not_found` for an inventory of another organization
 */
export async function inviteVerifier(
  tx: TenantTx,
  author: Author,
  input: NewEngagement,
  now: Date,
): Promise<{ engagementId: string; token: string } | { fault: "is_member" | "period" }> {
  await getInventory(tx, author.organizationId, input.inventoryId);
  if (!isGrantPeriod(input, LONGEST_DAYS, now)) return { fault: "period" };
  if (await isMember(tx, input.email)) return { fault: "is_member" };
  const { id } = await tx
    .insertInto("assurance_engagement")
    .values({
      tenant_id: author.tenantId,
      organization_id: author.organizationId,
      inventory_id: input.inventoryId,
      body_name: input.bodyName,
      email: input.email,
      starts_on: input.startsOn,
      ends_on: input.endsOn,
      created_by: author.userId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await recordChange(tx, author, {
    action: "assurance_engagement.invited",
    subject: "assurance_engagement",
    subjectId: id,
    after: { name: input.bodyName, inventoryId: input.inventoryId, from: input.startsOn, until: input.endsOn },
  });
  return { engagementId: id, token: await addEngagementLink(tx, author, { kind: "verifier", engagementId: id, now }) };
}

async function isMember(tx: TenantTx, email: string): Promise<boolean> {
  const row = await tx
    .selectFrom("membership")
    .innerJoin("user_account", "user_account.id", "membership.user_id")
    .select("membership.id")
    .where("user_account.email", "=", email)
    .executeTakeFirst();
  return row !== undefined;
}

/** Creates a new link for an open invitation. The previous link stops working. */
export async function renewEngagementLink(
  tx: TenantTx,
  author: Author,
  engagementId: string,
  now: Date,
): Promise<{ token: string; email: string }> {
  const engagement = await getEngagement(tx, author.organizationId, engagementId, now);
  if (!ENGAGEMENT.may("renew", engagement.state))
    throw new AppError("conflict", { details: { reason: "engagement_not_open" } });
  await recordChange(tx, author, {
    action: "assurance_engagement.invited_again",
    subject: "assurance_engagement",
    subjectId: engagementId,
    after: { name: engagement.bodyName },
  });
  return {
    token: await addEngagementLink(tx, author, { kind: "verifier", engagementId, now }),
    email: engagement.email,
  };
}

/** Ends an engagement. The verifier's next request finds nothing. */
export async function revokeEngagement(
  tx: TenantTx,
  author: Author,
  request: { engagementId: string; reason: string },
): Promise<void> {
  const engagement = await getEngagement(tx, author.organizationId, request.engagementId, new Date());
  if (!ENGAGEMENT.may("revoke", engagement.state))
    throw new AppError("conflict", { details: { reason: "engagement_revoked" } });
  await tx
    .insertInto("assurance_revocation")
    .values({
      tenant_id: author.tenantId,
      engagement_id: engagement.id,
      reason: request.reason,
      created_by: author.userId,
    })
    .execute();
  await recordChange(tx, author, {
    action: "assurance_engagement.revoked",
    subject: "assurance_engagement",
    subjectId: engagement.id,
    before: { name: engagement.bodyName, state: engagement.state },
    after: { state: "revoked", reason: request.reason },
  });
}

/** Newest first. */
export async function listEngagements(tx: TenantTx, organizationId: string, now: Date): Promise<Engagement[]> {
  const rows = await selectEngagements(tx, organizationId).execute();
  return rows.map((row) => toEngagement(row, now));
}

/** @throws AppError `not_found` */
export async function getEngagement(
  tx: TenantTx,
  organizationId: string,
  engagementId: string,
  now: Date,
): Promise<Engagement> {
  const row = await selectEngagements(tx, organizationId).where("e.id", "=", engagementId).executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return toEngagement(row, now);
}

function selectEngagements(tx: TenantTx, organizationId: string) {
  return tx
    .selectFrom("assurance_engagement as e")
    .innerJoin("inventory as i", "i.id", "e.inventory_id")
    .leftJoin("assurance_acceptance as a", "a.engagement_id", "e.id")
    .leftJoin("assurance_revocation as r", "r.engagement_id", "e.id")
    .leftJoin("author as u", "u.id", "a.user_id")
    .select(["e.id", "e.inventory_id", "e.body_name", "e.email", "e.starts_on", "e.ends_on", "e.created_at"])
    .select(["i.period_start", "i.period_end", "a.user_id", "a.accepted_at", "u.name as verifier_name"])
    .select(["r.created_at as revoked_at", "r.reason as revoked_reason"])
    .select((select) =>
      select
        .selectFrom("assurance_finding as f")
        .select((count) => count.fn.countAll<number>().as("count"))
        .whereRef("f.engagement_id", "=", "e.id")
        .as("finding_count"),
    )
    .where("e.organization_id", "=", organizationId)
    .orderBy("e.created_at", "desc")
    .orderBy("e.id");
}

type EngagementRow = Awaited<ReturnType<ReturnType<typeof selectEngagements>["execute"]>>[number];

function toEngagement(row: EngagementRow, now: Date): Engagement {
  const [startsOn, endsOn] = [row.starts_on, row.ends_on];
  const isAccepted = row.user_id !== null;
  return {
    id: row.id,
    inventoryId: row.inventory_id,
    period: { start: row.period_start, end: row.period_end },
    bodyName: row.body_name,
    email: row.email,
    startsOn,
    endsOn,
    state: engagementState({ isAccepted, isRevoked: row.revoked_at !== null, startsOn, endsOn }, now),
    verifier: row.user_id ? { name: row.verifier_name ?? "", acceptedAt: row.accepted_at! } : null,
    revoked: row.revoked_at ? { at: row.revoked_at, reason: row.revoked_reason ?? "" } : null,
    findingCount: Number(row.finding_count ?? 0),
    createdAt: row.created_at,
  };
}

/** An invitation as shown to its recipient before they have an account. */
export interface EngagementInvitation {
  engagementId: string;
  tenantId: string;
  tenantName: string;
  email: string;
}

/**
 * The engagement of a valid link. It must be the newest link, neither accepted nor revoked, and both must be within
 * their period.
 */
export async function findEngagementInvitation(
  tx: SystemTx,
  token: string,
  now: Date = new Date(),
): Promise<EngagementInvitation | undefined> {
  const offered = await findOfferedEngagement(tx, "verifier", token, now);
  if (!offered) return undefined;
  const row = await tx
    .selectFrom("assurance_engagement as e")
    .innerJoin("tenant as t", "t.id", "e.tenant_id")
    .select(["e.id", "e.tenant_id", "e.email", "t.name"])
    .where("e.tenant_id", "=", offered.tenantId)
    .where("e.id", "=", offered.engagementId)
    .executeTakeFirst();
  return row && { engagementId: row.id, tenantId: row.tenant_id, tenantName: row.name, email: row.email };
}

/**
 * Accepts an engagement once, with the account of the invited address.
 *
 * @throws AppError `not_found` if it was accepted or revoked, has expired or belongs to another address. `conflict` for
 *   a member of the workspace, who can't be an independent verifier.
 */
export async function acceptEngagement(
  tx: TenantTx,
  author: ChangeAuthor,
  accepted: { engagementId: string; email: string },
): Promise<void> {
  const engagement = await tx
    .selectFrom("assurance_engagement as e")
    .leftJoin("assurance_acceptance as a", "a.engagement_id", "e.id")
    .leftJoin("assurance_revocation as r", "r.engagement_id", "e.id")
    .select(["e.id", "e.organization_id", "e.body_name"])
    .where("e.id", "=", accepted.engagementId)
    .where("e.email", "=", accepted.email)
    .where("a.engagement_id", "is", null)
    .where("r.engagement_id", "is", null)
    .executeTakeFirst();
  if (!engagement) throw new AppError("not_found");
  if (await isMember(tx, accepted.email)) throw new AppError("conflict", { details: { reason: "own_member" } });
  await tx
    .insertInto("assurance_acceptance")
    .values({ tenant_id: author.tenantId, engagement_id: engagement.id, user_id: author.userId })
    .execute();
  await recordChange(
    tx,
    { ...author, organizationId: engagement.organization_id },
    {
      action: "assurance_engagement.accepted",
      subject: "assurance_engagement",
      subjectId: engagement.id,
      after: { userId: author.userId, name: engagement.body_name },
    },
  );
}

export interface HeldEngagement {
  engagementId: string;
  tenantId: string;
  organizationId: string;
  inventoryId: string;
  bodyName: string;
  organizationName: { en: string; zh: string };
  startsOn: string;
  endsOn: string;
}

/**
 * Active engagements of a person. Excludes expired, revoked and future ones, and those of workspaces that the person is
 * a member of.
 */
export async function listHeldEngagements(tx: SystemTx, userId: string, now: Date): Promise<HeldEngagement[]> {
  const today = utcDay(now);
  const rows = await tx
    .selectFrom("assurance_acceptance as a")
    .innerJoin("assurance_engagement as e", (join) =>
      join.onRef("e.tenant_id", "=", "a.tenant_id").onRef("e.id", "=", "a.engagement_id"),
    )
    .innerJoin("organization as o", (join) =>
      join.onRef("o.tenant_id", "=", "e.tenant_id").onRef("o.id", "=", "e.organization_id"),
    )
    .leftJoin("assurance_revocation as r", (join) =>
      join.onRef("r.tenant_id", "=", "e.tenant_id").onRef("r.engagement_id", "=", "e.id"),
    )
    .leftJoin("membership as m", (join) =>
      join.onRef("m.tenant_id", "=", "e.tenant_id").onRef("m.user_id", "=", "a.user_id"),
    )
    .select(["e.id", "e.tenant_id", "e.organization_id", "e.inventory_id", "e.body_name", "e.starts_on", "e.ends_on"])
    .select(["o.name_en", "o.name_zh"])
    .where("a.user_id", "=", userId)
    .where("e.starts_on", "<=", today)
    .where("e.ends_on", ">=", today)
    .where("r.engagement_id", "is", null)
    .where("m.user_id", "is", null)
    .orderBy("e.ends_on")
    .orderBy("e.id")
    .execute();
  return rows.map((row) => ({
    engagementId: row.id,
    tenantId: row.tenant_id,
    organizationId: row.organization_id,
    inventoryId: row.inventory_id,
    bodyName: row.body_name,
    organizationName: { en: row.name_en, zh: row.name_zh },
    startsOn: row.starts_on,
    endsOn: row.ends_on,
  }));
}
