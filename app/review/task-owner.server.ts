import { sql } from "kysely";
import { readActingAuthor } from "#app/access/acting.server.ts";
import { listMembers } from "#app/access/membership.server.ts";
import { findAuthorStanding } from "#app/access/standing.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { Doors, TenantTx } from "#db/doors.ts";

/** A person who can receive a task. `id` is the id of an `author`, as acts are signed. */
export interface TaskOwner {
  id: string;
  name: string;
}

/** Members first, then people of consultancies with an active engagement that allows it. */
export async function listTaskOwners(tx: TenantTx, organizationId: string): Promise<TaskOwner[]> {
  const members = (await listMembers(tx, organizationId)).map(({ userId, name }) => ({ id: userId, name }));
  const engaged = await tx
    .selectFrom("engagement_actor as x")
    .innerJoin("engagement_in_force as f", "f.id", "x.engagement_id")
    .innerJoin("user_account as u", "u.id", "x.user_id")
    .innerJoin("author", "author.id", "x.author_id")
    .select(["x.author_id as id", "author.name"])
    .where("f.organization_id", "=", organizationId)
    .where((where) =>
      where.or([
        where("f.people", "=", "all"),
        sql<boolean>`coalesce((select p.is_included from engagement_person p
          where p.tenant_id = f.tenant_id and p.engagement_id = f.id and p.email = u.email
          order by p.number desc limit 1), false)`,
      ]),
    )
    .orderBy("author.name")
    .orderBy("x.author_id")
    .execute();
  const known = new Set(members.map(({ id }) => id));
  // A person who is also a member acts as a member.
  const guests = engaged.filter(({ id }) => !known.has(readActingAuthor(id)!.userId));
  return [...members, ...guests.map(({ id, name }) => ({ id, name: name ?? "" }))];
}

/** @throws AppError `invalid` if the owner can't receive tasks */
export async function refuseStranger(tx: TenantTx, organizationId: string, ownerId: string): Promise<void> {
  const isKnown = (await listTaskOwners(tx, organizationId)).some(({ id }) => id === ownerId);
  if (!isKnown) throw new AppError("invalid", { details: { reason: "owner_unknown" } });
}

/**
 * Whether the owner of a task still has access to it. For people of a consultancy, this is checked outside the
 * company's tenant, which does not know who left the consultancy.
 */
export async function isStillOwner(
  { withSystem }: Pick<Doors, "withSystem">,
  ownerId: string,
  organizationId: string,
): Promise<boolean> {
  if (!readActingAuthor(ownerId)) return true;
  return (await withSystem((tx) => findAuthorStanding(tx, ownerId, organizationId))) !== undefined;
}
