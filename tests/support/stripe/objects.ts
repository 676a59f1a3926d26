import { randomBytes } from "node:crypto";

/**
 * Objects as Stripe's API sends them, with the fields that Stripe's own description requires and those that we read.
 */
// biome-ignore lint/suspicious/noExplicitAny: the wire's own shapes, which tests bend on purpose.
export type Wire = Record<string, any>;

export function makeId(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString("hex")}`;
}

export function sessionOf(fields: Wire, made: { id: string; url: string; now: number }): Wire {
  const item = fields.line_items[0];
  const total = Number(item.price_data.unit_amount) * Number(item.quantity);
  return {
    id: made.id,
    object: "checkout.session",
    amount_subtotal: total,
    amount_total: total,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    allowed_payment_method_types: fields.allowed_payment_method_types ?? null,
    cancel_url: fields.cancel_url ?? null,
    client_reference_id: fields.client_reference_id ?? null,
    created: made.now,
    currency: item.price_data.currency,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer: fields.customer ?? null,
    customer_email: fields.customer_email ?? null,
    expires_at: Number(fields.expires_at ?? made.now + 86_400),
    livemode: false,
    locale: fields.locale ?? null,
    metadata: fields.metadata ?? {},
    mode: fields.mode,
    payment_intent: null,
    payment_method_types: fields.allowed_payment_method_types ?? ["card"],
    payment_status: "unpaid",
    shipping_options: [],
    status: "open",
    subscription: null,
    success_url: fields.success_url,
    url: made.url,
  };
}

export function paymentOf(session: Wire, fields: Wire, now: number): { payment: Wire; charge: Wire; booked: Wire } {
  const [paymentId, chargeId, bookedId] = [makeId("pi"), makeId("ch"), makeId("txn")];
  const amount = session.amount_total;
  const fee = Math.ceil(amount * 0.029) + 30;
  const booked = {
    id: bookedId,
    object: "balance_transaction",
    amount,
    available_on: now + 172_800,
    balance_type: "payments",
    created: now,
    currency: session.currency,
    description: null,
    exchange_rate: null,
    fee,
    fee_details: [
      { amount: fee, application: null, currency: session.currency, description: "fee", type: "stripe_fee" },
    ],
    net: amount - fee,
    reporting_category: "charge",
    source: chargeId,
    status: "pending",
    type: "charge",
  };
  const charge = {
    id: chargeId,
    object: "charge",
    amount,
    amount_captured: amount,
    amount_refunded: 0,
    application_fee_amount: fields.payment_intent_data?.application_fee_amount ?? null,
    balance_transaction: bookedId,
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    captured: true,
    created: now,
    currency: session.currency,
    disputed: false,
    livemode: false,
    metadata: fields.payment_intent_data?.metadata ?? {},
    paid: true,
    payment_intent: paymentId,
    refunded: false,
    status: "succeeded",
  };
  const payment = {
    id: paymentId,
    object: "payment_intent",
    amount,
    amount_received: amount,
    created: now,
    currency: session.currency,
    latest_charge: chargeId,
    livemode: false,
    metadata: fields.payment_intent_data?.metadata ?? {},
    status: "succeeded",
  };
  return { payment, charge, booked };
}

export function refundOf(charge: Wire, fields: Wire, now: number): Wire {
  return {
    id: makeId("re"),
    object: "refund",
    amount: Number(fields.amount ?? charge.amount),
    balance_transaction: makeId("txn"),
    charge: charge.id,
    created: now,
    currency: charge.currency,
    metadata: fields.metadata ?? {},
    payment_intent: charge.payment_intent,
    reason: null,
    receipt_number: null,
    status: "succeeded",
  };
}

export function disputeOf(charge: Wire, amount: number, now: number): Wire {
  return {
    id: makeId("du"),
    object: "dispute",
    amount,
    balance_transactions: [],
    charge: charge.id,
    created: now,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: { enhanced_evidence: {} },
    evidence_details: {
      due_by: now + 604_800,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
    },
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    reason: "product_not_received",
    status: "needs_response",
  };
}

export function accountOf(fields: Wire, now: number): Wire {
  return {
    id: `acct_${randomBytes(8).toString("hex")}`,
    object: "account",
    capabilities: {},
    charges_enabled: false,
    controller: { ...fields.controller, is_controller: true, type: "application" },
    country: fields.country,
    created: now,
    details_submitted: false,
    email: fields.email ?? null,
    metadata: fields.metadata ?? {},
    payouts_enabled: false,
    type: "none",
  };
}

export function subscriptionOf(session: Wire, fields: Wire, now: number): Wire {
  const { currency, unit_amount: amount, recurring } = fields.line_items[0].price_data;
  const id = makeId("sub");
  const end = now + (recurring.interval === "year" ? 365 : 30) * 86_400;
  const price = { id: makeId("price"), object: "price", currency, unit_amount: Number(amount), recurring };
  return {
    id,
    object: "subscription",
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: now,
    billing_mode: { flexible: null, type: "classic" },
    billing_schedules: [],
    cancel_at_period_end: false,
    collection_method: "charge_automatically",
    created: now,
    currency,
    customer: session.customer,
    discounts: [],
    invoice_settings: { account_tax_ids: null, issuer: { type: "self" } },
    items: {
      object: "list",
      data: [
        {
          id: makeId("si"),
          object: "subscription_item",
          created: now,
          current_period_end: end,
          current_period_start: now,
          discounts: [],
          metadata: {},
          price,
          quantity: 1,
          subscription: id,
        },
      ],
      has_more: false,
      url: `/v1/subscription_items?subscription=${id}`,
    },
    livemode: false,
    metadata: fields.subscription_data?.metadata ?? {},
    start_date: now,
    status: "active",
  };
}

/** The invoice for one period of a subscription. Its payments are left out unless requested. */
export function invoiceOf(subscription: Wire, paid: { paymentId: string | null; reason: string }, now: number): Wire {
  const id = makeId("in");
  const [item] = subscription.items.data;
  const amount = item.price.unit_amount * item.quantity;
  const isPaid = paid.paymentId !== null;
  return {
    id,
    object: "invoice",
    amount_due: amount,
    amount_overpaid: 0,
    amount_paid: isPaid ? amount : 0,
    amount_remaining: isPaid ? 0 : amount,
    amount_shipping: 0,
    attempt_count: 1,
    attempted: true,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    billing_reason: paid.reason,
    collection_method: "charge_automatically",
    created: now,
    currency: subscription.currency,
    customer: subscription.customer,
    default_tax_rates: [],
    discounts: [],
    issuer: { type: "self" },
    lines: {
      object: "list",
      data: [
        {
          id: makeId("il"),
          object: "line_item",
          amount,
          currency: subscription.currency,
          discount_amounts: [],
          discountable: true,
          discounts: [],
          invoice: id,
          livemode: false,
          metadata: subscription.metadata,
          parent: {
            type: "subscription_item_details",
            subscription_item_details: {
              invoice_item: null,
              proration: false,
              subscription: subscription.id,
              subscription_item: item.id,
            },
          },
          period: { start: item.current_period_start, end: item.current_period_end },
          quantity: item.quantity,
          subtotal: amount,
        },
      ],
      has_more: false,
      url: `/v1/invoices/${id}/lines`,
    },
    livemode: false,
    metadata: {},
    parent: {
      type: "subscription_details",
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
    },
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: now,
    period_start: now,
    status: isPaid ? "paid" : "open",
    status_transitions: {
      finalized_at: now,
      marked_uncollectible_at: null,
      paid_at: isPaid ? now : null,
      voided_at: null,
    },
    subtotal: amount,
    total: amount,
  };
}

/** The payments of an invoice, as the list that comes with it on request. */
export function invoicePaymentsOf(invoice: Wire, paymentId: string, now: number): Wire {
  return {
    object: "list",
    data: [
      {
        id: makeId("inpay"),
        object: "invoice_payment",
        amount_paid: invoice.amount_paid,
        amount_requested: invoice.amount_due,
        created: now,
        currency: invoice.currency,
        invoice: invoice.id,
        is_default: true,
        livemode: false,
        payment: { type: "payment_intent", payment_intent: paymentId },
        status: "paid",
        status_transitions: { canceled_at: null, paid_at: now },
      },
    ],
    has_more: false,
    url: "/v1/invoice_payments",
  };
}

/** The nested fields of a form as Stripe's clients write it: `a[b][0]=c`. */
export function readNested(body: string): Wire {
  const root: Wire = {};
  for (const [name, value] of new URLSearchParams(body)) {
    const path = name.split(/[[\]]+/).filter((part) => part !== "");
    let at = root;
    path.forEach((part, depth) => {
      const next = path[depth + 1];
      if (next === undefined) at[part] = value;
      else {
        at[part] ??= /^\d+$/.test(next) ? [] : {};
        at = at[part];
      }
    });
  }
  return root;
}
