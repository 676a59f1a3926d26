import { sql } from "kysely";
import type { TenantTx } from "#db/doors.ts";
import type { Inspection } from "./inspection.ts";

/** Triggers enforce references of records, but a restore bypasses them and no foreign key checks them later. */
export async function checkReferences(tx: TenantTx, tenantId: string, inspection: Inspection): Promise<void> {
  for (const [column, table] of [
    ["emission_source_id", "emission_source"],
    ["import_id", "activity_import"],
  ] as const) {
    const { rows } = await sql<{ id: string; count: number }>`
      select n.id, n.count from (
        select ${sql.ref(column)} as id, count(*)::int as count from activity_record
        where ${sql.ref(column)} is not null group by 1) n
      where not exists (select from ${sql.table(table)} t where t.id = n.id) order by 1`.execute(tx);
    for (const { id, count } of rows) {
      inspection.fault(`${table} ${tenantId}/${id}`, `${count} records refer to it, but it is missing`);
    }
  }
}
