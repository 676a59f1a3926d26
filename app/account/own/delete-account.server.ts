import { type Kysely, sql } from "kysely";
import { listOwnMemberships } from "#app/access/access-trail.server.ts";
import type { Auth } from "#app/access/auth.server.ts";
import { blankAccount, blankAddress } from "#app/access/blank-account.server.ts";
import { evenClosed } from "#app/access/closed-tenant.server.ts";
import { removeMember } from "#app/access/membership.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { Locale } from "#app/i18n/index.ts";
import type { Doors, SystemTx, TenantTx } from "#db/doors.ts";
import type { Database } from "#db/schema.ts";
import { personalTables } from "./personal-tables.ts";

export interface OwnedWorkspace {
  tenantId: string;
  name: string;
  /** Where its members are managed. Null for a workspace without an organization. */
  organizationId: string | null;
}

/** The workspaces whose only owner a person is. Each must be handed over or closed before the account is deleted. */
export async function listSolelyOwned(tx: SystemTx, userId: string): Promise<OwnedWorkspace[]> {
  const { rows } = await sql<{ id: string; name: string; organization: string | null }>`
    select t.id, t.name, (select o.id from organization o where o.tenant_id = t.id order by o.created_at limit 1) as organization
    from membership m join tenant t on t.id = m.tenant_id
    where m.user_id = ${userId} and m.organization_id is null and m.role = 'owner'
      and not exists (select from membership o where o.tenant_id = m.tenant_id and o.user_id <> m.user_id
        and o.organization_id is null and o.role = 'owner')
    order by t.name, t.id`.execute(tx);
  return rows.map(({ id, name, organization }) => ({ tenantId: id, name, organizationId: organization }));
}

export interface Leaver {
  userId: string;
  name: string;
  email: string;
  locale: Locale;
}

/**
 * Deletes an account: ends its memberships as if the person left, deletes what is theirs alone, replaces name and
 * address, and ends all sessions. A mail confirms it. What workspaces recorded of the person's acts is kept. If it is
 * interrupted, the person can do it again.
 *
 * @throws AppError `conflict` if the person is the only owner of a workspace
 */
export async function deleteAccount(doors: Doors, auth: Auth, person: Leaver): Promise<void> {
  const { userId } = person;
  const owned = await doors.withSystem((tx) => listSolelyOwned(tx, userId));
  if (owned.length > 0) throw new AppError("conflict", { details: { reason: "last_owner" } });
  await leaveWorkspaces(doors, userId);
  await doors.withSystem((tx) => evenClosed(tx, () => deleteOwn(tx, person)));
  await auth.together(async () => {
    await auth.write(person, { kind: "accountDeleted", name: person.name });
    await blankAccount(auth.accounts, userId);
  });
}

async function leaveWorkspaces(doors: Doors, userId: string): Promise<void> {
  const { open, all } = await doors.withSystem(async (tx) => ({
    open: new Set((await listOwnMemberships(tx, userId)).map(({ tenantId }) => tenantId)),
    all: await evenClosed(tx, () => listOwnMemberships(tx, userId)),
  }));
  for (const { tenantId, membershipId, organizationId } of all) {
    await doors.withTenant({ tenantId, userId }, async (tx) => {
      const { role } = await readRole(tx, membershipId);
      const manager = { tenantId, userId, role, source: "page" as const, ...(organizationId && { organizationId }) };
      const fault = await removeMember(tx, manager, membershipId);
      // The last owner of a closed workspace remains, without a name, until it is erased.
      if (fault !== null && open.has(tenantId)) throw new AppError("conflict", { details: { reason: "last_owner" } });
      await removeOwnRows(tx, "workspace", userId);
    });
  }
}

function readRole(tx: TenantTx, membershipId: string) {
  return tx.selectFrom("membership").select("role").where("id", "=", membershipId).executeTakeFirstOrThrow();
}

async function deleteOwn(tx: SystemTx, { userId, email }: Leaver): Promise<void> {
  await removeOwnRows(tx, "system", userId);
  const blank = blankAddress(userId).toLowerCase();
  await sql`update invitation set email = ${blank},
    revoked_at = case when accepted_at is null then coalesce(revoked_at, clock_timestamp()) else revoked_at end
    where email = ${email}`.execute(tx);
}

/** Deletes the rows that are the person's alone. */
async function removeOwnRows(db: Kysely<Database>, through: "system" | "workspace", userId: string): Promise<void> {
  const tables = personalTables((table) => table.through === through && table.atDeletion === "deleted");
  for (const { name, column } of tables) {
    await sql`delete from ${sql.table(name)} where ${sql.ref(column)} = ${userId}`.execute(db);
  }
}
