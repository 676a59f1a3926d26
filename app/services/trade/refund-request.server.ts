import { AppError } from "#app/errors.ts";
import type { GatewayFault, PaymentGateway } from "#app/payments/gateway.ts";
import type { Doors, TenantTx } from "#db/doors.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "../audit-trail.server.ts";
import { creditInvoice } from "./credit-note.server.ts";
import type { FoundPayment } from "./payment.server.ts";
import { recordRefund } from "./refund.server.ts";
import { getSellerDetail, sellerDay } from "./seller-detail.server.ts";

export interface RefundWish {
  paymentId: string;
  amountMinor: bigint;
  reason: string;
  /** Whether a credit note corrects the invoice by the same amount; not for what was paid twice or too much. */
  withCreditNote: boolean;
  /** Of a bank transfer: what the statement says of the money sent back. Not for a provider, which is asked. */
  bankReference: string;
  now: Date;
}

/** Each is a message key. */
export type RefundFault =
  | "reason_missing"
  | "amount_missing"
  | "amount_above_payment"
  | "amount_above_invoice"
  | "bank_reference_missing"
  | "payment_reversed"
  | "provider_away"
  | "provider_refused";

/**
 * Pays money back: the credit note, the request, and then the provider, which is asked under the request's own id. A bank
 * transfer is booked as sent. Nothing of it touches a report.
 *
 * @throws AppError `not_found`
 */
export async function refundPayment(
  { withTenant }: Doors,
  gateway: PaymentGateway,
  author: ChangeAuthor,
  wish: RefundWish,
): Promise<RefundFault | null> {
  const prepared = await withTenant(author, (tx) => prepareRefund(tx, author, wish));
  if ("fault" in prepared) return prepared.fault;
  const { payment, requestId, account, ref } = prepared;
  if (payment.provider === "offline") return null;
  const answer = await gateway.refund({
    idempotencyKey: `refund:${requestId}`,
    account,
    paymentRef: ref,
    amountMinor: wish.amountMinor.toString(),
    currency: payment.currency,
    metadata: { tenant_id: author.tenantId, refund_request_id: requestId },
  });
  // What the provider did is booked by its event or by the sweep; here only what it would not do.
  if (answer.ok) return null;
  if (answer.fault === "away") return "provider_away";
  await withTenant(author, (tx) => failRefundRequest(tx, author, { requestId, detail: wordsOf(answer) }));
  return "provider_refused";
}

function wordsOf({ detail, fault }: GatewayFault): string {
  return detail.trim() || fault;
}

interface PreparedRefund {
  payment: FoundPayment;
  requestId: string;
  account: string;
  ref: string;
}

async function prepareRefund(
  tx: TenantTx,
  author: ChangeAuthor,
  wish: RefundWish,
): Promise<PreparedRefund | { fault: RefundFault }> {
  await lockTrail(tx, author.tenantId);
  const { row, leftMinor } = await findRefundable(tx, wish.paymentId);
  const reason = wish.reason.trim();
  const bankReference = wish.bankReference.trim();
  if (reason === "") return { fault: "reason_missing" };
  if (wish.amountMinor <= 0n) return { fault: "amount_missing" };
  if (row.reversed) return { fault: "payment_reversed" };
  if (wish.amountMinor > leftMinor) return { fault: "amount_above_payment" };
  if (row.provider === "offline" && bankReference === "") return { fault: "bank_reference_missing" };
  const credited = wish.withCreditNote
    ? await creditInvoice(tx, author, {
        invoiceId: row.invoice_id,
        amountMinor: wish.amountMinor,
        reason,
        now: wish.now,
      })
    : null;
  if (credited && !credited.ok) {
    return { fault: credited.fault === "amount_above_invoice" ? "amount_above_invoice" : "amount_missing" };
  }
  const payment: FoundPayment = {
    id: wish.paymentId,
    invoiceId: row.invoice_id,
    currency: row.currency,
    amountMinor: BigInt(row.amount_minor),
    provider: row.provider,
  };
  const requestId = await addRequest(tx, author, {
    payment,
    amountMinor: wish.amountMinor,
    reason,
    creditNoteId: credited?.ok ? credited.creditNoteId : null,
  });
  if (row.provider === "offline") {
    const on = sellerDay(await getSellerDetail(tx), wish.now);
    await recordRefund(tx, author, {
      ...{ payment, amountMinor: wish.amountMinor, ref: bankReference, reason, on, kind: "refund", requestId },
    });
  }
  return { payment, requestId, account: row.provider_account, ref: row.provider_ref };
}

async function findRefundable(tx: TenantTx, paymentId: string) {
  const row = await tx
    .selectFrom("payment as p")
    .leftJoin("payment_reversal as r", "r.payment_id", "p.id")
    .select(["p.invoice_id", "p.currency", "p.amount_minor", "p.provider", "p.provider_account", "p.provider_ref"])
    .select("r.payment_id as reversed")
    .where("p.id", "=", paymentId)
    .where("p.kind", "=", "received")
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  const taken = await tx
    .selectFrom("refund_request as q")
    .leftJoin("refund_failure as f", "f.refund_request_id", "q.id")
    .select("q.amount_minor")
    .where("q.payment_id", "=", paymentId)
    .where("f.refund_request_id", "is", null)
    .execute();
  const apart = await tx
    .selectFrom("refund")
    .select("amount_minor")
    .where("payment_id", "=", paymentId)
    .where("refund_request_id", "is", null)
    .execute();
  const left = [...taken, ...apart].reduce((sum, one) => sum - BigInt(one.amount_minor), BigInt(row.amount_minor));
  return { row, leftMinor: left };
}

async function addRequest(
  tx: TenantTx,
  author: ChangeAuthor,
  request: { payment: FoundPayment; amountMinor: bigint; reason: string; creditNoteId: string | null },
): Promise<string> {
  const { payment, amountMinor, reason, creditNoteId } = request;
  const { id } = await tx
    .insertInto("refund_request")
    .values({
      tenant_id: author.tenantId,
      payment_id: payment.id,
      credit_note_id: creditNoteId,
      amount_minor: amountMinor,
      reason,
      created_by: author.userId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await recordChange(tx, author, {
    action: "payment.refund_asked",
    subject: "payment",
    subjectId: payment.id,
    after: {
      invoiceId: payment.invoiceId,
      requestId: id,
      currency: payment.currency,
      amountMinor: amountMinor.toString(),
      reason,
      ...(creditNoteId ? { creditNoteId } : {}),
    },
  });
  return id;
}

/** The provider would not, or could not, pay it back; the request is over and its amount free again. */
export async function failRefundRequest(
  tx: TenantTx,
  author: ChangeAuthor,
  { requestId, detail }: { requestId: string; detail: string },
): Promise<void> {
  const request = await tx
    .selectFrom("refund_request")
    .select("payment_id")
    .where("id", "=", requestId)
    .executeTakeFirst();
  if (!request) return;
  const added = await tx
    .insertInto("refund_failure")
    .values({
      tenant_id: author.tenantId,
      refund_request_id: requestId,
      detail: detail.slice(0, 500),
      created_by: author.userId,
    })
    .onConflict((conflict) => conflict.columns(["tenant_id", "refund_request_id"]).doNothing())
    .returning("refund_request_id")
    .executeTakeFirst();
  if (!added) return;
  await recordChange(tx, author, {
    action: "payment.refund_failed",
    subject: "payment",
    subjectId: request.payment_id,
    after: { requestId, detail },
  });
}

export interface OpenRefundRequest {
  id: string;
  account: string;
  paymentRef: string;
  amountMinor: bigint;
  currency: string;
}

/** Asked of the provider, and neither booked nor failed. */
export async function listOpenRefundRequests(tx: TenantTx): Promise<OpenRefundRequest[]> {
  const rows = await tx
    .selectFrom("refund_request as q")
    .innerJoin("payment as p", "p.id", "q.payment_id")
    .leftJoin("refund as r", "r.refund_request_id", "q.id")
    .leftJoin("refund_failure as f", "f.refund_request_id", "q.id")
    .select(["q.id", "p.provider_account", "p.provider_ref", "q.amount_minor", "p.currency"])
    .where("p.provider", "=", "stripe")
    .where("r.id", "is", null)
    .where("f.refund_request_id", "is", null)
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    account: row.provider_account,
    paymentRef: row.provider_ref,
    amountMinor: BigInt(row.amount_minor),
    currency: row.currency,
  }));
}
