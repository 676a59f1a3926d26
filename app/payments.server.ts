import { env } from "./doors.server.ts";
import { planEffects } from "./plan/plan-effects.server.ts";
import { processWide } from "./process-wide.server.ts";
import type { PaymentGateway } from "./trade/payment/gateway/gateway.ts";
import { openGateway } from "./trade/payment/gateway/open-gateway.server.ts";
import { tradeEffects } from "./trade/payment/payment-effects.server.ts";
import type { PaymentEffects } from "./trade/payment/payment-event.server.ts";

/** How this process takes money: by bank transfer, and by a provider whose keys are set. */
export function paymentGateway(): PaymentGateway {
  return processWide("payments", () => openGateway(env().stripe));
}

/** What an event of the provider does, whichever room it concerns. */
export const paymentEffects: PaymentEffects = {
  ...tradeEffects,
  ...planEffects,
  checkout: (tx, author, event) =>
    (event.fact.mode === "subscription" ? planEffects : tradeEffects).checkout(tx, author, event),
};
