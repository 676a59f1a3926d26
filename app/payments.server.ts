import { env } from "./doors.server.ts";
import type { PaymentGateway } from "./payments/gateway.ts";
import { openGateway } from "./payments/open-gateway.server.ts";
import { processWide } from "./process-wide.server.ts";
import type { PaymentEffects } from "./services/payment-event.server.ts";
import { planEffects } from "./services/plan/plan-effects.server.ts";
import { tradeEffects } from "./services/trade/payment-effects.server.ts";

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
