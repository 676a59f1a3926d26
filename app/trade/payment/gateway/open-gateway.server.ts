import { once } from "#app/encoding/once.ts";
import { env } from "#app/environment/env.server.ts";
import type { PaymentGateway } from "./gateway.ts";
import { offlineGateway } from "./offline.ts";
import { type StripeSettings, stripeGateway } from "./stripe.server.ts";

/** Bank transfer alone unless keys of a provider are set. */
export function openGateway(settings: StripeSettings | undefined): PaymentGateway {
  return settings ? stripeGateway(settings) : offlineGateway;
}

/** How this process takes money: by bank transfer, and by a provider whose keys are set. */
export const paymentGateway = once(() => openGateway(env().stripe));
