import { countLeft } from "#app/custody/left-rows.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { checkMoney } from "./check-money.server.ts";
import type { Inspection } from "./inspection.ts";

/**
 * Of an erased workspace nothing is left but its books, as long as they are kept, and those still add up. One whose erasure
 * was cut short is found here too, until the next sweep ends it.
 */
export async function checkErased(tx: TenantTx, tenantId: string, inspection: Inspection): Promise<void> {
  inspection.count("tenants");
  for (const { table, rows } of await countLeft(tx))
    inspection.fault(`tenant_erasure ${tenantId}`, `${rows} rows of ${table} are left`);
  await checkMoney(tx, tenantId, inspection);
}
