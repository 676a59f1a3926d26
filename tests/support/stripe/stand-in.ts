import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { EventPost } from "./event-post.ts";
import { hostedPage } from "./hosted-page.ts";
import type { Wire } from "./objects.ts";
import * as make from "./objects.ts";
import { afterFirst, list, refusal, refuseUnknown, StripeError } from "./wire.ts";

export const STRIPE_KEYS = { secretKey: "sk_test_sample", webhookSecret: "whsec_sample" };
const VERSION = "2026-10-28.endive";

interface Call {
  method: string;
  path: string;
  fields: Wire;
  account: string;
  key: string | undefined;
}

/**
 * Stripe on a loopback port, for the real `stripe` package: the same addresses, forms, errors and ids. Repeated
 * idempotency keys get the same answer, objects belong to the account that made them, and there is a payment page.
 */
export class StripeStandIn {
  url = "";
  readonly post = new EventPost(STRIPE_KEYS.webhookSecret, () => VERSION);
  readonly calls: Call[] = [];
  /** While true, every call is answered as if Stripe were down. */
  isAway = false;
  readonly #objects = new Map<string, { object: Wire; account: string; fields: Wire }>();
  readonly #answers = new Map<string, { form: string; status: number; body: Wire }>();
  /** The payment of each invoice. */
  readonly #payments = new Map<string, Wire>();
  readonly #server = createServer((request, response) => {
    this.#handle(request, response).catch((error) => response.writeHead(500).end(String(error)));
  });

  async start(port = 0): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(port, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as { port: number }).port}`;
    return this;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  subscriptionsOf(customerId: string): Wire[] {
    return this.#ofKind("subscription", "").filter(({ customer }) => customer === customerId);
  }

  object(id: string): Wire {
    return this.#find(id).object;
  }

  /** The payment pages, newest first. */
  sessions(): Wire[] {
    const kept = [...this.#objects.values()].map(({ object }) => object);
    return kept.filter(({ object }) => object === "checkout.session").reverse();
  }

  /** A client pays on the page; `delayed` is a payment method that is confirmed later. */
  pay(sessionId: string, how: "at_once" | "delayed" = "at_once"): Wire {
    const { object: session, account, fields } = this.#find(sessionId);
    if (session.status !== "open") throw new Error(`the page is ${session.status}`);
    session.status = "complete";
    if (session.mode === "subscription") this.#subscribe(session, fields, account);
    else this.#charge(session, fields, account);
    if (how === "at_once") session.payment_status = "paid";
    return this.post.happen("checkout.session.completed", session, account);
  }

  /** The result of a delayed payment. */
  settleDelayed(sessionId: string, hasSucceeded: boolean): Wire {
    const { object: session, account } = this.#find(sessionId);
    if (hasSucceeded) session.payment_status = "paid";
    return this.post.happen(
      `checkout.session.async_payment_${hasSucceeded ? "succeeded" : "failed"}`,
      session,
      account,
    );
  }

  expire(sessionId: string): Wire {
    const { object: session, account } = this.#find(sessionId);
    if (session.status !== "open") throw refusal("Only Checkout Sessions with a status of open can be expired.");
    session.status = "expired";
    session.url = null;
    this.post.happen("checkout.session.expired", session, account);
    return session;
  }

  /** A refund, with the API or on Stripe's pages. */
  refund(paymentId: string, fields: Wire): Wire {
    const { charge, account } = this.#chargeOf(paymentId);
    const refund = make.refundOf(charge, fields, now());
    if (charge.amount_refunded + refund.amount > charge.amount)
      throw refusal("Refund amount is greater than unrefunded amount on charge", "amount");
    charge.amount_refunded += refund.amount;
    charge.refunded = charge.amount_refunded === charge.amount;
    this.#keep(refund, account);
    this.post.happen("refund.created", refund, account);
    this.post.happen("charge.refunded", charge, account);
    return refund;
  }

  dispute(paymentId: string, amount?: number): Wire {
    const { charge, account } = this.#chargeOf(paymentId);
    charge.disputed = true;
    const dispute = make.disputeOf(charge, amount ?? charge.amount, now());
    this.#keep(dispute, account);
    this.post.happen("charge.dispute.created", dispute, account);
    return dispute;
  }

  closeDispute(id: string, status: "won" | "lost"): Wire {
    const { object, account } = this.#find(id);
    object.status = status;
    return this.post.happen("charge.dispute.closed", object, account);
  }

  /** The seller completed, or lost, Stripe's requirements for sellers. */
  setCharges(accountId: string, isEnabled: boolean): Wire {
    const { object } = this.#find(accountId);
    object.charges_enabled = isEnabled;
    object.details_submitted = true;
    const state = isEnabled ? "active" : "inactive";
    object.capabilities = { card_payments: state, alipay_payments: state, wechat_pay_payments: state };
    return this.post.happen("account.updated", object, accountId);
  }

  deauthorize(accountId: string): Wire {
    return this.post.happen("account.application.deauthorized", { id: "ca_sample", object: "application" }, accountId);
  }

  /** The next period begins: it is paid, or its payment fails. @returns the event of the invoice */
  renew(id: string, isPaid = true): Wire {
    const { object: subscription, account } = this.#find(id);
    const [item] = subscription.items.data;
    const length = item.current_period_end - item.current_period_start;
    item.current_period_start = item.current_period_end;
    item.current_period_end += length;
    const event = this.#invoice(subscription, account, { reason: "subscription_cycle", isPaid });
    this.setSubscription(id, { status: isPaid ? "active" : "past_due" });
    return event;
  }

  /** The retry of a failed payment. */
  payInvoice(id: string): Wire {
    const { object: invoice, account } = this.#find(id);
    const { payment } = this.#paid({ amount_total: invoice.amount_due, currency: invoice.currency }, {}, account);
    Object.assign(invoice, { status: "paid", amount_paid: invoice.amount_due, amount_remaining: 0 });
    this.#payments.set(id, make.invoicePaymentsOf(invoice, payment.id, now()));
    return this.post.happen("invoice.paid", invoice, account);
  }

  /** Cancels it, at once or at the end of the paid period, in the portal or on Stripe's pages. */
  cancel(id: string, isAtEnd = false): Wire {
    if (isAtEnd) return this.setSubscription(id, { cancel_at_period_end: true });
    return this.setSubscription(id, { status: "canceled" }, "customer.subscription.deleted");
  }

  setSubscription(id: string, changes: Wire, type = "customer.subscription.updated"): Wire {
    const { object, account } = this.#find(id);
    Object.assign(object, changes);
    return this.post.happen(type, object, account);
  }

  #charge(session: Wire, fields: Wire, account: string): void {
    session.payment_intent = this.#paid(session, fields, account).payment.id;
  }

  #paid(session: Wire, fields: Wire, account: string) {
    const made = make.paymentOf(session, fields, now());
    for (const one of Object.values(made)) this.#keep(one, account);
    return made;
  }

  #invoice(subscription: Wire, account: string, { reason, isPaid }: { reason: string; isPaid: boolean }): Wire {
    const [{ price }] = subscription.items.data;
    const sum = { amount_total: price.unit_amount, currency: subscription.currency };
    const paymentId = isPaid ? this.#paid(sum, {}, account).payment.id : null;
    const invoice = this.#keep(make.invoiceOf(subscription, { paymentId, reason }, now()), account);
    if (paymentId) this.#payments.set(invoice.id, make.invoicePaymentsOf(invoice, paymentId, now()));
    return this.post.happen(isPaid ? "invoice.paid" : "invoice.payment_failed", invoice, account);
  }

  #subscribe(session: Wire, fields: Wire, account: string): void {
    session.customer ??= this.#keep(customerOf({ email: session.customer_email }), account).id;
    const subscription = this.#keep(make.subscriptionOf(session, fields, now()), account);
    session.subscription = subscription.id;
    this.post.happen("customer.subscription.created", subscription, account);
    session.invoice = this.#invoice(subscription, account, {
      reason: "subscription_create",
      isPaid: true,
    }).data.object.id;
  }

  #chargeOf(paymentId: string): { charge: Wire; account: string } {
    const { object, account } = this.#find(paymentId);
    return { charge: this.#find(object.latest_charge).object, account };
  }

  #keep(object: Wire, account: string, fields: Wire = {}): Wire {
    this.#objects.set(object.id, { object, account, fields });
    return object;
  }

  #find(id: string, account?: string) {
    const found = this.#objects.get(id);
    if (!found || (account !== undefined && found.account !== account)) {
      throw new StripeError(404, {
        type: "invalid_request_error",
        code: "resource_missing",
        message: `No such: '${id}'`,
      });
    }
    return found;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", this.url);
    const body = await text(request);
    if (!url.pathname.startsWith("/v1/")) return hostedPage(this, request, response, new URLSearchParams(body));
    const { status, body: answer } = this.#answer(request, url, body);
    response.writeHead(status, { "content-type": "application/json", "request-id": make.makeId("req") });
    response.end(JSON.stringify(answer));
  }

  #answer(request: IncomingMessage, url: URL, form: string): { status: number; body: Wire } {
    try {
      return this.#answerCall(request, url, form);
    } catch (error) {
      if (error instanceof StripeError) return { status: error.status, body: { error: error.body } };
      throw error;
    }
  }

  #answerCall(request: IncomingMessage, url: URL, form: string): { status: number; body: Wire } {
    if (this.isAway) throw new StripeError(503, { type: "api_error", message: "Stripe is away" });
    if (request.headers.authorization !== `Bearer ${STRIPE_KEYS.secretKey}`)
      throw new StripeError(401, { type: "invalid_request_error", message: "Invalid API Key provided" });
    if (request.headers["stripe-version"] !== VERSION) throw refusal("another version of the API");
    const call: Call = {
      method: request.method ?? "GET",
      path: url.pathname.slice("/v1/".length),
      fields: make.readNested(request.method === "GET" ? url.search.slice(1) : form),
      account: String(request.headers["stripe-account"] ?? ""),
      key: request.headers["idempotency-key"] as string | undefined,
    };
    this.calls.push(call);
    if (call.account !== "") this.#find(call.account);
    const name = call.method === "POST" && call.key ? `${call.account} ${call.path} ${call.key}` : null;
    const known = name ? this.#answers.get(name) : undefined;
    if (known && known.form !== form)
      throw new StripeError(400, {
        type: "idempotency_error",
        message: "Keys can only be used with the same parameters",
      });
    if (known) return known;
    const answer = { status: 200, body: structuredClone(this.#perform(call)) };
    if (name) this.#answers.set(name, { form, ...answer });
    return answer;
  }

  #perform(call: Call): Wire {
    const { method, path, fields, account } = call;
    if (method === "POST") refuseUnknown(path, fields);
    const [kind = "", id, act] =
      path.startsWith("checkout/") || path.startsWith("billing_portal/") ? afterFirst(path) : path.split("/");
    if (method === "POST" && act === "expire") return this.#find(id!, account) && this.expire(id!);
    if (method === "POST" && kind === "subscriptions" && id) {
      this.#find(id, account);
      this.cancel(id, fields.cancel_at_period_end === "true");
      return this.#find(id, account).object;
    }
    if (method === "POST" && !id) return this.#create(kind, fields, account);
    if (kind === "events" && !id) return this.#listEvents(fields, account);
    if (kind === "events") return this.#event(id!, account);
    if (kind === "checkout/sessions" && !id) return list(path, this.#ofKind("checkout.session", account), fields);
    if (method === "GET" && id)
      return this.#expanded(this.#find(id, kind === "accounts" ? "" : account).object, fields);
    throw new StripeError(404, {
      type: "invalid_request_error",
      message: `Unrecognized request URL (${method}: ${path})`,
    });
  }

  #create(kind: string, fields: Wire, account: string): Wire {
    switch (kind) {
      case "checkout/sessions":
        return this.#createSession(fields, account);
      case "refunds":
        this.#find(fields.payment_intent, account);
        return this.refund(fields.payment_intent, fields);
      case "accounts":
        return this.#keep(make.accountOf(fields, now()), "");
      case "customers":
        return this.#keep(customerOf(fields), account);
      case "account_links":
        this.#find(fields.account);
        return {
          object: "account_link",
          created: now(),
          expires_at: now() + 300,
          url: `${this.url}/setup/${fields.account}?back=${encodeURIComponent(fields.return_url)}`,
        };
      case "billing_portal/sessions":
        this.#find(fields.customer, account);
        return {
          id: make.makeId("bps"),
          object: "billing_portal.session",
          configuration: "bpc_sample",
          created: now(),
          customer: fields.customer,
          livemode: false,
          locale: fields.locale ?? null,
          return_url: fields.return_url,
          url: `${this.url}/portal/${fields.customer}?back=${encodeURIComponent(fields.return_url)}`,
        };
      default:
        throw new StripeError(404, {
          type: "invalid_request_error",
          message: `Unrecognized request URL (POST: ${kind})`,
        });
    }
  }

  #createSession(fields: Wire, account: string): Wire {
    if (!["payment", "subscription"].includes(fields.mode)) throw refusal("Invalid mode", "mode");
    if (account !== "" && !this.#find(account).object.charges_enabled)
      throw refusal("Your account cannot currently make live charges.");
    const amount = Number(fields.line_items?.[0]?.price_data?.unit_amount);
    if (!Number.isInteger(amount) || amount <= 0)
      throw refusal("Invalid integer", "line_items[0][price_data][unit_amount]");
    const wait = Number(fields.expires_at) - now();
    if (wait < 1800 - 60 || wait > 86_400)
      throw refusal("The `expires_at` timestamp must be 30 min to 24 h away", "expires_at");
    const id = make.makeId("cs_test");
    const session = make.sessionOf(fields, { id, url: `${this.url}/pay/${id}`, now: now() });
    return this.#keep(session, account, fields);
  }

  #ofKind(kind: string, account: string): Wire[] {
    const own = [...this.#objects.values()].filter((one) => one.object.object === kind && one.account === account);
    return own.map(({ object }) => object).reverse();
  }

  #listEvents(fields: Wire, account: string): Wire {
    const since = Number(fields.created?.gte ?? 0);
    const own = this.post.events.filter((event) => (event.account ?? "") === account && event.created >= since);
    return list("events", own.toReversed().map(asListed), fields);
  }

  #event(id: string, account: string): Wire {
    const found = this.post.events.find((event) => event.id === id && (event.account ?? "") === account);
    if (!found) throw new StripeError(404, { type: "invalid_request_error", message: `No such event: '${id}'` });
    return asListed(found);
  }

  #expanded(object: Wire, { expand = [] }: Wire): Wire {
    const copy = structuredClone(object);
    for (const path of Object.values(expand as string[])) {
      if (object.object === "invoice" && path === "payments") {
        copy.payments = structuredClone(this.#payments.get(object.id) ?? { object: "list", data: [], has_more: false });
        continue;
      }
      let at: Wire = copy;
      for (const name of path.split(".")) {
        if (typeof at[name] === "string") at[name] = structuredClone(this.#find(at[name]).object);
        at = at[name];
      }
    }
    return copy;
  }
}

/** Listed events do not name the account. */
function asListed({ account: _, ...event }: Wire): Wire {
  return event;
}

function customerOf(fields: Wire): Wire {
  const { email = null, metadata = {} } = fields;
  return { id: make.makeId("cus"), object: "customer", created: now(), email, livemode: false, metadata };
}

function now(): number {
  return Math.floor(Date.now() / 1000);
}
