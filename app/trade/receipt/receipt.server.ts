import { type ProposalEnd, whatForbidsEnd } from "#app/access/proposal-state.ts";
import { AppError } from "#app/encoding/errors.ts";
import { convert } from "#app/money/exchange.ts";
import { money } from "#app/money/money.ts";
import { keepSetting } from "#app/setting/setting.server.ts";
import { findPayment, getSettlement, recordPayment } from "#app/trade/payment/payment.server.ts";
import { recordRefund } from "#app/trade/payment/refund.server.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { RECEIPT } from "./receipt-state.ts";
import { type Tolerance, ToleranceSetting } from "./tolerance.ts";

/** A transfer as shown on the bank statement, and its invoice. */
export interface NewReceipt {
  invoiceId: string;
  bankLineId: string | null;
  receivedOn: string;
  currency: string;
  /** The amount credited by the bank. */
  arrivedMinor: bigint;
  /** Bank charges, if the statement shows them. */
  bankFeeMinor: bigint;
  payer: string;
  bankReference: string;
  /** Required if the transfer is in another currency: the value of one unit in the invoice currency. */
  settlement: { rate: string; source: string } | null;
  /** The value of one unit of the invoice currency in the seller's home currency, for the seller's own books. */
  exchange: { rate: string; source: string } | null;
  /** The seller's current day. Later receipts are refused. */
  today: string;
}

/** Message keys. */
export type ReceiptFault =
  | "amount_missing"
  | "payer_missing"
  | "bank_reference_missing"
  | "date_in_future"
  | "rate_missing"
  | "rate_needless"
  | "source_missing"
  | "line_settled"
  | "line_differs"
  | "receipt_known";

/**
 * Records a transfer for an invoice. Above the seller's limit it waits for a second person; otherwise it becomes a
 * payment immediately. Differences stay visible and are never rounded away.
 *
 * @throws AppError `not_found`, `forbidden` without billing permission
 */
export async function bookReceipt(
  tx: TenantTx,
  author: ChangeAuthor,
  input: NewReceipt,
): Promise<{ ok: true; receiptId: string; isWaiting: boolean } | { ok: false; fault: ReceiptFault }> {
  await lockTrail(tx, author.tenantId);
  const settlement = await getSettlement(tx, input.invoiceId);
  if (!settlement) throw new AppError("not_found");
  const fault = whatIsWrong(input, settlement.currency) ?? (await whatCollides(tx, input));
  if (fault) return { ok: false, fault };
  const inInvoice = (minor: bigint) =>
    input.settlement ? convert(money(minor, input.currency), input.settlement.rate, settlement.currency).minor : minor;
  const settles = inInvoice(input.arrivedMinor + input.bankFeeMinor);
  const fee = inInvoice(input.bankFeeMinor);
  if (settles <= fee) return { ok: false, fault: "amount_missing" };
  const { id, needs_confirmation: isWaiting } = await tx
    .insertInto("receipt")
    .values({
      tenant_id: author.tenantId,
      invoice_id: input.invoiceId,
      bank_line_id: input.bankLineId,
      received_on: input.receivedOn,
      currency: input.currency,
      arrived_minor: input.arrivedMinor,
      bank_fee_minor: input.bankFeeMinor,
      payer: input.payer.trim(),
      bank_reference: input.bankReference.trim(),
      invoice_currency: settlement.currency,
      settles_minor: settles,
      settles_fee_minor: fee,
      settlement_rate: input.settlement?.rate ?? null,
      settlement_source: input.settlement?.source ?? "",
      exchange_rate: input.exchange?.rate ?? null,
      exchange_source: input.exchange?.source ?? "",
      needs_confirmation: true,
      created_by: author.userId,
    })
    .returning(["id", "needs_confirmation"])
    .executeTakeFirstOrThrow()
    .catch(forbidStrangers);
  await recordChange(tx, author, {
    action: "receipt.booked",
    needsSecond: isWaiting,
    subject: "receipt",
    subjectId: id,
    after: {
      invoiceId: input.invoiceId,
      receivedOn: input.receivedOn,
      currency: input.currency,
      arrivedMinor: input.arrivedMinor.toString(),
      feeMinor: input.bankFeeMinor.toString(),
      payer: input.payer.trim(),
      bankReference: input.bankReference.trim(),
      settlesMinor: settles.toString(),
    },
  });
  if (!isWaiting) await settleReceipt(tx, author, id);
  return { ok: true, receiptId: id, isWaiting };
}

function whatIsWrong(input: NewReceipt, invoiceCurrency: string): ReceiptFault | null {
  if (input.arrivedMinor <= 0n || input.bankFeeMinor < 0n) return "amount_missing";
  if (input.payer.trim() === "") return "payer_missing";
  if (input.bankReference.trim() === "") return "bank_reference_missing";
  if (input.receivedOn > input.today) return "date_in_future";
  const isOther = input.currency !== invoiceCurrency;
  if (isOther && !input.settlement) return "rate_missing";
  if (!isOther && input.settlement) return "rate_needless";
  return [input.settlement, input.exchange].some((one) => one && one.source.trim() === "") ? "source_missing" : null;
}

async function whatCollides(tx: TenantTx, input: NewReceipt): Promise<ReceiptFault | null> {
  const same = await tx
    .selectFrom("counted_receipt")
    .select("id")
    .where("invoice_id", "=", input.invoiceId)
    .where("bank_reference", "=", input.bankReference.trim())
    .where("received_on", "=", input.receivedOn)
    .where("arrived_minor", "=", String(input.arrivedMinor) as never)
    .executeTakeFirst();
  if (same) return "receipt_known";
  if (!input.bankLineId) return null;
  const line = await tx
    .selectFrom("bank_line as b")
    .leftJoin("counted_receipt as r", "r.bank_line_id", "b.id")
    .leftJoin("bank_line_dismissal as d", "d.bank_line_id", "b.id")
    .select(["b.currency", "b.amount_minor", "b.booked_on", "r.id as settled", "d.bank_line_id as dismissed"])
    .where("b.id", "=", input.bankLineId)
    .executeTakeFirst();
  if (!line) throw new AppError("not_found");
  if (line.settled || line.dismissed) return "line_settled";
  const isSame =
    line.currency === input.currency &&
    BigInt(line.amount_minor) === input.arrivedMinor &&
    line.booked_on === input.receivedOn;
  return isSame ? null : "line_differs";
}

async function settleReceipt(tx: TenantTx, author: ChangeAuthor, receiptId: string): Promise<void> {
  const row = await tx.selectFrom("receipt").selectAll().where("id", "=", receiptId).executeTakeFirstOrThrow();
  await recordPayment(tx, author, {
    invoiceId: row.invoice_id,
    provider: "offline",
    account: "",
    ref: receiptId,
    receiptId,
    amountMinor: BigInt(row.settles_minor),
    feeMinor: BigInt(row.settles_fee_minor),
    receivedOn: row.received_on,
    exchange: row.exchange_rate ? { rate: row.exchange_rate, source: row.exchange_source } : null,
  });
}

const FAULTS = {
  ended: "receipt_ended",
  own: "own_receipt",
  not_own: "not_own_receipt",
  note_missing: "note_missing",
} as const;

export type ReceiptEndFault = (typeof FAULTS)[keyof typeof FAULTS];

/**
 * Decides a waiting receipt: another person confirms or declines it, or its author withdraws it. The database also
 * checks that it is another person.
 *
 * @throws AppError `not_found`, `forbidden` without billing permission
 */
export async function endReceipt(
  tx: TenantTx,
  author: ChangeAuthor,
  request: { receiptId: string; state: ProposalEnd; note: string },
): Promise<ReceiptEndFault | null> {
  await lockTrail(tx, author.tenantId);
  const row = await tx
    .selectFrom("receipt as r")
    .leftJoin("receipt_end as e", "e.receipt_id", "r.id")
    .select(["r.invoice_id", "r.person_id", "r.needs_confirmation", "e.state"])
    .where("r.id", "=", request.receiptId)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  const me = await tx.selectFrom("author").select("person_id").where("id", "=", author.userId).executeTakeFirst();
  const isOwn = me?.person_id === row.person_id;
  const note = request.note.trim();
  const ended = row.state === "confirmed" || !row.needs_confirmation ? "booked" : row.state;
  const mayEnd = RECEIPT.may(request.state, ended ?? "waiting");
  const fault = whatForbidsEnd({ mayEnd, end: request.state, isOwn, note });
  if (fault) return FAULTS[fault];
  await tx
    .insertInto("receipt_end")
    .values({
      tenant_id: author.tenantId,
      receipt_id: request.receiptId,
      state: request.state,
      note,
      author_person_id: row.person_id,
      created_by: author.userId,
    })
    .execute()
    .catch(forbidStrangers);
  if (request.state === "confirmed") await settleReceipt(tx, author, request.receiptId);
  const actions = {
    confirmed: "receipt.confirmed",
    declined: "receipt.declined",
    taken_back: "receipt.taken_back",
  } as const;
  await recordChange(tx, author, {
    action: actions[request.state],
    subject: "receipt",
    subjectId: request.receiptId,
    after: { invoiceId: row.invoice_id, ...(note ? { note } : {}) },
  });
  return null;
}

/** What a difference is. Message keys of the ledger. */
export type DifferenceKind = "bank_charge" | "short_payment" | "overpayment_kept";
export type DifferenceFault = "nothing_open" | "above_tolerance";

/**
 * Records what the difference of a paid invoice is: charges that banks deducted, a shortfall that the seller accepts, or
 * an overpayment that is kept. Exact, for the whole difference, and limited to the tolerance of the currency.
 *
 * @throws AppError `not_found`
 */
export async function bookDifference(
  tx: TenantTx,
  author: ChangeAuthor,
  { invoiceId, kind, today }: { invoiceId: string; kind: DifferenceKind; today: string },
): Promise<DifferenceFault | null> {
  await lockTrail(tx, author.tenantId);
  const settlement = await getSettlement(tx, invoiceId);
  if (!settlement) throw new AppError("not_found");
  const { openMinor, paidMinor, currency } = settlement;
  const isShort = openMinor > 0n;
  if (openMinor === 0n || paidMinor <= 0n || isShort === (kind === "overpayment_kept")) return "nothing_open";
  const amountMinor = isShort ? openMinor : -openMinor;
  if (amountMinor > (await getTolerance(tx, currency))) return "above_tolerance";
  const ref = await nextDifference(tx, invoiceId);
  if (kind !== "overpayment_kept") {
    const made = { invoiceId, provider: "offline" as const, account: "", ref, kind, receivedOn: today };
    await recordPayment(tx, author, { ...made, amountMinor, feeMinor: amountMinor });
    return null;
  }
  const payment = await largestPayment(tx, invoiceId);
  const kept = await recordRefund(tx, author, { payment, amountMinor, ref, reason: "", on: today, kind });
  return typeof kept === "string" ? "nothing_open" : null;
}

/** Each difference of an invoice needs a unique reference. */
async function nextDifference(tx: TenantTx, invoiceId: string): Promise<string> {
  const payments = await tx.selectFrom("payment").select("id").where("invoice_id", "=", invoiceId).execute();
  return `difference:${invoiceId}:${payments.length + 1}`;
}

async function largestPayment(tx: TenantTx, invoiceId: string) {
  const row = await tx
    .selectFrom("payment as p")
    .leftJoin("payment_reversal as r", "r.payment_id", "p.id")
    .select(["p.provider", "p.provider_account", "p.provider_ref"])
    .where("p.invoice_id", "=", invoiceId)
    .where("r.payment_id", "is", null)
    .orderBy("p.amount_minor", "desc")
    .executeTakeFirstOrThrow();
  return (await findPayment(tx, { provider: row.provider, account: row.provider_account, ref: row.provider_ref }))!;
}

/** The tolerance of a currency, or zero if none was set. */
export async function getTolerance(tx: TenantTx, currency: string): Promise<bigint> {
  return (await listTolerances(tx)).find((one) => one.currency === currency)?.toleranceMinor ?? 0n;
}

export const keptTolerance = keepSetting(ToleranceSetting, {
  toRow: ({ currency, toleranceMinor }: Tolerance) => ({ currency, tolerance_minor: toleranceMinor }),
  fromRow: (row): Tolerance => ({ currency: row.currency, toleranceMinor: BigInt(row.tolerance_minor) }),
  initial: null,
  facts: ({ currency, toleranceMinor }) => ({ currency, toleranceMinor: toleranceMinor.toString() }),
  isSame: () => false,
  entry: () => ({ before: null }),
  subjectOf: ({ currency }) => currency,
});

/** The current tolerance of each currency. */
export async function listTolerances(tx: TenantTx): Promise<Tolerance[]> {
  const rows = await tx
    .selectFrom("receipt_tolerance")
    .distinctOn("currency")
    .select(["currency", "tolerance_minor"])
    .orderBy("currency")
    .orderBy("version", "desc")
    .execute();
  return rows.map((row) => ({ currency: row.currency, toleranceMinor: BigInt(row.tolerance_minor) }));
}

/** Sets the tolerance of a currency. Does nothing if the amount is unchanged. */
export async function stateTolerance(
  tx: TenantTx,
  author: ChangeAuthor,
  { basedOn, ...tolerance }: Tolerance & { basedOn: number },
): Promise<void> {
  const before = await keptTolerance.open(tx, author, { basedOn });
  const isSame = (one: Tolerance) =>
    one.currency === tolerance.currency && one.toleranceMinor === tolerance.toleranceMinor;
  if ((await listTolerances(tx)).some(isSame)) return;
  await keptTolerance.save(tx, author, before, tolerance).catch(forbidStrangers);
}

/** Thrown by the database trigger that checks the author. */
export function forbidStrangers(error: unknown): never {
  if ((error as { code?: unknown } | null)?.code === "TT003") throw new AppError("forbidden", { cause: error });
  throw error;
}
