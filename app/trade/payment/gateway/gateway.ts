import type { Locale } from "#app/i18n/locale.ts";
import type { PaymentProvider } from "#db/money-schema.ts";
import type { AccountFact, CheckoutFact, ProviderEvent, ProviderFact } from "./fact.ts";

/** A page of the provider's on which a client pays one invoice. */
export interface CheckoutRequest {
  /** Sent with the call: the same one again gives the same page. Stored before the call. */
  idempotencyKey: string;
  /** The seller's connected account. */
  account: string;
  amountMinor: string;
  currency: string;
  /** What the client reads beside the amount. */
  title: string;
  /** Order or invoice, as the provider's own pages show it. */
  reference: string;
  metadata: Record<string, string>;
  /** Kept by the platform; "0" for none. */
  applicationFeeMinor: string;
  methods: PaymentMethod[];
  locale: Locale;
  /** Where the client comes back to after paying; it proves nothing. */
  returnUrl: string;
  /** Where the client comes back to without having paid. */
  givenUpUrl: string;
  /** ISO 8601. */
  expiresAt: string;
}

export type PaymentMethod = "card" | "alipay" | "wechat_pay";

/** A page on which somebody takes a plan of the installation's own. */
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

/** Why the provider did nothing. `away`: ask again with the same key. `refused`: the provider's own words are in `detail`. */
export interface GatewayFault {
  ok: false;
  fault: "cards_off" | "away" | "refused";
  detail: string;
}

export type Answer<T> = { ok: true; value: T } | GatewayFault;

/** What a message that says it comes from the provider turned out to be. */
export type ReceivedEvent =
  | { ok: true; event: ProviderEvent }
  | { ok: false; fault: "cards_off" | "signature" | "age" | "shape" | "mode" };

/** The provider's fee on one payment, in the currency in which it was taken. */
export interface ProviderFee {
  ref: string;
  amountMinor: string;
  currency: string;
}

/** An event that the provider lists: enough to see whether it ever arrived. */
export interface ListedEvent {
  id: string;
  created: string;
}

/**
 * How money reaches us beside a bank transfer. No transaction may be open around a call: each one but `readEvent`
 * goes over the network.
 */
export interface PaymentGateway {
  provider: PaymentProvider;
  /** Whether real money moves; what comes from the other mode is refused. */
  isLive: boolean;
  openCheckout(request: CheckoutRequest): Promise<Answer<OpenedCheckout>>;
  /** Somebody who takes plans of the installation's own. The provider binds each to the currency of the first. */
  openCustomer(request: {
    idempotencyKey: string;
    name: string;
    email: string;
    metadata: Record<string, string>;
  }): Promise<Answer<{ ref: string }>>;
  openSubscription(request: SubscriptionRequest): Promise<Answer<OpenedCheckout>>;
  openPortal(request: { customerRef: string; returnUrl: string; locale: Locale }): Promise<Answer<{ url: string }>>;
  /** Lets a subscription of the installation's own end with what is paid: nothing more is charged. */
  endSubscription(ref: string): Promise<Answer<{ ref: string }>>;
  readCheckout(account: string, ref: string): Promise<Answer<CheckoutFact>>;
  /** Closes a page that nobody paid on. */
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
  /** A page on which the seller tells the provider who they are; it works once and for minutes. */
  onboardAccount(request: { account: string; returnUrl: string; refreshUrl: string }): Promise<Answer<{ url: string }>>;
  /** Checks a message by its raw bytes. @param now milliseconds */
  readEvent(body: Uint8Array, signature: string | null, now: number): ReceivedEvent;
  /** The event with what it does not carry itself: by what an invoice was paid, how a subscription stands now. */
  completeEvent(event: ProviderEvent): Promise<Answer<ProviderEvent>>;
  /** Everything since then, oldest first. @param since ISO 8601 */
  listEvents(account: string, since: string): Promise<Answer<ListedEvent[]>>;
  /** One event of the list, with its fact as the object stands now. */
  fetchEvent(account: string, id: string): Promise<Answer<ProviderEvent>>;
}
