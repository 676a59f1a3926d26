import Stripe from "stripe";
import { contentLanguageFor, type Locale } from "#app/i18n/locale.ts";
import { toStripeAmount } from "#app/money/currency.ts";
import type { ProviderEvent } from "./fact.ts";
import type { Answer, CheckoutRequest, OpenedCheckout, PaymentGateway, SubscriptionRequest } from "./gateway.ts";
import { readStripeEvent, STRIPE_API_VERSION } from "./stripe-event.ts";
import { accountFact, carriedBy, checkoutFact, factOf, minorOf, refundFact, subscriptionFact } from "./stripe-facts.ts";

export interface StripeSettings {
  secretKey: string;
  /** One for each endpoint: events of the installation and of connected accounts are signed with different secrets. */
  webhookSecrets: string[];
  /** A local replacement for the Stripe API. */
  apiUrl: string | undefined;
}

const TIMEOUT_MILLISECONDS = 4500;
const PAGE = 100;
/** Stripe accepts at most eight digits. */
const MOST = 99_999_999n;

/** Stripe keys start with their kind, which shows whether they are live. */
export function isLiveKey(secretKey: string): boolean {
  return /^(sk|rk)_live_/.test(secretKey);
}

export function stripeGateway(settings: StripeSettings): PaymentGateway {
  const stripe = openClient(settings);
  const isLive = isLiveKey(settings.secretKey);
  return {
    provider: "stripe",
    isLive,
    openCheckout: (request) => openCheckout(stripe, request),
    openCustomer: ({ idempotencyKey, name, email, metadata }) =>
      ask(async () => {
        const fields = { name, ...(email ? { email } : {}), metadata };
        return { ref: (await stripe.customers.create(fields, { idempotencyKey })).id };
      }),
    openSubscription: (request) => openSubscription(stripe, request),
    openPortal: ({ customerRef, returnUrl, locale }) =>
      ask(async () => {
        const session = await stripe.billingPortal.sessions.create({
          customer: customerRef,
          return_url: returnUrl,
          locale,
        });
        return { url: session.url };
      }),
    endSubscription: (ref) =>
      ask(async () => ({ ref: (await stripe.subscriptions.update(ref, { cancel_at_period_end: true })).id })),
    readCheckout: (account, ref) =>
      ask(async () => checkoutFact(await stripe.checkout.sessions.retrieve(ref, {}, on(account)))),
    expireCheckout: (account, ref) =>
      ask(async () => checkoutFact(await stripe.checkout.sessions.expire(ref, {}, on(account)))),
    refund: ({ idempotencyKey, account, paymentRef, amountMinor, currency, metadata }) =>
      ask(async () =>
        refundFact(
          await stripe.refunds.create(
            { payment_intent: paymentRef, amount: charged(amountMinor, currency), metadata },
            { ...on(account), idempotencyKey },
          ),
        ),
      ),
    readFee: (account, paymentRef) => ask(() => readFee(stripe, account, paymentRef)),
    openAccount: ({ idempotencyKey, country, email, metadata }) =>
      ask(async () =>
        accountFact(
          await stripe.accounts.create(
            {
              country,
              ...(email ? { email } : {}),
              metadata,
              // The seller is the merchant, with their own dashboard, fees and losses.
              controller: {
                stripe_dashboard: { type: "full" },
                fees: { payer: "account" },
                losses: { payments: "stripe" },
                requirement_collection: "stripe",
              },
            },
            { idempotencyKey },
          ),
        ),
      ),
    readAccount: (account) => ask(async () => accountFact(await stripe.accounts.retrieve(account))),
    onboardAccount: ({ account, returnUrl, refreshUrl }) =>
      ask(async () => {
        const link = { account, return_url: returnUrl, refresh_url: refreshUrl, type: "account_onboarding" } as const;
        return { url: (await stripe.accountLinks.create(link)).url };
      }),
    readEvent: (body, signature, now) =>
      readStripeEvent(stripe, { body, signature, now, secrets: settings.webhookSecrets, isLive }),
    completeEvent: (event) => ask(() => completeEvent(stripe, event)),
    listEvents: (account, since) => ask(() => listEvents(stripe, account, since)),
    fetchEvent: (account, id) => ask(() => fetchEvent(stripe, account, id)),
  };
}

function openClient({ secretKey, apiUrl }: StripeSettings): Stripe {
  const own = apiUrl ? new URL(apiUrl) : null;
  return new Stripe(secretKey, {
    apiVersion: STRIPE_API_VERSION,
    timeout: TIMEOUT_MILLISECONDS,
    maxNetworkRetries: 1,
    telemetry: false,
    ...(own ? { host: own.hostname, port: own.port, protocol: "http" as const } : {}),
  });
}

function on(account: string): { stripeAccount?: string } {
  return account === "" ? {} : { stripeAccount: account };
}

function openCheckout(stripe: Stripe, request: CheckoutRequest): Promise<Answer<OpenedCheckout>> {
  return ask(async () => {
    const fee = request.applicationFeeMinor === "0" ? 0 : charged(request.applicationFeeMinor, request.currency);
    const session = await stripe.checkout.sessions.create(
      {
        mode: "payment",
        line_items: [lineOf(request, {})],
        // A filter: only methods that are enabled on the account and allowed for the currency are offered.
        allowed_payment_method_types: request.methods,
        client_reference_id: request.reference,
        metadata: request.metadata,
        payment_intent_data: {
          metadata: request.metadata,
          ...(fee > 0 ? { application_fee_amount: fee } : {}),
        },
        ...hosted(request),
      },
      { ...on(request.account), idempotencyKey: request.idempotencyKey },
    );
    return opened(session);
  });
}

function openSubscription(stripe: Stripe, request: SubscriptionRequest): Promise<Answer<OpenedCheckout>> {
  return ask(async () => {
    const session = await stripe.checkout.sessions.create(
      {
        mode: "subscription",
        line_items: [lineOf(request, { recurring: { interval: request.interval } })],
        metadata: request.metadata,
        subscription_data: { metadata: request.metadata },
        customer: request.customerRef,
        ...hosted(request),
      },
      { idempotencyKey: request.idempotencyKey },
    );
    return opened(session);
  });
}

function lineOf(
  { amountMinor, currency, title }: { amountMinor: string; currency: string; title: string },
  more: { recurring?: { interval: "month" | "year" } },
) {
  return {
    quantity: 1,
    price_data: {
      currency: currency.toLowerCase(),
      unit_amount: charged(amountMinor, currency),
      product_data: { name: title },
      ...more,
    },
  };
}

function hosted(request: { locale: Locale; returnUrl: string; givenUpUrl?: string; expiresAt: string }) {
  return {
    locale: contentLanguageFor(request.locale),
    success_url: request.returnUrl,
    cancel_url: request.givenUpUrl ?? request.returnUrl,
    expires_at: Math.floor(Date.parse(request.expiresAt) / 1000),
  };
}

function opened(session: Stripe.Checkout.Session): OpenedCheckout {
  if (!session.url) throw new TypeError("the provider returned no URL for the page");
  return { ref: session.id, url: session.url, expiresAt: new Date(session.expires_at * 1000).toISOString() };
}

/** The provider's fee, once the payment is settled. */
async function readFee(stripe: Stripe, account: string, paymentRef: string) {
  const expand = ["latest_charge.balance_transaction"];
  const payment = await stripe.paymentIntents.retrieve(paymentRef, { expand }, on(account));
  const charge = payment.latest_charge;
  const booked = charge && typeof charge === "object" ? charge.balance_transaction : null;
  if (!booked || typeof booked !== "object") return null;
  const currency = booked.currency.toUpperCase();
  return { ref: booked.id, amountMinor: minorOf(booked.fee, currency), currency };
}

async function listEvents(stripe: Stripe, account: string, since: string) {
  const found: { id: string; created: string }[] = [];
  const created = { gte: Math.floor(Date.parse(since) / 1000) };
  for await (const event of stripe.events.list({ created, limit: PAGE }, on(account))) {
    found.push({ id: event.id, created: new Date(event.created * 1000).toISOString() });
  }
  return found.reverse();
}

/**
 * Listed events have the account's own API version. The object is fetched again to get the pinned version and its
 * current state.
 */
async function fetchEvent(stripe: Stripe, account: string, id: string): Promise<ProviderEvent> {
  const event = await stripe.events.retrieve(id, {}, on(account));
  const carried = carriedBy(event.type);
  const { id: objectId } = event.data.object as unknown as { id: string };
  const object = carried === null ? event.data.object : await fetchObject(stripe, carried, account, objectId);
  return {
    provider: "stripe",
    account,
    id: event.id,
    type: event.type,
    created: new Date(event.created * 1000).toISOString(),
    isLive: event.livemode,
    fact: factOf({ type: event.type, account, object }),
    payload: JSON.stringify({ ...event, data: { object } }),
  };
}

/**
 * Invoice events don't contain their payments. Subscription events can be late, or two in the same second, so the
 * current state is fetched.
 */
async function completeEvent(stripe: Stripe, event: ProviderEvent): Promise<ProviderEvent> {
  const { fact, account, type } = event;
  if (fact.kind === "subscription") {
    const asOf = new Date().toISOString();
    return { ...event, fact: subscriptionFact(await stripe.subscriptions.retrieve(fact.ref, {}, on(account)), asOf) };
  }
  if (fact.kind !== "subscription_invoice" || fact.state !== "paid" || fact.paymentRef !== "") return event;
  return { ...event, fact: factOf({ type, account, object: await fetchObject(stripe, "invoice", account, fact.ref) }) };
}

function fetchObject(stripe: Stripe, carried: NonNullable<ReturnType<typeof carriedBy>>, account: string, id: string) {
  switch (carried) {
    case "checkout":
      return stripe.checkout.sessions.retrieve(id, {}, on(account));
    case "refund":
      return stripe.refunds.retrieve(id, {}, on(account));
    case "dispute":
      return stripe.disputes.retrieve(id, {}, on(account));
    case "account":
      return stripe.accounts.retrieve(id);
    case "subscription":
      return stripe.subscriptions.retrieve(id, {}, on(account));
    case "invoice":
      return stripe.invoices.retrieve(id, { expand: ["payments"] }, on(account));
  }
}

function charged(minor: string, currency: string): number {
  const amount = toStripeAmount(BigInt(minor), currency);
  if (amount === null || amount <= 0n || amount > MOST) throw new RangeError(`${minor} ${currency} can't be charged`);
  return Number(amount);
}

/** Distinguishes temporary errors from permanent ones. */
async function ask<T>(call: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await call() };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { ok: false, fault: isAway(error) ? "away" : "refused", detail: error.message.slice(0, 500) };
  }
}

function isAway(error: Error): boolean {
  if (!(error instanceof Stripe.errors.StripeError)) return false;
  const { StripeConnectionError, StripeRateLimitError, StripeIdempotencyError } = Stripe.errors;
  if (error instanceof StripeConnectionError || error instanceof StripeRateLimitError) return true;
  // Another call with the same key is still running and will answer both.
  if (error instanceof StripeIdempotencyError) return error.statusCode === 409;
  return (error.statusCode ?? 0) >= 500;
}
