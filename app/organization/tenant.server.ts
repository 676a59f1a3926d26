import { sql } from "kysely";
import type { SystemTx } from "#db/doors.ts";

export async function listTenantIds(tx: SystemTx): Promise<string[]> {
  const rows = await tx.selectFrom("tenant").select("id").orderBy("id").execute();
  return rows.map(({ id }) => id);
}

/** Tenants that can be changed now. Closed tenants and those with a lapsed plan are excluded and get no reminders. */
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

/** The records of erasures as JSON rows, to be inserted again after a restore of an older backup. */
export async function printErasures(tx: SystemTx): Promise<string[]> {
  const { rows } = await sql<{ json: string }>`
    select row_to_json(one)::text as json from tenant_erasure one order by created_at, tenant_id`.execute(tx);
  return rows.map(({ json }) => json);
}

/** Tenants of which only published items, and possibly accounting records, remain. */
export async function listErasedTenants(tx: SystemTx): Promise<{ tenantId: string; reportNumbers: string[] }[]> {
  const rows = await tx.selectFrom("tenant_erasure").select(["tenant_id", "report_numbers"]).execute();
  return rows.map((row) => ({ tenantId: row.tenant_id, reportNumbers: row.report_numbers }));
}
