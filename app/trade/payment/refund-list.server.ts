import { AppError } from "#app/encoding/errors.ts";
import type { TenantTx } from "#db/doors.ts";
import type { FoundPayment } from "./payment.server.ts";
import type { NewRefund } from "./refund.server.ts";
import { NOT_PAID_BACK, type RefundState } from "./refund-state.ts";

export interface RefundRequest {
  id: string;
  state: RefundState;
  payment: FoundPayment & { account: string; ref: string };
  invoiceNumber: string;
  amountMinor: bigint;
  reason: string;
  withCreditNote: boolean;
  creditNote: { id: string; number: string } | null;
  personId: string;
  personName: string;
  /** The author under which they acted. */
  askedBy: string;
  askedAt: Date;
  /** The reason for declining, abandoning or refusing it, or a note of the person who confirmed it. */
  note: string;
  /** The person who confirmed, declined or withdrew it. Empty if no confirmation was needed. */
  enderName: string;
  /** When it was paid, with the reference of the provider or bank. Null before. */
  paid: { on: string; ref: string } | null;
}

/** Money returned without a request of ours: on the provider's site, by a bank, or kept as a difference. */
export interface OtherRefund {
  id: string;
  kind: NewRefund["kind"];
  amountMinor: bigint;
  on: string;
  reason: string;
}

/** Newest first, of one payment or all. */
export async function listRefundRequests(tx: TenantTx, paymentId?: string): Promise<RefundRequest[]> {
  let query = selectRequests(tx).orderBy("q.created_at", "desc");
  if (paymentId) query = query.where("q.payment_id", "=", paymentId);
  return (await query.execute()).map(toRequest);
}

/** @throws AppError `not_found` */
export async function getRefundRequest(tx: TenantTx, requestId: string): Promise<RefundRequest> {
  const row = await selectRequests(tx).where("q.id", "=", requestId).executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return toRequest(row);
}

/** Sent to the provider, approved if necessary, and neither recorded nor failed. */
export async function listOpenRefundRequests(tx: TenantTx): Promise<RefundRequest[]> {
  return (await listRefundRequests(tx)).filter(({ state }) => state === "asked").slice(0, 100);
}

function selectRequests(tx: TenantTx) {
  return tx
    .selectFrom("refund_request as q")
    .innerJoin("payment as p", "p.id", "q.payment_id")
    .innerJoin("invoice as i", "i.id", "p.invoice_id")
    .leftJoin("refund_request_end as e", "e.refund_request_id", "q.id")
    .leftJoin("refund_failure as f", "f.refund_request_id", "q.id")
    .leftJoin("refund as r", "r.refund_request_id", "q.id")
    .leftJoin("credit_note as c", (join) =>
      join.on("c.id", "=", (on) => on.fn.coalesce("q.credit_note_id", "e.credit_note_id")),
    )
    .leftJoin("author as asker", "asker.id", "q.created_by")
    .leftJoin("author as ender", "ender.id", "e.created_by")
    .select(["q.id", "q.payment_id", "q.amount_minor", "q.reason", "q.with_credit_note", "q.needs_confirmation"])
    .select([
      "q.person_id",
      "q.created_by",
      "q.created_at",
      "p.invoice_id",
      "p.currency",
      "p.amount_minor as payment_minor",
    ])
    .select(["p.provider", "p.provider_account", "p.provider_ref", "i.number as invoice_number"])
    .select(["e.state as end_state", "e.note", "f.detail", "r.refunded_on", "r.provider_ref as refund_ref"])
    .select(["c.id as credit_id", "c.number as credit_number", "asker.name as asker_name", "ender.name as ender_name"]);
}

type Selected = Awaited<ReturnType<ReturnType<typeof selectRequests>["execute"]>>[number];

function toRequest(row: Selected): RefundRequest {
  return {
    id: row.id,
    state: stateOf(row),
    payment: {
      id: row.payment_id,
      invoiceId: row.invoice_id,
      currency: row.currency,
      amountMinor: BigInt(row.payment_minor),
      provider: row.provider,
      account: row.provider_account,
      ref: row.provider_ref,
    },
    invoiceNumber: row.invoice_number,
    amountMinor: BigInt(row.amount_minor),
    reason: row.reason,
    withCreditNote: row.with_credit_note,
    creditNote: row.credit_id ? { id: row.credit_id, number: row.credit_number ?? "" } : null,
    personId: row.person_id,
    personName: row.asker_name ?? "",
    askedBy: row.created_by,
    askedAt: row.created_at,
    note: row.detail ?? row.note ?? "",
    enderName: row.ender_name ?? "",
    paid: row.refunded_on ? { on: row.refunded_on, ref: row.refund_ref ?? "" } : null,
  };
}

function stateOf(row: Selected): RefundState {
  if (row.refunded_on) return "paid";
  if (row.detail !== null) return "failed";
  if (row.end_state === "declined" || row.end_state === "taken_back") return row.end_state;
  if (row.needs_confirmation && row.end_state === null) return "waiting";
  return row.provider === "offline" ? "to_send" : "asked";
}

/** Oldest first. */
export async function listOtherRefunds(tx: TenantTx, paymentId: string): Promise<OtherRefund[]> {
  const rows = await tx
    .selectFrom("refund")
    .select(["id", "kind", "amount_minor", "refunded_on", "reason"])
    .where("payment_id", "=", paymentId)
    .where("refund_request_id", "is", null)
    .orderBy("created_at")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    amountMinor: BigInt(row.amount_minor),
    on: row.refunded_on,
    reason: row.reason,
  }));
}

/**
 * A payment and its refundable amount: less refunds and requests that were not refused.
 *
 * @throws AppError `not_found` for payments of other tenants and for recorded differences
 */
export async function findRefundable(
  tx: TenantTx,
  paymentId: string,
): Promise<{ payment: FoundPayment; leftMinor: bigint; isReversed: boolean }> {
  const row = await tx
    .selectFrom("payment as p")
    .leftJoin("payment_reversal as r", "r.payment_id", "p.id")
    .select(["p.id", "p.invoice_id", "p.currency", "p.amount_minor", "p.provider", "r.payment_id as reversed"])
    .where("p.id", "=", paymentId)
    .where("p.kind", "=", "received")
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  const asked = (await listRefundRequests(tx, paymentId)).filter(({ state }) => !NOT_PAID_BACK.includes(state));
  const taken = [...asked, ...(await listOtherRefunds(tx, paymentId))];
  return {
    payment: {
      id: row.id,
      invoiceId: row.invoice_id,
      currency: row.currency,
      amountMinor: BigInt(row.amount_minor),
      provider: row.provider,
    },
    leftMinor: taken.reduce((left, one) => left - one.amountMinor, BigInt(row.amount_minor)),
    isReversed: row.reversed !== null,
  };
}
