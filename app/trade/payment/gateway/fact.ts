import type { CheckoutState } from "../checkout-state.ts";
import type { DisputeState } from "../dispute-state.ts";

/**
 * What a payment provider reports, in our own words. Amounts are minor units of ISO 4217 (not of the provider),
 * currencies upper case. A fact says how things stand, never by how much they changed.
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
  /** The provider's id of the payment; empty until there is one. */
  paymentRef: string;
  /** What we wrote to it when it was made. */
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
  /** Ours, where we asked for it; empty for one made in the provider's own pages. */
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
  /** Until when the seller can answer, ISO 8601; null where nothing is asked. */
  dueBy: string | null;
}

export interface AccountFact {
  kind: "account";
  account: string;
  country: string;
  chargesEnabled: boolean;
  detailsSubmitted: boolean;
  isConnected: boolean;
  /** Ways to pay that the provider has turned on for it. */
  wallets: string[];
}

export interface SubscriptionFact {
  kind: "subscription";
  ref: string;
  customerRef: string;
  /** The provider's own word, such as `active`, `past_due` or `canceled`. */
  state: string;
  /** When it was asked for, ISO 8601; null for what an event brought, which was so when that was made. */
  asOf: string | null;
  /** End of the time that is paid for, ISO 8601. */
  paidUntil: string;
  cancelsAtEnd: boolean;
  /** Of one period. */
  amountMinor: string;
  currency: string;
  metadata: Record<string, string>;
}

/** The provider's own invoice for a period of a subscription. `paid` is the only one that books money. */
export interface SubscriptionInvoiceFact {
  kind: "subscription_invoice";
  ref: string;
  customerRef: string;
  state: "open" | "failed" | "paid";
  amountMinor: string;
  currency: string;
  /** The provider's id of the payment; empty where the event does not carry it, see `completeEvent`. */
  paymentRef: string;
  /** The period that it is for, ISO 8601. */
  startsAt: string;
  endsAt: string;
  /** What we wrote to the subscription. */
  metadata: Record<string, string>;
}

/** A fact as it came: the event that carried it is what is counted once. */
export interface ProviderEvent {
  provider: "stripe";
  /** The connected account that it concerns; empty for the installation's own. */
  account: string;
  id: string;
  type: string;
  /** When the provider made it, ISO 8601. */
  created: string;
  isLive: boolean;
  fact: ProviderFact;
  /** The whole event as JSON text, kept for good. */
  payload: string;
}
