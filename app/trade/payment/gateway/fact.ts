import type { CheckoutState } from "../checkout-state.ts";
import type { DisputeState } from "../dispute-state.ts";

/**
 * A report of a payment provider in our own terms. Amounts are minor units of ISO 4217, not of the provider; currencies
 * are upper case. Facts describe a state, never a change, so that they can arrive in any order.
 */
export type ProviderFact =
  | CheckoutFact
  | RefundFact
  | DisputeFact
  | AccountFact
  | SubscriptionFact
  | SubscriptionInvoiceFact
  | IrrelevantFact
  | { kind: "unknown" };

export interface IrrelevantFact {
  kind: "irrelevant";
}

export interface CheckoutFact {
  kind: "checkout";
  /** The provider's id of the page. */
  ref: string;
  state: CheckoutState;
  mode: "payment" | "subscription";
  amountMinor: string;
  currency: string;
  /** The provider's id of the payment, or empty until there is one. */
  paymentRef: string;
  /** The metadata that we attached to it. */
  metadata: Record<string, string>;
  customerRef: string;
  subscriptionRef: string;
}

export interface RefundFact {
  kind: "refund";
  ref: string;
  paymentRef: string;
  state: "pending" | "succeeded" | "failed";
  amountMinor: string;
  currency: string;
  /** The id of our refund request. Empty if the refund was made on the provider's site. */
  requestId: string;
}

export interface DisputeFact {
  kind: "dispute";
  ref: string;
  paymentRef: string;
  state: DisputeState;
  amountMinor: string;
  currency: string;
  reason: string;
  /** The deadline for the seller's response, ISO 8601, or null. */
  dueBy: string | null;
}

export interface AccountFact {
  kind: "account";
  account: string;
  country: string;
  chargesEnabled: boolean;
  detailsSubmitted: boolean;
  isConnected: boolean;
  /** Payment methods that the provider enabled for the account. */
  wallets: string[];
}

export interface SubscriptionFact {
  kind: "subscription";
  ref: string;
  customerRef: string;
  /** The provider's status, such as `active`, `past_due` or `canceled`. */
  state: string;
  /** When the object was fetched, ISO 8601. Null for facts from an event, which describe the time of the event. */
  asOf: string | null;
  /** End of the paid period, ISO 8601. */
  paidUntil: string;
  cancelsAtEnd: boolean;
  /** The amount of one period. */
  amountMinor: string;
  currency: string;
  metadata: Record<string, string>;
}

/** The provider's invoice of a subscription period. Only `paid` records money. */
export interface SubscriptionInvoiceFact {
  kind: "subscription_invoice";
  ref: string;
  customerRef: string;
  state: "open" | "failed" | "paid";
  amountMinor: string;
  currency: string;
  /** The provider's id of the payment. Empty if the event does not contain it, see `completeEvent`. */
  paymentRef: string;
  /** The invoiced period, ISO 8601. */
  startsAt: string;
  endsAt: string;
  /** The metadata that we attached to the subscription. */
  metadata: Record<string, string>;
}

/** A fact with its event. The event is what is counted once. */
export interface ProviderEvent {
  provider: "stripe";
  /** The connected account. Empty for the installation's own account. */
  account: string;
  id: string;
  type: string;
  /** When the provider created it, ISO 8601. */
  created: string;
  isLive: boolean;
  fact: ProviderFact;
  /** The whole event as JSON, stored permanently. */
  payload: string;
}
