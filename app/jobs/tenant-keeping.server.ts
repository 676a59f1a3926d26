import { doors } from "#app/doors.server.ts";
import { evidenceRoom } from "#app/evidence.server.ts";
import { log } from "#app/log/log.server.ts";
import { sweepExports } from "#app/services/tenant-export.server.ts";

const SWEEP_MILLISECONDS = 10 * 60 * 1000;

let timer: NodeJS.Timeout | undefined;
let isRunning = false;

/** Looks every ten minutes which archives of workspaces have run out. A sweep in every process, as of the log. */
export function startTenantKeeping(): void {
  void sweep();
  timer = setInterval(sweep, SWEEP_MILLISECONDS);
  timer.unref();
}

export function stopTenantKeeping(): void {
  clearInterval(timer);
  timer = undefined;
}

async function sweep(): Promise<void> {
  if (isRunning) return;
  isRunning = true;
  try {
    const removed = await sweepExports(await doors(), (await evidenceRoom()).store);
    if (removed > 0) log.info("tenant_exports_removed", { count: removed });
  } catch (error) {
    log.error("tenant_keeping_failed", error);
  } finally {
    isRunning = false;
  }
}
