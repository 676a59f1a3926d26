import type { Locale } from "#app/i18n/locale.ts";
import type { PaymentProvider } from "#db/money-schema.ts";
import type { AccountFact, CheckoutFact, ProviderEvent, ProviderFact } from "./fact.ts";

export interface CheckoutRequest {
  /** Stored before the call. A repeated call with the same key returns the same page. */
  idempotencyKey: string;
  /** The seller's connected account. */
  account: string;
  amountMinor: string;
  currency: string;
  /** Shown next to the amount. */
  title: string;
  /** The order or invoice, as shown on the provider's site. */
  reference: string;
  metadata: Record<string, string>;
  /** The platform's fee. "0" for none. */
  applicationFeeMinor: string;
  methods: PaymentMethod[];
  locale: Locale;
  /** Where the client returns after paying. Returning proves nothing. */
  returnUrl: string;
  /** Where the client returns without having paid. */
  givenUpUrl: string;
  /** ISO 8601. */
  expiresAt: string;
}

export type PaymentMethod = "card" | "alipay" | "wechat_pay";

/** A payment page for a plan of the installation. */
export interface SubscriptionRequest {
  idempotencyKey: string;
  customerRef: string;
  amountMinor: string;
  currency: string;
  interval: "month" | "year";
  title: string;
  metadata: Record<string, string>;
  locale: Locale;
  returnUrl: string;
  expiresAt: string;
}

export interface OpenedCheckout {
  ref: string;
  url: string;
  /** ISO 8601. */
  expiresAt: string;
}

/**
 * Why the provider did not act. `away`: retry with the same key. `refused`: `detail` contains the provider's message.
 */
export interface GatewayFault {
  ok: false;
  fault: "cards_off" | "away" | "refused";
  detail: string;
}

export type Answer<T> = { ok: true; value: T } | GatewayFault;

/** The result of verifying a message that claims to be from the provider. */
export type ReceivedEvent =
  | { ok: true; event: ProviderEvent }
  | { ok: false; fault: "cards_off" | "signature" | "age" | "shape" | "mode" };

/** The provider's fee on a payment, in the currency in which it was charged. */
export interface ProviderFee {
  ref: string;
  amountMinor: string;
  currency: string;
}

/** An event in the provider's list, with enough data to check whether it arrived. */
export interface ListedEvent {
  id: string;
  created: string;
}

/**
 * A payment provider, in addition to bank transfer. All methods except `readEvent` use the network, so no transaction
 * may be open around a call.
 */
export interface PaymentGateway {
  provider: PaymentProvider;
  /** Whether real money is moved. Messages of the other mode are refused. */
  isLive: boolean;
  openCheckout(request: CheckoutRequest): Promise<Answer<OpenedCheckout>>;
  /** A buyer of the installation's plans. The provider binds each customer to its first currency. */
  openCustomer(request: {
    idempotencyKey: string;
    name: string;
    email: string;
    metadata: Record<string, string>;
  }): Promise<Answer<{ ref: string }>>;
  openSubscription(request: SubscriptionRequest): Promise<Answer<OpenedCheckout>>;
  openPortal(request: { customerRef: string; returnUrl: string; locale: Locale }): Promise<Answer<{ url: string }>>;
  /** Ends a subscription at the end of the paid period. */
  endSubscription(ref: string): Promise<Answer<{ ref: string }>>;
  readCheckout(account: string, ref: string): Promise<Answer<CheckoutFact>>;
  /** Closes an unpaid payment page. */
  expireCheckout(account: string, ref: string): Promise<Answer<CheckoutFact>>;
  refund(request: {
    idempotencyKey: string;
    account: string;
    paymentRef: string;
    amountMinor: string;
    currency: string;
    metadata: Record<string, string>;
  }): Promise<Answer<ProviderFact>>;
  readFee(account: string, paymentRef: string): Promise<Answer<ProviderFee | null>>;
  openAccount(request: {
    idempotencyKey: string;
    country: string;
    email: string;
    metadata: Record<string, string>;
  }): Promise<Answer<AccountFact>>;
  readAccount(account: string): Promise<Answer<AccountFact>>;
  /** A page on which the seller identifies to the provider. The link works once and for a few minutes. */
  onboardAccount(request: { account: string; returnUrl: string; refreshUrl: string }): Promise<Answer<{ url: string }>>;
  /** Verifies a message by its raw bytes. @param now milliseconds */
  readEvent(body: Uint8Array, signature: string | null, now: number): ReceivedEvent;
  /**
   * Completes an event with data that it does not contain: the payment of an invoice, or the current state of a
   * subscription.
   */
  completeEvent(event: ProviderEvent): Promise<Answer<ProviderEvent>>;
  /** All later events, oldest first. @param since ISO 8601 */
  listEvents(account: string, since: string): Promise<Answer<ListedEvent[]>>;
  /** An event of the list, with the current state of its object. */
  fetchEvent(account: string, id: string): Promise<Answer<ProviderEvent>>;
}
