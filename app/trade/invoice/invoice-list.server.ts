import { AppError } from "#app/encoding/errors.ts";
import { withoutIdleZeros } from "#app/number/text-decimal.ts";
import type { Bank, Exchange, Party, PricedLine, ServicePeriod, StatedTaxNote } from "#app/trade/document/model.ts";
import type { TenantTx } from "#db/doors.ts";
import type { InvoiceKind, InvoiceState, PaymentProvider } from "#db/money-schema.ts";
import type { Standing } from "./invoice-facts.ts";

export interface InvoiceRow {
  id: string;
  number: string;
  kind: InvoiceKind;
  clientId: string;
  client: Party;
  orderId: string | null;
  currency: string;
  totalMinor: bigint;
  issuedOn: string;
  dueOn: string;
  standing: Standing;
}

/** An invoice with the details of its issue and everything that followed. */
export interface Invoice extends InvoiceRow {
  fiscalYear: number;
  reference: string;
  netMinor: bigint;
  taxMinor: bigint;
  homeCurrency: string;
  exchange: Exchange | null;
  seller: Party;
  sellerVersion: number;
  bank: Bank | null;
  taxNote: StatedTaxNote | null;
  fapiaoNumber: string;
  buyerReference: string;
  period: ServicePeriod | null;
  noteEn: string;
  noteZh: string;
  lines: PricedLine[];
  authorName: string | null;
  issuedAt: Date;
}

export interface CreditNote {
  id: string;
  number: string;
  invoiceId: string;
  currency: string;
  amountMinor: bigint;
  netMinor: bigint;
  taxMinor: bigint;
  reason: string;
  issuedOn: string;
  buyerReference: string;
  period: ServicePeriod | null;
  authorName: string | null;
  issuedAt: Date;
}

export interface InvoicePayment {
  id: string;
  provider: PaymentProvider;
  /** The provider's id of the payment, or the bank reference. */
  providerRef: string;
  amountMinor: bigint;
  feeMinor: bigint;
  refundedMinor: bigint;
  receivedOn: string;
  /** The reason of a reversal. Null if the payment was not reversed. */
  reversal: string | null;
}

export interface InvoiceFilter {
  state?: InvoiceState | null;
  clientId?: string | null;
  orderId?: string | null;
}

/** Sorted by number, newest first. */
export async function listInvoices(tx: TenantTx, filter: InvoiceFilter = {}): Promise<InvoiceRow[]> {
  let query = selectInvoices(tx);
  if (filter.state) query = query.where("s.state", "=", filter.state);
  if (filter.clientId) query = query.where("i.client_id", "=", filter.clientId);
  if (filter.orderId) query = query.where("i.order_id", "=", filter.orderId);
  const rows = await query.orderBy("i.fiscal_year", "desc").orderBy("i.serial", "desc").execute();
  return rows.map(toInvoiceRow);
}

/** @throws AppError `not_found` */
export async function getInvoice(tx: TenantTx, invoiceId: string): Promise<Invoice> {
  const row = await selectInvoices(tx).where("i.id", "=", invoiceId).executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return {
    ...toInvoiceRow(row),
    fiscalYear: row.fiscal_year,
    reference: row.reference,
    netMinor: BigInt(row.net_minor),
    taxMinor: BigInt(row.tax_minor),
    homeCurrency: row.home_currency,
    exchange: row.exchange_rate
      ? { rate: plain(row.exchange_rate), source: row.exchange_source, on: row.exchange_on ?? "" }
      : null,
    seller: row.seller as Party,
    sellerVersion: row.seller_version,
    bank: row.bank as Bank | null,
    taxNote: row.tax_note as StatedTaxNote | null,
    fapiaoNumber: row.fapiao_number,
    buyerReference: row.buyer_reference,
    period: periodOf(row),
    noteEn: row.note_en,
    noteZh: row.note_zh,
    lines: await listLines(tx, invoiceId),
    authorName: row.author_name,
    issuedAt: row.created_at,
  };
}

/** The credit notes of an invoice, oldest first. */
export async function listCreditNotes(tx: TenantTx, invoiceId: string): Promise<CreditNote[]> {
  return (await selectCredits(tx).where("c.invoice_id", "=", invoiceId).execute()).map(toCreditNote);
}

/** @throws AppError `not_found` */
export async function getCreditNote(tx: TenantTx, creditNoteId: string): Promise<CreditNote> {
  const row = await selectCredits(tx).where("c.id", "=", creditNoteId).executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return toCreditNote(row);
}

/** The payments of an invoice, oldest first. */
export async function listInvoicePayments(tx: TenantTx, invoiceId: string): Promise<InvoicePayment[]> {
  const rows = await tx
    .selectFrom("payment as p")
    .leftJoin("payment_reversal as r", "r.payment_id", "p.id")
    .leftJoin("receipt as b", "b.id", "p.receipt_id")
    .select([
      "b.bank_reference",
      "p.id",
      "p.provider",
      "p.provider_ref",
      "p.amount_minor",
      "p.fee_minor",
      "p.received_on",
      "r.reason",
    ])
    .select((select) =>
      select
        .selectFrom("refund as f")
        .select((inner) => inner.fn.sum<string | null>("f.amount_minor").as("sum"))
        .whereRef("f.payment_id", "=", "p.id")
        .as("refunded"),
    )
    .where("p.invoice_id", "=", invoiceId)
    .orderBy("p.received_on")
    .orderBy("p.created_at")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    provider: row.provider,
    providerRef: row.bank_reference ?? row.provider_ref,
    amountMinor: BigInt(row.amount_minor),
    feeMinor: BigInt(row.fee_minor),
    refundedMinor: BigInt(row.refunded ?? 0),
    receivedOn: row.received_on,
    reversal: row.reason,
  }));
}

/** Unsorted. */
export function selectInvoices(tx: TenantTx) {
  return tx
    .selectFrom("invoice as i")
    .innerJoin("invoice_standing as s", "s.invoice_id", "i.id")
    .leftJoin("author", "author.id", "i.created_by")
    .selectAll("i")
    .select(["s.credited_minor", "s.paid_minor", "s.refunded_minor", "s.owed_minor", "s.state"])
    .select("author.name as author_name");
}

type SelectedInvoice = Awaited<ReturnType<ReturnType<typeof selectInvoices>["execute"]>>[number];

export function toInvoiceRow(row: SelectedInvoice): InvoiceRow {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    clientId: row.client_id,
    client: row.client as Party,
    orderId: row.order_id,
    currency: row.currency,
    totalMinor: BigInt(row.total_minor),
    issuedOn: row.issued_on,
    dueOn: row.due_on,
    standing: {
      creditedMinor: BigInt(row.credited_minor),
      paidMinor: BigInt(row.paid_minor),
      refundedMinor: BigInt(row.refunded_minor),
      owedMinor: BigInt(row.owed_minor),
      state: row.state,
    },
  };
}

async function listLines(tx: TenantTx, invoiceId: string): Promise<PricedLine[]> {
  const rows = await tx
    .selectFrom("invoice_line")
    .selectAll()
    .where("invoice_id", "=", invoiceId)
    .orderBy("position")
    .execute();
  return rows.map((row) => ({
    position: row.position,
    descriptionEn: row.description_en,
    descriptionZh: row.description_zh,
    quantity: plain(row.quantity),
    unit: row.unit,
    unitPriceMinor: BigInt(row.unit_price_minor),
    netMinor: BigInt(row.net_minor),
    taxPercent: plain(row.tax_percent),
    taxMinor: BigInt(row.tax_minor),
  }));
}

function selectCredits(tx: TenantTx) {
  return tx
    .selectFrom("credit_note as c")
    .leftJoin("author", "author.id", "c.created_by")
    .selectAll("c")
    .select("author.name as author_name")
    .orderBy("c.fiscal_year")
    .orderBy("c.serial");
}

function toCreditNote(row: Awaited<ReturnType<ReturnType<typeof selectCredits>["execute"]>>[number]): CreditNote {
  return {
    id: row.id,
    number: row.number,
    invoiceId: row.invoice_id,
    currency: row.currency,
    amountMinor: BigInt(row.amount_minor),
    netMinor: BigInt(row.net_minor),
    taxMinor: BigInt(row.tax_minor),
    reason: row.reason,
    issuedOn: row.issued_on,
    buyerReference: row.buyer_reference,
    period: periodOf(row),
    authorName: row.author_name,
    issuedAt: row.created_at,
  };
}

function periodOf({ period_from: from, period_to: to }: Record<"period_from" | "period_to", string | null>) {
  return from && to ? { from, to } : null;
}

/** Removes trailing zeros from a database decimal. */
function plain(text: string): string {
  return withoutIdleZeros(text);
}
