import { planEffects } from "#app/plan/plan-effects.server.ts";
import { tradeEffects } from "#app/trade/payment/payment-effects.server.ts";
import type { PaymentEffects } from "#app/trade/payment/payment-event.server.ts";

/** What an event of the provider does, whichever room it concerns. */
export const paymentEffects: PaymentEffects = {
  ...tradeEffects,
  ...planEffects,
  checkout: (tx, author, event) =>
    (event.fact.mode === "subscription" ? planEffects : tradeEffects).checkout(tx, author, event),
};
