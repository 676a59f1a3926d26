import { doors } from "#app/database/doors.server.ts";
import { log } from "#app/observe/log/log.server.ts";
import { paymentGateway } from "#app/trade/payment/gateway/open-gateway.server.ts";
import { listParkedEvents } from "#app/trade/payment/parked-event.server.ts";
import { reconcilePayments } from "#app/trade/payment/payment-reconciliation.server.ts";
import { paymentEffects } from "./payment-effects.server.ts";
import type { Sweep } from "./sweep.server.ts";

/** Recovers payments whose event was lost. Does nothing without provider keys. */
export const paymentReconciliation: Sweep = {
  failure: "payment_reconciliation_failed",
  everyMilliseconds: 5 * 60 * 1000,
  work: async () => {
    if (paymentGateway().provider === "offline") return;
    const found = await reconcilePayments(await doors(), paymentGateway(), paymentEffects, new Date());
    await tellOfParked();
    if (found > 0) log.info("payment_events_repaired", { count: found });
  },
};

/** Events without a workspace appear on no page, so the log reports them and a command lists them. */
async function tellOfParked(): Promise<void> {
  const parked = await (await doors()).withSystem((tx) => listParkedEvents(tx, { isAll: false }));
  if (parked.length === 0) return;
  const see = "node app/cli/truetonne.js payments parked";
  log.warn("payment_events_parked", { count: parked.length, see });
}
