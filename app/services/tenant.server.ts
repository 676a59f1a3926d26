import { sql } from "kysely";
import type { SystemTx } from "#db/doors.ts";

/** Every tenant, for what is done for one after the other. */
export async function listTenantIds(tx: SystemTx): Promise<string[]> {
  const rows = await tx.selectFrom("tenant").select("id").orderBy("id").execute();
  return rows.map(({ id }) => id);
}

/** Those that may be changed now: without tenants whose plan has lapsed, of whose work nobody is reminded. */
export async function listWorkingTenantIds(tx: SystemTx, now: Date = new Date()): Promise<string[]> {
  const rows = await tx
    .selectFrom("tenant")
    .select("id")
    .where(
      sql<boolean>`plan_operator() is null or id = plan_operator()
        or exists (select 1 from entitlement_at(tenant.id, ${now.toISOString()}::timestamptz))`,
    )
    .orderBy("id")
    .execute();
  return rows.map(({ id }) => id);
}
