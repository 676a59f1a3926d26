import { AppError } from "#app/encoding/errors.ts";
import { fiscalYearOf, printNumber } from "#app/money/fiscal-year.ts";
import { money } from "#app/money/money.ts";
import { scale } from "#app/money/share.ts";
import { Decimal } from "#app/number/decimal.ts";
import { postToLedger } from "#app/trade/ledger/ledger.server.ts";
import { getSellerDetail, sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { LedgerAccount } from "#db/money-schema.ts";
import { nextSerial } from "./invoice.server.ts";
import { type Refusal, refuseUnprinted } from "./unprinted-field.ts";

export type CreditFault = "amount_missing" | "amount_above_invoice" | "reason_missing";

/**
 * Credits an invoice in whole or in part, which is the only way to correct it. Does not refund money and does not
 * affect reports.
 *
 * @param request.amountMinor includes tax, in the proportion of the invoice
 * @throws AppError `not_found`
 */
export async function creditInvoice(
  tx: TenantTx,
  author: ChangeAuthor,
  request: { invoiceId: string; amountMinor: bigint; reason: string; now: Date },
): Promise<{ ok: true; creditNoteId: string; number: string } | Refusal<CreditFault>> {
  await lockTrail(tx, author.tenantId);
  const invoice = await findInvoice(tx, request.invoiceId);
  const seller = await getSellerDetail(tx);
  const credited = BigInt(invoice.credited_minor);
  const reason = request.reason.trim();
  if (reason === "") return { ok: false, fault: "reason_missing" };
  if (request.amountMinor <= 0n) return { ok: false, fault: "amount_missing" };
  if (credited + request.amountMinor > BigInt(invoice.total_minor)) return { ok: false, fault: "amount_above_invoice" };
  const unprinted = refuseUnprinted({ credit: { reason } });
  if (unprinted) return unprinted;
  const net = netBetween(invoice, credited, credited + request.amountMinor);
  const tax = request.amountMinor - net;
  const issuedOn = await sellerToday(tx, request.now);
  const fiscalYear = fiscalYearOf(issuedOn, { firstMonth: seller!.fiscalFirstMonth });
  const serial = await nextSerial(tx, "credit_note", fiscalYear);
  const number = printNumber(seller!.creditNotePrefix, fiscalYear, serial);
  const { id } = await tx
    .insertInto("credit_note")
    .values({
      tenant_id: author.tenantId,
      invoice_id: request.invoiceId,
      fiscal_year: fiscalYear,
      serial,
      number,
      currency: invoice.currency,
      amount_minor: request.amountMinor,
      net_minor: net,
      tax_minor: tax,
      reason,
      issued_on: issuedOn,
      buyer_reference: invoice.buyer_reference,
      period_from: invoice.period_from,
      period_to: invoice.period_to,
      created_by: author.userId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await postToLedger(tx, author, {
    kind: "credit_note_issued",
    currency: invoice.currency,
    occurredOn: issuedOn,
    source: { kind: "credit_note", id },
    entries: [
      { account: await accountOf(tx, invoice), debit: net },
      { account: "tax_payable", debit: tax },
      { account: "receivable", credit: request.amountMinor },
    ],
  });
  await recordChange(tx, author, {
    action: "credit_note.issued",
    subject: "credit_note",
    subjectId: id,
    after: {
      number,
      invoiceId: request.invoiceId,
      invoiceNumber: invoice.number,
      reason,
      currency: invoice.currency,
      amountMinor: request.amountMinor.toString(),
    },
  });
  return { ok: true, creditNoteId: id, number };
}

/**
 * Posts the deposits of an order to revenue once the order is delivered. Idempotent.
 *
 * @returns whether anything was posted
 */
export async function earnDeposit(
  tx: TenantTx,
  author: ChangeAuthor,
  request: { orderId: string; now: Date },
): Promise<boolean> {
  await lockTrail(tx, author.tenantId);
  if (await isEarned(tx, request.orderId)) return false;
  const deposits = tx.selectFrom("invoice").where("order_id", "=", request.orderId).where("kind", "=", "deposit");
  const invoiced = await deposits.select(["currency", "net_minor"]).execute();
  const credited = await tx
    .selectFrom("credit_note")
    .select("net_minor")
    .where("invoice_id", "in", deposits.select("id"))
    .execute();
  const total = (rows: { net_minor: number | string }[]) => rows.reduce((sum, row) => sum + BigInt(row.net_minor), 0n);
  const net = total(invoiced) - total(credited);
  const currency = invoiced[0]?.currency;
  if (net <= 0n || !currency) return false;
  await postToLedger(tx, author, {
    kind: "deposit_earned",
    currency,
    occurredOn: await sellerToday(tx, request.now),
    source: { kind: "trade_order", id: request.orderId },
    entries: [
      { account: "customer_deposit", debit: net },
      { account: "revenue", credit: net },
    ],
  });
  await recordChange(tx, author, {
    action: "deposit.earned",
    subject: "trade_order",
    subjectId: request.orderId,
    after: { currency, netMinor: net.toString() },
  });
  return true;
}

async function findInvoice(tx: TenantTx, invoiceId: string) {
  const row = await tx
    .selectFrom("invoice as i")
    .innerJoin("invoice_standing as s", "s.invoice_id", "i.id")
    .select(["i.number", "i.kind", "i.order_id", "i.currency", "i.total_minor", "i.net_minor", "s.credited_minor"])
    .select(["i.buyer_reference", "i.period_from", "i.period_to"])
    .where("i.id", "=", invoiceId)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return row;
}

type CreditedInvoice = Awaited<ReturnType<typeof findInvoice>>;

/** The net part of the range between two credited sums, so that all credits of an invoice add up to its net. */
function netBetween(invoice: CreditedInvoice, from: bigint, to: bigint): bigint {
  const share = new Decimal(String(invoice.net_minor)).div(String(invoice.total_minor));
  const upTo = (minor: bigint) =>
    minor === BigInt(invoice.total_minor)
      ? BigInt(invoice.net_minor)
      : scale(money(minor, invoice.currency), share).minor;
  return upTo(to) - upTo(from);
}

/** A deposit that is not earned yet is not revenue. */
async function accountOf(tx: TenantTx, invoice: CreditedInvoice): Promise<LedgerAccount> {
  if (invoice.kind !== "deposit") return "revenue";
  return invoice.order_id && (await isEarned(tx, invoice.order_id)) ? "revenue" : "customer_deposit";
}

async function isEarned(tx: TenantTx, orderId: string): Promise<boolean> {
  const row = await tx
    .selectFrom("ledger_transaction")
    .select("id")
    .where("kind", "=", "deposit_earned")
    .where("source_kind", "=", "trade_order")
    .where("source_id", "=", orderId)
    .executeTakeFirst();
  return row !== undefined;
}
