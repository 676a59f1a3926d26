import type { PaymentGateway } from "./gateway.ts";
import { offlineGateway } from "./offline.ts";
import { type StripeSettings, stripeGateway } from "./stripe.server.ts";

/** Bank transfer alone unless keys of a provider are set. */
export function openGateway(settings: StripeSettings | undefined): PaymentGateway {
  return settings ? stripeGateway(settings) : offlineGateway;
}
