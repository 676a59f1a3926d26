import { sql } from "kysely";
import type { SystemTx } from "#db/doors.ts";

/** Every tenant, for what is done for one after the other. */
export async function listTenantIds(tx: SystemTx): Promise<string[]> {
  const rows = await tx.selectFrom("tenant").select("id").orderBy("id").execute();
  return rows.map(({ id }) => id);
}

/** Those that may be changed now: without closed ones and those whose plan has lapsed, of whose work nobody is reminded. */
export async function listWorkingTenantIds(tx: SystemTx, now: Date = new Date()): Promise<string[]> {
  const rows = await tx
    .selectFrom("tenant")
    .select("id")
    .where(
      sql<boolean>`plan_operator() is null or id = plan_operator()
        or exists (select 1 from entitlement_at(tenant.id, ${now.toISOString()}::timestamptz))`,
    )
    .where(sql<boolean>`tenant.id <> all ((select closed_tenants())::uuid[])`)
    .orderBy("id")
    .execute();
  return rows.map(({ id }) => id);
}

/** The facts of erasures as rows of JSON, to be stated again where a backup of before is restored. */
export async function printErasures(tx: SystemTx): Promise<string[]> {
  const { rows } = await sql<{ json: string }>`
    select row_to_json(one)::text as json from tenant_erasure one order by created_at, tenant_id`.execute(tx);
  return rows.map(({ json }) => json);
}

/** Those of which nothing is left but what they published, and perhaps their books. */
export async function listErasedTenants(tx: SystemTx): Promise<{ tenantId: string; reportNumbers: string[] }[]> {
  const rows = await tx.selectFrom("tenant_erasure").select(["tenant_id", "report_numbers"]).execute();
  return rows.map((row) => ({ tenantId: row.tenant_id, reportNumbers: row.report_numbers }));
}
