import { UUID } from "#app/encoding/uuid.ts";
import { noteAccount } from "#app/trade/seller/provider-account.server.ts";
import { sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import { recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { type Checkout, getCheckout } from "./checkout.server.ts";
import type { CheckoutState } from "./checkout-state.ts";
import { noteDispute } from "./dispute.server.ts";
import type { CheckoutFact } from "./gateway/fact.ts";
import { findPayment, recordPayment } from "./payment.server.ts";
import type { EventOf, PaymentEffects, Verdict } from "./payment-event.server.ts";
import { openPaymentTask } from "./payment-task.server.ts";
import { recordRefund } from "./refund.server.ts";
import { listRefundRequests } from "./refund-list.server.ts";
import { failRefundRequest } from "./refund-request.server.ts";
import { NOT_ASKED } from "./refund-state.ts";

/** Effects of provider events on invoices. The result does not depend on their order or number. */
export const tradeEffects: Pick<PaymentEffects, "checkout" | "refund" | "dispute" | "account"> = {
  checkout: applyCheckout,
  refund: applyRefund,
  dispute: applyDispute,
  account: applyAccount,
};

async function applyCheckout(tx: TenantTx, author: ChangeAuthor, event: EventOf<"checkout">): Promise<Verdict> {
  const { fact } = event;
  const id = fact.metadata.checkout_id ?? "";
  // Sellers may use the same account for other payments.
  if (!UUID.test(id)) return { state: "ignored" };
  const checkout = await getCheckout(tx, id);
  const reason = checkout ? whatDiffers(checkout, event) : "checkout_unknown";
  if (!checkout || reason) return mismatch(reason ?? "", fact);
  if (fact.state === "open") return { state: "ignored" };
  if (fact.state === "paid") {
    const paid = {
      provider: "stripe" as const,
      account: event.account,
      ref: fact.paymentRef,
      invoiceId: checkout.invoiceId,
      amountMinor: BigInt(fact.amountMinor),
      feeMinor: 0n,
      receivedOn: await dayOf(tx, event.created),
    };
    const isNew = (await recordPayment(tx, author, paid)) !== null;
    if (!isNew && (await findPayment(tx, paid))?.invoiceId !== checkout.invoiceId)
      return mismatch("payment_known", fact);
  }
  await addStep(tx, author, checkout, fact.state);
  return { state: "processed" };
}

function whatDiffers(checkout: Checkout, { account, fact }: EventOf<"checkout">): string | null {
  if (checkout.account !== account) return "account";
  if (fact.mode !== "payment" || (checkout.page && checkout.page.ref !== fact.ref)) return "checkout_unknown";
  if (fact.currency !== checkout.currency) return "currency";
  if (BigInt(fact.amountMinor) !== checkout.amountMinor) return "amount";
  return fact.state === "paid" && fact.paymentRef === "" ? "payment_missing" : null;
}

function mismatch(reason: string, fact: CheckoutFact): Verdict {
  const { ref, amountMinor, currency } = fact;
  return { state: "mismatch", reason, facts: { reference: ref, currency, amountMinor } };
}

async function addStep(
  tx: TenantTx,
  author: ChangeAuthor,
  checkout: Checkout,
  state: Exclude<CheckoutState, "open">,
): Promise<void> {
  const added = await tx
    .insertInto("checkout_step")
    .values({ tenant_id: author.tenantId, checkout_id: checkout.id, state, created_by: author.userId })
    .onConflict((conflict) => conflict.columns(["tenant_id", "checkout_id", "state"]).doNothing())
    .returning("state")
    .executeTakeFirst();
  if (!added) return;
  await recordChange(tx, author, {
    action: "checkout.stepped",
    subject: "checkout",
    subjectId: checkout.id,
    after: { invoiceId: checkout.invoiceId, state },
  });
}

async function applyRefund(tx: TenantTx, author: ChangeAuthor, event: EventOf<"refund">): Promise<Verdict> {
  const { fact } = event;
  const payment = await findPayment(tx, { provider: "stripe", account: event.account, ref: fact.paymentRef });
  if (!payment) return { state: "waiting", paymentRef: fact.paymentRef };
  const facts = { reference: fact.ref, currency: fact.currency, amountMinor: fact.amountMinor };
  if (fact.currency !== payment.currency) return { state: "mismatch", reason: "currency", facts };
  const requestId = await findRequest(tx, event, payment.id);
  const about = { subject: fact.ref, invoiceId: payment.invoiceId, facts };
  if (fact.state === "failed") {
    if (requestId) await failRefundRequest(tx, author, { requestId, detail: "the provider could not pay it" });
    await openPaymentTask(tx, author, { kind: "refund_failed", ...about });
  }
  if (fact.state !== "succeeded") return { state: "processed" };
  const booked = await recordRefund(tx, author, {
    payment,
    amountMinor: BigInt(fact.amountMinor),
    ref: fact.ref,
    reason: requestId ? "asked for here" : "made in the provider's pages",
    on: await dayOf(tx, event.created),
    kind: "refund",
    requestId,
  });
  if (booked === "too_much") return { state: "mismatch", reason: "amount", facts };
  if (!requestId) await openPaymentTask(tx, author, { kind: "refund_without_credit", ...about });
  return { state: "processed" };
}

/** The request that a refund answers: same payment and amount, approved, and not answered yet. */
async function findRequest(tx: TenantTx, { fact }: EventOf<"refund">, paymentId: string): Promise<string | null> {
  if (!UUID.test(fact.requestId)) return null;
  const known = (await listRefundRequests(tx, paymentId)).find(({ id }) => id === fact.requestId);
  if (!known || known.amountMinor !== BigInt(fact.amountMinor)) return null;
  const isOther = known.paid !== null && known.paid.ref !== fact.ref;
  return !NOT_ASKED.includes(known.state) && !isOther ? known.id : null;
}

async function applyDispute(tx: TenantTx, author: ChangeAuthor, event: EventOf<"dispute">): Promise<Verdict> {
  const { fact } = event;
  const payment = await findPayment(tx, { provider: "stripe", account: event.account, ref: fact.paymentRef });
  if (!payment) return { state: "waiting", paymentRef: fact.paymentRef };
  if (await noteDispute(tx, author, { fact, payment, on: await dayOf(tx, event.created) })) {
    return { state: "processed" };
  }
  const facts = { reference: fact.ref, currency: fact.currency, amountMinor: fact.amountMinor };
  return { state: "mismatch", reason: "amount", facts };
}

async function applyAccount(tx: TenantTx, author: ChangeAuthor, event: EventOf<"account">): Promise<Verdict> {
  if (event.fact.account !== event.account) return { state: "mismatch", reason: "account", facts: {} };
  await noteAccount(tx, author, { fact: event.fact, sourceRef: event.id, at: event.created });
  return { state: "processed" };
}

async function dayOf(tx: TenantTx, at: string): Promise<string> {
  return await sellerToday(tx, new Date(at));
}
