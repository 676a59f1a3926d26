import { doors } from "#app/doors.server.ts";
import { log } from "#app/log/log.server.ts";
import { paymentEffects, paymentGateway } from "#app/payments.server.ts";
import { listParkedEvents } from "#app/services/parked-event.server.ts";
import { reconcilePayments } from "#app/services/payment-reconciliation.server.ts";

/** Often enough for whoever waits for a payment whose event was lost. Nothing where no provider's keys are set. */
const SWEEP_MILLISECONDS = 5 * 60 * 1000;

let timer: NodeJS.Timeout | undefined;
let isRunning = false;

/** A sweep in every process, as of the log: whatever two of them find at once has its effect once. */
export function startReconciliation(): void {
  if (paymentGateway().provider === "offline") return;
  void sweep();
  timer = setInterval(sweep, SWEEP_MILLISECONDS);
  timer.unref();
}

export function stopReconciliation(): void {
  clearInterval(timer);
  timer = undefined;
}

/** What names no workspace is on no page: the log says that it waits, and a command shows it. */
async function tellOfParked(): Promise<void> {
  const parked = await (await doors()).withSystem((tx) => listParkedEvents(tx, { isAll: false }));
  if (parked.length === 0) return;
  const see = "npx truetonne payments parked";
  log.warn("payment_events_parked", { count: parked.length, see });
}

async function sweep(): Promise<void> {
  if (isRunning) return;
  isRunning = true;
  try {
    const found = await reconcilePayments(await doors(), paymentGateway(), paymentEffects, new Date());
    await tellOfParked();
    if (found > 0) log.info("payment_events_repaired", { count: found });
  } catch (error) {
    log.error("payment_reconciliation_failed", error);
  } finally {
    isRunning = false;
  }
}
