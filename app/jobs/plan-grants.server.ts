import { doors, env } from "#app/doors.server.ts";
import { log } from "#app/log/log.server.ts";
import { grantPaidPlans } from "#app/services/plan/plan-settlement.server.ts";

/** Soon enough for whoever just booked a receipt, or came back from paying by card. */
const SWEEP_MILLISECONDS = 3000;

let timer: NodeJS.Timeout | undefined;
let isRunning = false;

/** A sweep in every process that works on jobs: whatever two of them find at once has its effect once. */
export function startPlanGrants(): void {
  if (!env().operatorTenantId) return;
  void sweep();
  timer = setInterval(sweep, SWEEP_MILLISECONDS);
  timer.unref();
}

export function stopPlanGrants(): void {
  clearInterval(timer);
  timer = undefined;
}

async function sweep(): Promise<void> {
  if (isRunning) return;
  isRunning = true;
  try {
    await grantPaidPlans(await doors(), new Date());
  } catch (error) {
    log.error("plan_grants_failed", error);
  } finally {
    isRunning = false;
  }
}
