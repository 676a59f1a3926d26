import { closeDueTenants } from "#app/custody/close-tenant.server.ts";
import { eraseDueTenants } from "#app/custody/erase-tenant.server.ts";
import { sweepExports } from "#app/custody/tenant-export.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { log } from "#app/observe/log/log.server.ts";
import { paymentGateway } from "#app/trade/payment/gateway/open-gateway.server.ts";
import type { Sweep } from "./sweep.server.ts";

/** Removes expired workspace archives, and closes and erases the workspaces that are due. Runs every ten minutes. */
export const tenantKeeping: Sweep = {
  failure: "tenant_keeping_failed",
  everyMilliseconds: 10 * 60 * 1000,
  work: async () => {
    const { store } = await evidenceRoom();
    const removed = await sweepExports(await doors(), store);
    if (removed > 0) log.info("tenant_exports_removed", { count: removed });
    for (const tenantId of await closeDueTenants(await doors(), paymentGateway()))
      log.info("tenant_closed", { tenantId });
    for (const { tenantId, rows } of await eraseDueTenants(await doors(), store)) {
      log.info("tenant_erased", { tenantId, rows });
    }
  },
};
