import type Stripe from "stripe";
import { fromStripeAmount, isCurrency } from "#app/money/currency.ts";
import type {
  AccountFact,
  CheckoutFact,
  DisputeFact,
  IrrelevantFact,
  ProviderFact,
  RefundFact,
  SubscriptionFact,
  SubscriptionInvoiceFact,
} from "./fact.ts";

/** Events without effect, because another event reports the same. */
const IRRELEVANT = new Set([
  "account.application.authorized",
  "account.external_account.created",
  "account.external_account.deleted",
  "account.external_account.updated",
  "application_fee.created",
  "application_fee.refund.updated",
  "application_fee.refunded",
  "balance.available",
  "billing_portal.session.created",
  "capability.updated",
  "charge.captured",
  "charge.dispute.funds_reinstated",
  "charge.dispute.funds_withdrawn",
  "charge.failed",
  "charge.pending",
  "charge.refund.updated",
  "charge.refunded",
  "charge.succeeded",
  "charge.updated",
  "customer.created",
  "customer.updated",
  "invoice.created",
  "invoice.finalized",
  "invoice.payment_succeeded",
  "invoice.updated",
  "invoice_payment.paid",
  "payment_intent.canceled",
  "payment_intent.created",
  "payment_intent.payment_failed",
  "payment_intent.processing",
  "payment_intent.requires_action",
  "payment_intent.succeeded",
  "payment_method.attached",
  "payout.created",
  "payout.paid",
  "payout.reconciliation_completed",
  "payout.updated",
  "person.created",
  "person.updated",
]);

/** Objects that can be fetched again, by the kind of event that contains them. */
export type CarriedObject = "checkout" | "refund" | "dispute" | "account" | "subscription" | "invoice";

const CARRIED: Record<string, CarriedObject> = {
  "checkout.session.completed": "checkout",
  "checkout.session.async_payment_succeeded": "checkout",
  "checkout.session.async_payment_failed": "checkout",
  "checkout.session.expired": "checkout",
  "refund.created": "refund",
  "refund.updated": "refund",
  "refund.failed": "refund",
  "charge.dispute.created": "dispute",
  "charge.dispute.updated": "dispute",
  "charge.dispute.closed": "dispute",
  "account.updated": "account",
  "customer.subscription.created": "subscription",
  "customer.subscription.updated": "subscription",
  "customer.subscription.deleted": "subscription",
  "customer.subscription.paused": "subscription",
  "customer.subscription.resumed": "subscription",
  "invoice.paid": "invoice",
  "invoice.payment_failed": "invoice",
};

export function carriedBy(type: string): CarriedObject | null {
  return CARRIED[type] ?? null;
}

/** Converts an event to a fact. @throws RangeError, TypeError if it does not have the format of its type */
export function factOf(event: { type: string; account: string; object: unknown }): ProviderFact {
  switch (carriedBy(event.type)) {
    case "checkout":
      return checkoutFact(event.object as Stripe.Checkout.Session, event.type);
    case "refund":
      return refundFact(event.object as Stripe.Refund);
    case "dispute":
      return disputeFact(event.object as Stripe.Dispute);
    case "account":
      return accountFact(event.object as Stripe.Account);
    case "subscription":
      return subscriptionFact(event.object as Stripe.Subscription);
    case "invoice":
      return subscriptionInvoiceFact(event.object as Stripe.Invoice, event.type);
    case null:
      return otherFact(event);
  }
}

function otherFact({ type, account }: { type: string; account: string }): ProviderFact {
  if (type === "account.application.deauthorized") {
    return {
      kind: "account",
      account,
      country: "",
      chargesEnabled: false,
      detailsSubmitted: false,
      isConnected: false,
      wallets: [],
    };
  }
  return { kind: IRRELEVANT.has(type) ? "irrelevant" : "unknown" };
}

/** @param type of the event, if any: no field of the page shows that a delayed payment failed */
export function checkoutFact(session: Stripe.Checkout.Session, type = ""): CheckoutFact {
  const currency = upper(session.currency);
  return {
    kind: "checkout",
    ref: text(session.id),
    state: checkoutState(session, type),
    mode: session.mode === "subscription" ? "subscription" : "payment",
    amountMinor: minorOf(session.amount_total ?? 0, currency),
    currency,
    paymentRef: refOf(session.payment_intent),
    metadata: { ...session.metadata },
    customerRef: refOf(session.customer),
    subscriptionRef: refOf(session.subscription),
  };
}

function checkoutState(session: Stripe.Checkout.Session, type: string): CheckoutFact["state"] {
  if (session.payment_status === "paid") return "paid";
  if (type === "checkout.session.async_payment_failed") return "failed";
  if (session.status === "expired") return "expired";
  return session.status === "complete" ? "pending" : "open";
}

export function refundFact(refund: Stripe.Refund): RefundFact {
  const currency = upper(refund.currency);
  const failed = refund.status === "failed" || refund.status === "canceled";
  return {
    kind: "refund",
    ref: text(refund.id),
    paymentRef: refOf(refund.payment_intent),
    state: failed ? "failed" : refund.status === "succeeded" ? "succeeded" : "pending",
    amountMinor: minorOf(refund.amount, currency),
    currency,
    requestId: refund.metadata?.refund_request_id ?? "",
  };
}

function disputeFact(dispute: Stripe.Dispute): DisputeFact {
  const currency = upper(dispute.currency);
  return {
    kind: "dispute",
    ref: text(dispute.id),
    paymentRef: refOf(dispute.payment_intent),
    state: disputeState(dispute.status),
    amountMinor: minorOf(dispute.amount, currency),
    currency,
    reason: text(dispute.reason),
    dueBy: dispute.evidence_details?.due_by ? new Date(dispute.evidence_details.due_by * 1000).toISOString() : null,
  };
}

function disputeState(status: string): DisputeFact["state"] {
  if (status === "won" || status === "lost") return status;
  if (status === "warning_closed" || status === "prevented") return "closed";
  return status.startsWith("warning_") ? "warning" : "open";
}

export function accountFact(account: Stripe.Account): AccountFact {
  const on = Object.entries(account.capabilities ?? {}).filter(([, state]) => state === "active");
  return {
    kind: "account",
    account: text(account.id),
    country: account.country ?? "",
    chargesEnabled: account.charges_enabled === true,
    detailsSubmitted: account.details_submitted === true,
    isConnected: true,
    wallets: on.map(([name]) => name.replace(/_payments$/, "")).sort(),
  };
}

export function subscriptionFact(subscription: Stripe.Subscription, asOf: string | null = null): SubscriptionFact {
  const ends = subscription.items.data.map((item) => item.current_period_end);
  const currency = upper(subscription.currency);
  const amounts = subscription.items.data.map(({ price, quantity }) => (price.unit_amount ?? 0) * (quantity ?? 1));
  return {
    kind: "subscription",
    ref: text(subscription.id),
    customerRef: refOf(subscription.customer),
    state: text(subscription.status),
    asOf,
    paidUntil: new Date(Math.max(...ends) * 1000).toISOString(),
    cancelsAtEnd: subscription.cancel_at_period_end === true,
    amountMinor: minorOf(
      amounts.reduce((sum, amount) => sum + amount, 0),
      currency,
    ),
    currency,
    metadata: { ...subscription.metadata },
  };
}

/** @param type of the event, if any: no field of the invoice shows that a payment failed */
function subscriptionInvoiceFact(invoice: Stripe.Invoice, type: string): SubscriptionInvoiceFact | IrrelevantFact {
  const metadata = invoice.parent?.subscription_details?.metadata ?? {};
  // The account may also be used for other invoices.
  if (!metadata.plan_order_id) return { kind: "irrelevant" };
  const currency = upper(invoice.currency);
  const periods = invoice.lines.data.map(({ period }) => period);
  const at = (seconds: number) => new Date(seconds * 1000).toISOString();
  const isPaid = invoice.status === "paid";
  return {
    kind: "subscription_invoice",
    ref: text(invoice.id),
    customerRef: refOf(invoice.customer),
    state: isPaid ? "paid" : type === "invoice.payment_failed" ? "failed" : "open",
    amountMinor: minorOf(isPaid ? invoice.amount_paid : invoice.amount_due, currency),
    currency,
    paymentRef: invoice.payments?.data.map(({ payment }) => refOf(payment.payment_intent)).find(Boolean) ?? "",
    startsAt: at(Math.min(...periods.map(({ start }) => start))),
    endsAt: at(Math.max(...periods.map(({ end }) => end))),
    metadata: { ...metadata },
  };
}

function refOf(value: string | { id: string } | null | undefined): string {
  return typeof value === "string" ? value : (value?.id ?? "");
}

function text(value: unknown): string {
  if (typeof value !== "string" || value === "") throw new TypeError("a text is missing");
  return value;
}

function upper(currency: string | null): string {
  const code = (currency ?? "").toUpperCase();
  if (!isCurrency(code)) throw new TypeError("a currency is missing");
  return code;
}

/** @throws RangeError for an amount that is not a whole number of minor units */
export function minorOf(amount: number, currency: string): string {
  const minor = Number.isSafeInteger(amount) ? fromStripeAmount(BigInt(amount), currency) : null;
  if (minor === null) throw new RangeError(`no amount of ${currency}: ${amount}`);
  return String(minor);
}
