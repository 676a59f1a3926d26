import { sql } from "kysely";
import type { SystemTx } from "#db/doors.ts";
import type { Role } from "#db/schema.ts";
import { hasRight } from "./role.ts";

/**
 * Runs system work that includes closed workspaces. Otherwise the database hides the memberships, keys and links of a
 * closed workspace from the system.
 */
export async function evenClosed<T>(tx: SystemTx, work: () => Promise<T>): Promise<T> {
  await sql`select set_config('app.even_closed', 'on', true)`.execute(tx);
  const result = await work();
  await sql`select set_config('app.even_closed', '', true)`.execute(tx);
  return result;
}

export interface ClosedTenant {
  id: string;
  name: string;
  erasesAt: string;
}

/** The closed workspaces of a manager, who can still export them or undo the deletion. */
export async function listClosedTenants(tx: SystemTx, userId: string): Promise<ClosedTenant[]> {
  const rows = await evenClosed(tx, () =>
    tx
      .selectFrom("membership as m")
      .innerJoin("tenant as t", "t.id", "m.tenant_id")
      .innerJoin("tenant_deletion_confirmation as c", "c.tenant_id", "m.tenant_id")
      .select(["t.id", "t.name", "m.role", "c.erases_at"])
      .where("m.user_id", "=", userId)
      .where("m.organization_id", "is", null)
      .where(sql<boolean>`c.closes_at <= now()`)
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom("tenant_deletion_end as e")
              .select("e.attempt")
              .whereRef("e.tenant_id", "=", "c.tenant_id")
              .whereRef("e.attempt", "=", "c.attempt"),
          ),
        ),
      )
      .orderBy("t.name")
      .execute(),
  );
  return rows
    .filter(({ role }) => hasRight({ role: role as Role }, "workspace.manage"))
    .map(({ id, name, erases_at }) => ({ id, name, erasesAt: erases_at.toISOString() }));
}
