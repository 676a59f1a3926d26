import { AppError } from "#app/encoding/errors.ts";
import { type Money, money } from "#app/money/money.ts";
import { type CreditNote, listCreditNotes } from "#app/trade/invoice/invoice-list.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { selectExported, toExported } from "./exported-service.server.ts";
import type { ExportedService } from "./exported-service.ts";

/** Money that arrived for an export, and from where. */
export interface ExportPayment {
  id: string;
  receivedOn: string;
  /** What the invoice was credited with. */
  amount: Money;
  /** The part of it that banks deducted before it arrived. */
  charge: Money;
  refunded: Money;
  /** As named on the bank's advice. Empty for payments through a provider. */
  payer: string;
  reference: string;
  /** ISO 3166-1. Empty if none is recorded. */
  country: string;
  /** The version of the recorded country. */
  version: number;
}

export interface ExportDetail {
  exported: ExportedService;
  credits: CreditNote[];
  payments: ExportPayment[];
}

/** @throws AppError `not_found`, also for an invoice within the seller's country */
export async function getExportDetail(tx: TenantTx, invoiceId: string): Promise<ExportDetail> {
  const row = await selectExported(tx).where("i.id", "=", invoiceId).executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return readDetail(tx, toExported(row));
}

/** An export that was read before, with its credit notes and payments. */
export async function readDetail(tx: TenantTx, exported: ExportedService): Promise<ExportDetail> {
  const { invoiceId } = exported;
  return {
    exported,
    credits: await listCreditNotes(tx, invoiceId),
    payments: await listPayments(tx, invoiceId),
  };
}

/** Without reversed payments and differences that were written off: no money arrived for these. */
async function listPayments(tx: TenantTx, invoiceId: string): Promise<ExportPayment[]> {
  const rows = await tx
    .selectFrom("payment as p")
    .leftJoin("payment_reversal as v", "v.payment_id", "p.id")
    .leftJoin("receipt as r", "r.id", "p.receipt_id")
    .leftJoin("current_payment_payer as f", "f.payment_id", "p.id")
    .select(["p.id", "p.received_on", "p.currency", "p.amount_minor", "p.fee_minor", "p.provider_ref"])
    .select(["r.payer", "r.bank_reference", "f.country", "f.version"])
    .select((select) =>
      select
        .selectFrom("refund as b")
        .select((inner) => inner.fn.sum<string | null>("b.amount_minor").as("sum"))
        .whereRef("b.payment_id", "=", "p.id")
        .where("b.kind", "<>", "overpayment_kept")
        .as("refunded"),
    )
    .where("p.invoice_id", "=", invoiceId)
    .where("p.kind", "=", "received")
    .where("v.payment_id", "is", null)
    .orderBy("p.received_on")
    .orderBy("p.created_at")
    .orderBy("p.id")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    receivedOn: row.received_on,
    amount: money(BigInt(row.amount_minor), row.currency),
    charge: money(BigInt(row.fee_minor), row.currency),
    refunded: money(BigInt(row.refunded ?? 0), row.currency),
    payer: row.payer ?? "",
    reference: row.bank_reference ?? row.provider_ref,
    country: row.country ?? "",
    version: row.version ?? 0,
  }));
}
