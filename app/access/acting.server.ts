import { sql } from "kysely";
import type { SystemTx } from "#db/doors.ts";
import type { EngagementRole } from "#db/engagement-schema.ts";
import type { Role } from "#db/schema.ts";
import { listNamed } from "./engagement.server.ts";
import { hasRight, isStronger, ROLE_RANK } from "./role.ts";

/** A person who acts in a company's tenant for a consultancy. */
export interface Acting {
  engagementId: string;
  /** The author id of their acts: `acting:<engagement>:<person>`. */
  authorId: string;
  consultancyId: string;
  consultancyName: string;
  mayIssue: boolean;
  endsOn: string;
}

export interface ActingRight {
  tenantId: string;
  organizationId: string;
  role: Role;
  acting: Acting;
}

/**
 * A person's current permissions from active engagements. Each is the lesser of the granted role and the own role in
 * the consultancy. Of several, the strongest applies to each organization.
 *
 * @param narrow.organizationId only this organization
 * @param narrow.engagementId only this engagement
 */
export async function listActingRights(
  tx: SystemTx,
  userId: string,
  narrow: { organizationId?: string; engagementId?: string } = {},
): Promise<ActingRight[]> {
  const rows = await tx
    .selectFrom("membership as m")
    .innerJoin("engagement_in_force as f", "f.consultancy_id", "m.tenant_id")
    .innerJoin("user_account as u", "u.id", "m.user_id")
    .select(["f.id", "f.tenant_id", "f.organization_id", "f.role", "f.may_issue", "f.people", "f.ends_on"])
    .select(["f.consultancy_id", "f.consultancy_name", "m.role as own_role", "u.email"])
    .where("m.user_id", "=", userId)
    .where("m.organization_id", "is", null)
    .$if(narrow.organizationId !== undefined, (query) => query.where("f.organization_id", "=", narrow.organizationId!))
    .$if(narrow.engagementId !== undefined, (query) => query.where("f.id", "=", narrow.engagementId!))
    .execute();
  const byName = rows.filter(({ people }) => people === "named").map(({ id }) => id);
  const named = byName.length === 0 ? new Map<string, string[]>() : await listNamed(tx, byName);
  const rights = rows
    .filter(({ id, people, email }) => people === "all" || named.get(id)?.includes(email))
    .map((row) => ({
      tenantId: row.tenant_id,
      organizationId: row.organization_id,
      role: lesserRole(row.role, row.own_role),
      acting: {
        engagementId: row.id,
        authorId: actingAuthor(row.id, userId),
        consultancyId: row.consultancy_id,
        consultancyName: row.consultancy_name,
        mayIssue: row.may_issue && hasRight({ role: row.own_role }, "report.issue"),
        endsOn: row.ends_on,
      },
    }));
  return strongestOfEach(rights);
}

function strongestOfEach(rights: ActingRight[]): ActingRight[] {
  const weight = ({ role, acting }: ActingRight) => ROLE_RANK[role] * 2 + (acting.mayIssue ? 1 : 0);
  const best = new Map<string, ActingRight>();
  for (const right of rights) {
    const other = best.get(right.organizationId);
    if (!other || weight(right) > weight(other)) best.set(right.organizationId, right);
  }
  return [...best.values()];
}

/** Never more than granted, and the grant is never more than editor. */
function lesserRole(granted: EngagementRole, own: Role): Role {
  if (!isStronger(granted, own)) return granted;
  return isStronger(own, "viewer") ? own : "viewer";
}

/** The author id of a person's acts under an engagement. */
function actingAuthor(engagementId: string, userId: string): string {
  return `acting:${engagementId}:${userId}`;
}

/** The engagement and the person of such an author id. Null for every other author. */
export function readActingAuthor(authorId: string): { engagementId: string; userId: string } | null {
  const [kind, engagementId, ...rest] = authorId.split(":");
  return kind === "acting" && engagementId && rest.length > 0 ? { engagementId, userId: rest.join(":") } : null;
}

/**
 * Stores a person who enters in the companies' tenants, with the time of their permission, so that their acts have a
 * name.
 */
export async function noteActors(
  tx: SystemTx,
  userId: string,
  rights: readonly Pick<ActingRight, "tenantId" | "acting">[],
): Promise<void> {
  if (rights.length === 0) return;
  // As text, because a Date has no microseconds and would be earlier than the stored time.
  const { rows } = await sql<{ tenant_id: string; engagement_id: string; since: string; is_known: boolean }>`
    select f.tenant_id, f.id as engagement_id, t.since::text as since, x.user_id is not null as is_known
    from engagement_in_force f
      join engagement_acceptance a on a.tenant_id = f.tenant_id and a.engagement_id = f.id
      join membership m on m.tenant_id = f.consultancy_id and m.user_id = ${userId} and m.organization_id is null
      join user_account u on u.id = m.user_id
      cross join lateral (select greatest(m.right_since, a.accepted_at, (
        select max(p.created_at) from engagement_person p
        where p.tenant_id = f.tenant_id and p.engagement_id = f.id and p.email = u.email and p.is_included)) as since) t
      left join engagement_actor x
        on x.tenant_id = f.tenant_id and x.engagement_id = f.id and x.user_id = m.user_id
    where f.id = any (${rights.map(({ acting }) => acting.engagementId)}::uuid[]) and not exists (
      select 1 from engagement_actor_right r where r.tenant_id = f.tenant_id and r.engagement_id = f.id
        and r.user_id = m.user_id and r.since >= t.since)`.execute(tx);
  for (const { is_known: isKnown, since, ...engaged } of rows) {
    const actor = { ...engaged, user_id: userId };
    if (!isKnown)
      await tx
        .insertInto("engagement_actor")
        .values(actor)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    await tx
      .insertInto("engagement_actor_right")
      .values({ ...actor, since: sql<Date>`${since}::timestamptz` })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}
