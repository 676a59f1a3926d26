import { sql } from "kysely";
import { type ProposalEnd, whatForbidsEnd } from "#app/access/proposal-state.ts";
import { creditInvoice } from "#app/trade/invoice/credit-note.server.ts";
import { findUnprintedField } from "#app/trade/invoice/unprinted-field.ts";
import { forbidStrangers } from "#app/trade/receipt/receipt.server.ts";
import { sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { Doors, TenantTx } from "#db/doors.ts";
import type { GatewayFault, PaymentGateway } from "./gateway/gateway.ts";
import { recordRefund } from "./refund.server.ts";
import { findRefundable, getRefundRequest, type RefundRequest } from "./refund-list.server.ts";
import { REFUND } from "./refund-state.ts";

const FAULTS = {
  ended: "refund_ended",
  own: "own_refund",
  not_own: "not_own_refund",
  note_missing: "note_missing",
} as const satisfies Record<string, RefundFault>;

export interface RefundWish {
  paymentId: string;
  amountMinor: bigint;
  reason: string;
  /** Whether a credit note for the same amount is issued. Not for double payments or overpayments. */
  withCreditNote: boolean;
  now: Date;
}

/** Message keys. */
export type RefundFault =
  | "reason_missing"
  | "amount_missing"
  | "amount_above_payment"
  | "amount_above_invoice"
  | "unprintable"
  | "payment_reversed"
  | "refund_ended"
  | "own_refund"
  | "not_own_refund"
  | "note_missing"
  | "bank_reference_missing"
  | "not_by_hand"
  | "provider_away"
  | "provider_refused";

/**
 * Requests a refund. Above the seller's limit it waits for a second person. Otherwise its credit note is issued, and
 * the provider is called with the request's id as the idempotency key. A bank transfer is recorded once it was sent.
 * Reports are not affected.
 *
 * @throws AppError `not_found`, `forbidden` without billing permission
 */
export async function askRefund(
  doors: Doors,
  gateway: PaymentGateway,
  author: ChangeAuthor,
  wish: RefundWish,
): Promise<{ requestId: string; fault: RefundFault | null } | { requestId: null; fault: RefundFault }> {
  const asked = await doors.withTenant(author, (tx) => addRequest(tx, author, wish));
  if (typeof asked === "string") return { requestId: null, fault: asked };
  const fault = asked.state === "asked" ? await sendRefund(doors, gateway, author, asked) : null;
  return { requestId: asked.id, fault };
}

async function addRequest(tx: TenantTx, author: ChangeAuthor, wish: RefundWish): Promise<RefundRequest | RefundFault> {
  await lockTrail(tx, author.tenantId);
  const { payment, leftMinor, isReversed } = await findRefundable(tx, wish.paymentId);
  const reason = wish.reason.trim();
  if (reason === "") return "reason_missing";
  if (wish.amountMinor <= 0n) return "amount_missing";
  if (isReversed) return "payment_reversed";
  if (wish.amountMinor > leftMinor) return "amount_above_payment";
  if (wish.withCreditNote && findUnprintedField({ credit: { reason } })) return "unprintable";
  const isWaiting = await needsConfirmation(tx, author, wish);
  const credited = !isWaiting && wish.withCreditNote ? await credit(tx, author, { ...wish, reason, payment }) : null;
  if (credited?.fault) return credited.fault;
  const { id } = await tx
    .insertInto("refund_request")
    .values({
      tenant_id: author.tenantId,
      payment_id: payment.id,
      credit_note_id: credited?.creditNoteId ?? null,
      with_credit_note: wish.withCreditNote,
      amount_minor: wish.amountMinor,
      reason,
      created_by: author.userId,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
    .catch(forbidStrangers);
  await recordChange(tx, author, {
    action: "payment.refund_asked",
    needsSecond: isWaiting,
    subject: "payment",
    subjectId: payment.id,
    after: {
      invoiceId: payment.invoiceId,
      requestId: id,
      currency: payment.currency,
      amountMinor: wish.amountMinor.toString(),
      reason,
      ...(credited ? { creditNoteId: credited.creditNoteId } : {}),
    },
  });
  return getRefundRequest(tx, id);
}

/** Asks the database, which enforces the same rule for the request. */
async function needsConfirmation(tx: TenantTx, { tenantId }: ChangeAuthor, wish: RefundWish): Promise<boolean> {
  const { rows } = await sql<{ needs: boolean }>`
    select refund_needs_confirmation(${tenantId}::uuid, ${wish.paymentId}::uuid, ${wish.amountMinor}::bigint) as needs`.execute(
    tx,
  );
  return rows[0]!.needs;
}

async function credit(
  tx: TenantTx,
  author: ChangeAuthor,
  {
    payment,
    amountMinor,
    reason,
    now,
  }: { payment: { invoiceId: string }; amountMinor: bigint; reason: string; now: Date },
): Promise<{ creditNoteId: string; fault?: never } | { fault: RefundFault }> {
  const made = await creditInvoice(tx, author, { invoiceId: payment.invoiceId, amountMinor, reason, now });
  if (made.ok) return { creditNoteId: made.creditNoteId };
  return { fault: made.fault };
}

/** Calls the provider. Success is recorded by its event or by the sweep; only a refusal is recorded here. */
async function sendRefund(
  { withTenant }: Doors,
  gateway: PaymentGateway,
  author: ChangeAuthor,
  { id, payment, amountMinor }: RefundRequest,
): Promise<RefundFault | null> {
  const answer = await gateway.refund({
    idempotencyKey: `refund:${id}`,
    account: payment.account,
    paymentRef: payment.ref,
    amountMinor: amountMinor.toString(),
    currency: payment.currency,
    metadata: { tenant_id: author.tenantId, refund_request_id: id },
  });
  if (answer.ok) return null;
  if (answer.fault === "away") return "provider_away";
  await withTenant(author, (tx) => failRefundRequest(tx, author, { requestId: id, detail: wordsOf(answer) }));
  return "provider_refused";
}

function wordsOf({ detail, fault }: GatewayFault): string {
  return detail.trim() || fault;
}

/**
 * Decides a waiting request: another person confirms or declines it, or its author withdraws it. The database also
 * checks that it is another person. A confirmed request is carried out.
 *
 * @throws AppError `not_found`, `forbidden` without billing permission
 */
export async function endRefundRequest(
  doors: Doors,
  gateway: PaymentGateway,
  author: ChangeAuthor,
  request: { requestId: string; state: ProposalEnd; note: string; now: Date },
): Promise<RefundFault | null> {
  const ended = await doors.withTenant(author, (tx) => addEnd(tx, author, request));
  if (typeof ended === "string") return ended;
  return ended.state === "asked" ? sendRefund(doors, gateway, author, ended) : null;
}

async function addEnd(
  tx: TenantTx,
  author: ChangeAuthor,
  { requestId, state, note: typed, now }: Parameters<typeof endRefundRequest>[3],
): Promise<RefundRequest | RefundFault> {
  await lockTrail(tx, author.tenantId);
  const request = await getRefundRequest(tx, requestId);
  const me = await tx.selectFrom("author").select("person_id").where("id", "=", author.userId).executeTakeFirst();
  const isOwn = me?.person_id === request.personId;
  const note = typed.trim();
  const fault = whatForbidsEnd({ mayEnd: REFUND.may(state, request.state), end: state, isOwn, note });
  if (fault) return FAULTS[fault];
  const { payment, amountMinor, reason } = request;
  const hasCredit = state === "confirmed" && request.withCreditNote;
  const credited = hasCredit ? await credit(tx, author, { payment, amountMinor, reason, now }) : null;
  if (credited?.fault) return credited.fault;
  await tx
    .insertInto("refund_request_end")
    .values({
      tenant_id: author.tenantId,
      refund_request_id: requestId,
      state,
      note,
      credit_note_id: credited?.creditNoteId ?? null,
      author_person_id: request.personId,
      created_by: author.userId,
    })
    .execute()
    .catch(forbidStrangers);
  const actions = {
    confirmed: "payment.refund_confirmed",
    declined: "payment.refund_declined",
    taken_back: "payment.refund_taken_back",
  } as const;
  await recordChange(tx, author, {
    action: actions[state],
    subject: "payment",
    subjectId: payment.id,
    after: {
      invoiceId: payment.invoiceId,
      requestId,
      ...(note ? { note } : {}),
      ...(credited ? { creditNoteId: credited.creditNoteId } : {}),
    },
  });
  return getRefundRequest(tx, requestId);
}

/**
 * Records a refund that was sent from the seller's bank.
 *
 * @param request.bankReference the reference on the bank statement
 * @throws AppError `not_found`, `forbidden` without billing permission
 */
export async function bookRefundSent(
  tx: TenantTx,
  author: ChangeAuthor,
  request: { requestId: string; bankReference: string; now: Date },
): Promise<RefundFault | null> {
  await lockTrail(tx, author.tenantId);
  const { state, payment, amountMinor, reason, id } = await getRefundRequest(tx, request.requestId);
  const ref = request.bankReference.trim();
  if (payment.provider !== "offline") return "not_by_hand";
  if (!REFUND.may("send", state)) return "refund_ended";
  if (ref === "") return "bank_reference_missing";
  const on = await sellerToday(tx, request.now);
  const booked = await recordRefund(tx, author, {
    payment,
    amountMinor,
    ref,
    reason,
    on,
    kind: "refund",
    requestId: id,
  }).catch(forbidStrangers);
  return booked === "known" || booked === "too_much" ? "amount_above_payment" : null;
}

/**
 * Abandons a bank transfer that was never sent. Its amount can be refunded in another way. Its credit note stays.
 *
 * @throws AppError `not_found`
 */
export async function giveUpRefund(
  tx: TenantTx,
  author: ChangeAuthor,
  request: { requestId: string; reason: string },
): Promise<RefundFault | null> {
  await lockTrail(tx, author.tenantId);
  const { state, payment } = await getRefundRequest(tx, request.requestId);
  const detail = request.reason.trim();
  if (payment.provider !== "offline") return "not_by_hand";
  if (!REFUND.may("give_up", state)) return "refund_ended";
  if (detail === "") return "reason_missing";
  await failRefundRequest(tx, author, { requestId: request.requestId, detail });
  return null;
}

/** Ends a request that was refused or failed, so that its amount can be refunded again. */
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
