import { UUID } from "#app/encoding/uuid.ts";
import { raiseInvoice } from "#app/trade/invoice/invoice.server.ts";
import type { SubscriptionInvoiceFact } from "#app/trade/payment/gateway/fact.ts";
import { recordPayment } from "#app/trade/payment/payment.server.ts";
import type { EventOf, PaymentEffects, Verdict } from "#app/trade/payment/payment-event.server.ts";
import { sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { addPlanOrderStep, planInvoice } from "./plan-order.server.ts";
import { listPlanOrders, type PlanOrder } from "./plan-order-list.server.ts";

/**
 * Applies provider events to plans in the operator's tenant. Each event describes a state and is stored as received, so
 * that the result does not depend on their order or number. The plan itself is granted from the books.
 */
export const planEffects: Pick<PaymentEffects, "checkout" | "subscription" | "subscription_invoice"> = {
  checkout: applyCheckout,
  subscription: applySubscription,
  subscription_invoice: applyInvoice,
};

type PlanEvent = EventOf<"checkout" | "subscription" | "subscription_invoice">;

async function applyCheckout(tx: TenantTx, author: ChangeAuthor, event: EventOf<"checkout">): Promise<Verdict> {
  const found = await findOrder(tx, author, event);
  if ("state" in found) return found;
  const { order } = found;
  const { ref, state } = event.fact;
  if (order.page && order.page.ref !== ref) return mismatch("checkout_unknown", event.fact);
  if (state === "open") return { state: "ignored" };
  await addPlanOrderStep(tx, author, { orderId: order.id, state: state === "paid" ? "subscribed" : state });
  return { state: "processed" };
}

async function applySubscription(tx: TenantTx, author: ChangeAuthor, event: EventOf<"subscription">): Promise<Verdict> {
  const found = await findOrder(tx, author, event);
  if ("state" in found) return found;
  const { fact } = event;
  const added = await tx
    .insertInto("plan_subscription_step")
    .values({
      tenant_id: author.tenantId,
      order_id: found.order.id,
      source_ref: event.id,
      stated_at: fact.asOf ?? event.created,
      subscription_ref: fact.ref,
      state: fact.state,
      paid_until: fact.paidUntil,
      cancels_at_end: fact.cancelsAtEnd,
      created_by: author.userId,
    })
    .onConflict((conflict) => conflict.columns(["tenant_id", "order_id", "source_ref"]).doNothing())
    .returning("order_id")
    .executeTakeFirst();
  if (added) {
    await recordChange(tx, author, {
      action: "plan_subscription.stated",
      subject: "plan_order",
      subjectId: found.order.id,
      after: { reference: fact.ref, state: fact.state, endsAt: fact.paidUntil, cancelsAtEnd: fact.cancelsAtEnd },
    });
  }
  return { state: "processed" };
}

async function applyInvoice(
  tx: TenantTx,
  author: ChangeAuthor,
  event: EventOf<"subscription_invoice">,
): Promise<Verdict> {
  const { fact } = event;
  const found = await findOrder(tx, author, event);
  if ("state" in found) return found;
  const { order } = found;
  if (fact.state === "open") return { state: "ignored" };
  if (fact.state === "failed") {
    await addPlanOrderStep(tx, author, { orderId: order.id, state: "payment_failed", providerRef: fact.ref });
    return { state: "processed" };
  }
  if (order.periods.some(({ ref }) => ref === fact.ref)) return { state: "processed" };
  if (order.state === "cancelled") return mismatch("order_cancelled", fact);
  if (fact.paymentRef === "") return mismatch("payment_missing", fact);
  return bookYear(tx, author, { order, fact, at: new Date(event.created) });
}

/** Records a paid year: our invoice, its payment and its period. */
async function bookYear(
  tx: TenantTx,
  author: ChangeAuthor,
  { order, fact, at }: { order: PlanOrder; fact: SubscriptionInvoiceFact; at: Date },
): Promise<Verdict> {
  const price = { ...order, amountMinor: order.netMinor };
  const tax = { ruleId: order.taxRuleId, percent: order.taxPercent };
  const raised = await raiseInvoice(tx, author, planInvoice({ clientId: order.clientId, price, tax }), new Date());
  if (!raised.ok) return mismatch(`invoice_${raised.fault.code}`, fact);
  await recordPayment(tx, author, {
    invoiceId: raised.invoiceId,
    provider: "stripe",
    account: "",
    ref: fact.paymentRef,
    amountMinor: BigInt(fact.amountMinor),
    feeMinor: 0n,
    receivedOn: await sellerToday(tx, at),
  });
  await tx
    .insertInto("plan_period")
    .values({
      tenant_id: author.tenantId,
      order_id: order.id,
      provider_ref: fact.ref,
      invoice_id: raised.invoiceId,
      starts_at: fact.startsAt,
      ends_at: fact.endsAt,
      created_by: author.userId,
    })
    .execute();
  await recordChange(tx, author, {
    action: "plan_order.year_paid",
    subject: "plan_order",
    subjectId: order.id,
    after: {
      reference: fact.paymentRef,
      invoiceNumber: raised.number,
      startsAt: fact.startsAt,
      endsAt: fact.endsAt,
      currency: fact.currency,
      amountMinor: fact.amountMinor,
    },
  });
  return { state: "processed" };
}

/** Finds the order of an event, if amount, currency and customer match. */
async function findOrder(
  tx: TenantTx,
  author: ChangeAuthor,
  { fact, isLive, account }: PlanEvent,
): Promise<{ order: PlanOrder } | Verdict> {
  const planOrderId = fact.metadata.plan_order_id ?? "";
  // The operator's own sales use the same account.
  if (!UUID.test(planOrderId) || account !== "") return { state: "ignored" };
  await lockTrail(tx, author.tenantId);
  const [order] = await listPlanOrders(tx, { planOrderId }, new Date());
  if (order?.way !== "card") return mismatch("plan_order_unknown", fact);
  if (fact.currency !== order.currency) return mismatch("currency", fact);
  if (BigInt(fact.amountMinor) !== order.totalMinor) return mismatch("amount", fact);
  const customer = await tx
    .selectFrom("plan_customer")
    .select("provider_ref")
    .where("buyer_tenant_id", "=", order.buyerTenantId)
    .where("currency", "=", order.currency)
    .where("livemode", "=", isLive)
    .executeTakeFirst();
  return customer?.provider_ref === fact.customerRef ? { order } : mismatch("customer", fact);
}

function mismatch(reason: string, { ref, amountMinor, currency }: PlanEvent["fact"]): Verdict {
  return { state: "mismatch", reason, facts: { reference: ref, currency, amountMinor } };
}
