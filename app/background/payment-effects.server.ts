import { planEffects } from "#app/plan/plan-effects.server.ts";
import { tradeEffects } from "#app/trade/payment/payment-effects.server.ts";
import type { PaymentEffects } from "#app/trade/payment/payment-event.server.ts";

/** Maps events of the payment provider to the rooms that handle them. */
export const paymentEffects: PaymentEffects = {
  ...tradeEffects,
  ...planEffects,
  checkout: (tx, author, event) =>
    (event.fact.mode === "subscription" ? planEffects : tradeEffects).checkout(tx, author, event),
};
