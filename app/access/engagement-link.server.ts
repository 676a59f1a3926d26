import { sql } from "kysely";
import { utcDay } from "#app/day/day.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { SystemTx, TenantTx } from "#db/doors.ts";
import { hashLinkToken, isLinkToken, makeLinkToken } from "./link-token.server.ts";

/**
 * Gives people of another tenant access: a consultancy to an organization, a verifier to an inventory. Both are granted
 * for a period, offered by a link, accepted once and revoked immediately, in tables of the same structure.
 */
const TABLES = {
  consultancy: {
    engagement: "engagement",
    link: "engagement_link",
    acceptance: "engagement_acceptance",
    revocation: "engagement_revocation",
  },
  verifier: {
    engagement: "assurance_engagement",
    link: "assurance_link",
    acceptance: "assurance_acceptance",
    revocation: "assurance_revocation",
  },
} as const;
type EngagementKind = keyof typeof TABLES;

const LINK_DAYS = 14;
const DAY_MS = 86_400_000;

/** Whether the days of a grant are valid: in order, not past, and not too long. */
export function isGrantPeriod(days: { startsOn: string; endsOn: string }, longestDays: number, now: Date): boolean {
  const length = Date.parse(days.endsOn) - Date.parse(days.startsOn);
  return length >= 0 && length <= longestDays * DAY_MS && days.endsOn >= utcDay(now);
}

/** Creates a new link to an engagement and invalidates earlier ones. @returns its secret, which is sent only by mail */
export async function addEngagementLink(
  tx: TenantTx,
  author: ChangeAuthor,
  { kind, engagementId, now }: { kind: EngagementKind; engagementId: string; now: Date },
): Promise<string> {
  const token = makeLinkToken();
  const link = {
    tenant_id: author.tenantId,
    engagement_id: engagementId,
    number: sql<number>`(select coalesce(max(number), 0) + 1 from ${sql.table(TABLES[kind].link)}
      where engagement_id = ${engagementId})`,
    token_hash: hashLinkToken(token),
    expires_at: new Date(now.getTime() + LINK_DAYS * DAY_MS),
    created_by: author.userId,
  };
  if (kind === "verifier") await tx.insertInto("assurance_link").values(link).execute();
  else await tx.insertInto("engagement_link").values(link).execute();
  return token;
}

/** The engagement of the newest link, if it was neither accepted nor revoked and neither has expired. */
export async function findOfferedEngagement(
  tx: SystemTx,
  kind: EngagementKind,
  token: string,
  now: Date,
): Promise<{ tenantId: string; engagementId: string } | undefined> {
  if (!isLinkToken(token)) return undefined;
  const { engagement, link, acceptance, revocation } = TABLES[kind];
  const of = (table: string) =>
    sql`select 1 from ${sql.table(table)} x where x.tenant_id = e.tenant_id and x.engagement_id = e.id`;
  const { rows } = await sql<{ tenantId: string; engagementId: string }>`
    select e.tenant_id as "tenantId", e.id as "engagementId" from ${sql.table(link)} l
    join ${sql.table(engagement)} e on e.tenant_id = l.tenant_id and e.id = l.engagement_id
    where l.token_hash = ${hashLinkToken(token)} and l.expires_at > ${now.toISOString()}::timestamptz
      and e.ends_on >= ${utcDay(now)}::date
      and not exists (${of(acceptance)}) and not exists (${of(revocation)})
      and not exists (${of(link)} and x.number > l.number)`.execute(tx);
  return rows[0];
}
