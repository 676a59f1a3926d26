import { once } from "#app/encoding/once.ts";
import { env } from "#app/environment/env.server.ts";
import type { PaymentGateway } from "./gateway.ts";
import { offlineGateway } from "./offline.ts";
import { type StripeSettings, stripeGateway } from "./stripe.server.ts";

/** Bank transfer only, unless the keys of a provider are set. */
export function openGateway(settings: StripeSettings | undefined): PaymentGateway {
  return settings ? stripeGateway(settings) : offlineGateway;
}

/** The gateway of this process. */
export const paymentGateway = once(() => openGateway(env().stripe));
