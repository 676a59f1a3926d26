import { AppError } from "#app/encoding/errors.ts";
import { type Posting, postToLedger } from "#app/trade/ledger/ledger.server.ts";
import { followSettlement } from "#app/trade/order/order-invoice.server.ts";
import { getSellerDetail } from "#app/trade/seller/seller-detail.server.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { PaymentProvider } from "#db/money-schema.ts";
import { openPaymentTask } from "./payment-task.server.ts";

export type PaymentKind = "received" | "bank_charge" | "short_payment";

const POSTED = {
  received: "payment_received",
  bank_charge: "bank_charge_booked",
  short_payment: "short_payment_accepted",
} as const satisfies Record<PaymentKind, string>;

const RECORDED = {
  received: "payment.recorded",
  bank_charge: "payment.bank_charge_booked",
  short_payment: "payment.short_payment_accepted",
} as const satisfies Record<PaymentKind, string>;

/** A payment received for an invoice, in its currency. */
export interface NewPayment {
  invoiceId: string;
  provider: PaymentProvider;
  /** The connected account. Empty for the seller's bank. */
  account: string;
  /** The id of the payment at the provider, or of the bank receipt. */
  ref: string;
  amountMinor: bigint;
  feeMinor: bigint;
  /** `YYYY-MM-DD`, in the seller's time zone. */
  receivedOn: string;
  receiptId?: string;
  /** The value of one unit in the seller's home currency, if known. */
  exchange?: { rate: string; source: string } | null;
  /** A missing amount: what banks deducted on the way, or what the seller accepts as paid short. */
  kind?: PaymentKind;
  reason?: string;
}

/** The payment status of an invoice, in minor units of its currency. */
export interface Settlement {
  currency: string;
  /** Invoiced amount less credits and received payments. Negative if overpaid. */
  openMinor: bigint;
  paidMinor: bigint;
  state: string;
}

export function providerAuthor(tenantId: string): ChangeAuthor {
  return { tenantId, userId: "provider:stripe", source: "provider" };
}

/** Null for an invoice of another tenant. */
export async function getSettlement(tx: TenantTx, invoiceId: string): Promise<Settlement | null> {
  const row = await tx
    .selectFrom("invoice_standing")
    .select(["currency", "owed_minor", "paid_minor", "refunded_minor", "state"])
    .where("invoice_id", "=", invoiceId)
    .executeTakeFirst();
  if (!row) return null;
  const paid = BigInt(row.paid_minor) - BigInt(row.refunded_minor);
  return { currency: row.currency, openMinor: BigInt(row.owed_minor) - paid, paidMinor: paid, state: row.state };
}

/**
 * Records a payment with its ledger entries and updates its order.
 *
 * @returns its id, or null if it was already recorded; nothing changes then
 * @throws a database error for a payment without a receipt or event, or for an unconfirmed one
 */
export async function recordPayment(tx: TenantTx, author: ChangeAuthor, payment: NewPayment): Promise<string | null> {
  await lockTrail(tx, author.tenantId);
  const before = await getSettlement(tx, payment.invoiceId);
  if (!before || (await findPayment(tx, payment))) return null;
  const seller = await getSellerDetail(tx);
  const kind = payment.kind ?? "received";
  const { id } = await tx
    .insertInto("payment")
    .values({
      tenant_id: author.tenantId,
      invoice_id: payment.invoiceId,
      provider: payment.provider,
      provider_account: payment.account,
      provider_ref: payment.ref,
      currency: before.currency,
      amount_minor: payment.amountMinor,
      fee_minor: payment.feeMinor,
      received_on: payment.receivedOn,
      home_currency: seller?.homeCurrency ?? before.currency,
      exchange_rate: payment.exchange?.rate ?? null,
      exchange_source: payment.exchange?.source ?? "",
      kind,
      receipt_id: payment.receiptId ?? null,
      reason: payment.reason ?? "",
      created_by: author.userId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await postToLedger(tx, author, {
    kind: POSTED[kind],
    currency: before.currency,
    occurredOn: payment.receivedOn,
    source: { kind: "payment", id },
    entries: entriesOf(payment, before.openMinor),
  });
  await recordChange(tx, author, {
    action: RECORDED[kind],
    subject: "payment",
    subjectId: id,
    after: {
      invoiceId: payment.invoiceId,
      provider: payment.provider,
      reference: payment.ref,
      currency: before.currency,
      amountMinor: payment.amountMinor.toString(),
      feeMinor: payment.feeMinor.toString(),
      receivedOn: payment.receivedOn,
      ...(payment.reason ? { reason: payment.reason } : {}),
    },
  });
  await followSettlement(tx, author, payment.invoiceId);
  return id;
}

function entriesOf(payment: NewPayment, openMinor: bigint): Posting["entries"] {
  const room = openMinor > 0n ? openMinor : 0n;
  const settled = payment.amountMinor < room ? payment.amountMinor : room;
  const fee = payment.kind === "short_payment" ? ("bank_difference" as const) : ("payment_fee" as const);
  return [
    { account: moneyOf(payment.provider), debit: payment.amountMinor - payment.feeMinor },
    { account: fee, debit: payment.feeMinor },
    { account: "receivable", credit: settled },
    { account: "overpayment", credit: payment.amountMinor - settled },
  ];
}

export function moneyOf(provider: PaymentProvider): "bank" | "provider_balance" {
  return provider === "stripe" ? "provider_balance" : "bank";
}

export interface FoundPayment {
  id: string;
  invoiceId: string;
  currency: string;
  amountMinor: bigint;
  provider: PaymentProvider;
}

export async function findPayment(
  tx: TenantTx,
  { provider, account, ref }: { provider: PaymentProvider; account: string; ref: string },
): Promise<FoundPayment | null> {
  const row = await tx
    .selectFrom("payment")
    .select(["id", "invoice_id", "currency", "amount_minor", "provider"])
    .where("provider", "=", provider)
    .where("provider_account", "=", account)
    .where("provider_ref", "=", ref)
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    invoiceId: row.invoice_id,
    currency: row.currency,
    amountMinor: BigInt(row.amount_minor),
    provider: row.provider,
  };
}

/** Errors that a person can correct. Message keys. */
export type ReversalFault = "reason_missing" | "payment_reversed" | "payment_refunded" | "not_by_hand";

/**
 * Reverses a payment that was recorded by mistake. The payment is kept and a reversal added. Released reports stay
 * released, and a task is opened for a person.
 *
 * @returns what prevents it, or null; the caller has already checked that the payment exists
 */
export async function reversePayment(
  tx: TenantTx,
  author: ChangeAuthor,
  request: { paymentId: string; reason: string; on: string },
): Promise<ReversalFault | null> {
  await lockTrail(tx, author.tenantId);
  const payment = await tx
    .selectFrom("payment as p")
    .leftJoin("payment_reversal as r", "r.payment_id", "p.id")
    .leftJoin("refund as f", "f.payment_id", "p.id")
    .select([
      "p.invoice_id",
      "p.currency",
      "p.provider",
      "p.amount_minor",
      "r.payment_id as reversed",
      "f.id as refunded",
    ])
    .where("p.id", "=", request.paymentId)
    .executeTakeFirst();
  if (!payment) throw new AppError("not_found");
  const reason = request.reason.trim();
  if (reason === "") return "reason_missing";
  if (payment.provider !== "offline") return "not_by_hand";
  if (payment.reversed) return "payment_reversed";
  if (payment.refunded) return "payment_refunded";
  await tx
    .insertInto("payment_reversal")
    .values({ tenant_id: author.tenantId, payment_id: request.paymentId, reason, created_by: author.userId })
    .execute();
  await postToLedger(tx, author, {
    kind: "payment_reversed",
    currency: payment.currency,
    occurredOn: request.on,
    source: { kind: "payment", id: request.paymentId },
    entries: await mirrorOf(tx, request.paymentId),
  });
  await recordChange(tx, author, {
    action: "payment.reversed",
    subject: "payment",
    subjectId: request.paymentId,
    after: {
      invoiceId: payment.invoice_id,
      currency: payment.currency,
      amountMinor: BigInt(payment.amount_minor).toString(),
      reason,
    },
  });
  await followSettlement(tx, author, payment.invoice_id);
  await tellOfRelease(tx, author, { paymentId: request.paymentId, invoiceId: payment.invoice_id, reason });
  return null;
}

/** An issued report does not change. A person must decide what to do about the returned money. */
export async function tellOfRelease(
  tx: TenantTx,
  author: ChangeAuthor,
  { paymentId, invoiceId, reason }: { paymentId: string; invoiceId: string; reason: string },
): Promise<void> {
  const released = await tx
    .selectFrom("invoice as i")
    .innerJoin("trade_order_step as s", "s.order_id", "i.order_id")
    .select("s.order_id")
    .where("i.id", "=", invoiceId)
    .where("s.state", "=", "released")
    .executeTakeFirst();
  if (!released) return;
  await openPaymentTask(tx, author, {
    kind: "left_after_release",
    subject: paymentId,
    invoiceId,
    facts: { orderId: released.order_id, reason },
  });
}

async function mirrorOf(tx: TenantTx, paymentId: string): Promise<Posting["entries"]> {
  const rows = await tx
    .selectFrom("ledger_transaction as t")
    .innerJoin("ledger_entry as e", "e.transaction_id", "t.id")
    .select(["e.account", "e.debit_minor", "e.credit_minor"])
    .where("t.source_kind", "=", "payment")
    .where("t.source_id", "=", paymentId)
    .where("t.kind", "in", Object.values(POSTED))
    .orderBy("e.position")
    .execute();
  return rows.map(({ account, debit_minor: debit, credit_minor: credit }) => ({
    account,
    debit: BigInt(credit),
    credit: BigInt(debit),
  }));
}
