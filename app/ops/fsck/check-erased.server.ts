import { countLeft } from "#app/custody/left-rows.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { checkMoney } from "./check-money.server.ts";
import type { Inspection } from "./inspection.ts";

/**
 * An erased workspace keeps only its books for their retention period, and they must still balance. Files of the books are checked like all others. Also finds an
 * interrupted erasure, until the next sweep completes it.
 */
export async function checkErased(tx: TenantTx, tenantId: string, inspection: Inspection): Promise<void> {
  inspection.count("tenants");
  for (const { table, rows } of await countLeft(tx))
    inspection.fault(`tenant_erasure ${tenantId}`, `${rows} rows of ${table} are left`);
  await checkMoney(tx, tenantId, inspection);
}
