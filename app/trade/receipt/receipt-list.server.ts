import { sql } from "kysely";
import type { RowOf } from "#app/kit/list/list.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { listTolerances } from "./receipt.server.ts";
import type { ReceiptState } from "./receipt-state.ts";

export interface ReceiptRow {
  id: string;
  invoiceId: string;
  invoiceNumber: string;
  receivedOn: string;
  currency: string;
  arrivedMinor: bigint;
  bankFeeMinor: bigint;
  payer: string;
  bankReference: string;
  authorName: string;
  personId: string;
  /** The author under which they acted, and when. */
  bookedBy: string;
  bookedAt: Date;
  state: ReceiptState;
  /** The resulting payment. */
  paymentId: string | null;
}

/** Receipts waiting for a second person, newest first. */
export async function listWaitingReceipts(tx: TenantTx): Promise<ReceiptRow[]> {
  const rows = await selectReceipts(tx)
    .where("p.id", "is", null)
    .where("e.state", "is", null)
    .orderBy("r.created_at", "desc")
    .execute();
  return rows.map(toReceiptRow);
}

/** Unsorted. */
export function selectReceipts(tx: TenantTx) {
  return tx
    .selectFrom("receipt as r")
    .innerJoin("invoice as i", "i.id", "r.invoice_id")
    .leftJoin("receipt_end as e", "e.receipt_id", "r.id")
    .leftJoin("payment as p", "p.receipt_id", "r.id")
    .leftJoin("payment_reversal as v", "v.payment_id", "p.id")
    .leftJoin("author", "author.id", "r.created_by")
    .select(["r.id", "r.invoice_id", "i.number", "r.received_on", "r.currency", "r.arrived_minor", "r.bank_fee_minor"])
    .select(["r.payer", "r.bank_reference", "r.person_id", "r.created_by", "r.created_at", "author.name"])
    .select([
      "p.id as payment_id",
      sql<ReceiptRow["state"]>`case when v.payment_id is not null then 'reversed' when p.id is not null then 'booked'
        when e.state in ('declined', 'taken_back') then e.state else 'waiting' end`.as("state"),
    ]);
}

export function toReceiptRow(row: RowOf<typeof selectReceipts>): ReceiptRow {
  return {
    id: row.id,
    invoiceId: row.invoice_id,
    invoiceNumber: row.number,
    receivedOn: row.received_on,
    currency: row.currency,
    arrivedMinor: BigInt(row.arrived_minor),
    bankFeeMinor: BigInt(row.bank_fee_minor),
    payer: row.payer,
    bankReference: row.bank_reference,
    authorName: row.name ?? "",
    personId: row.person_id,
    bookedBy: row.created_by,
    bookedAt: row.created_at,
    state: row.state,
    paymentId: row.payment_id,
  };
}

export interface Difference {
  invoiceId: string;
  invoiceNumber: string;
  currency: string;
  /** Above zero: still open. Below zero: overpaid. */
  openMinor: bigint;
  isWithinTolerance: boolean;
}

/** Invoices that were not paid exactly. Each needs a decision or a further payment. */
export async function listDifferences(tx: TenantTx): Promise<Difference[]> {
  const tolerances = new Map((await listTolerances(tx)).map((one) => [one.currency, one.toleranceMinor]));
  const rows = await tx
    .selectFrom("invoice_standing as s")
    .innerJoin("invoice as i", "i.id", "s.invoice_id")
    .select(["i.id", "i.number", "s.currency", "s.owed_minor", "s.paid_minor", "s.refunded_minor"])
    .where("s.state", "in", ["partly_paid", "overpaid"])
    .orderBy("i.fiscal_year", "desc")
    .orderBy("i.serial", "desc")
    .execute();
  return rows.map((row) => {
    const open = BigInt(row.owed_minor) - BigInt(row.paid_minor) + BigInt(row.refunded_minor);
    const apart = open < 0n ? -open : open;
    return {
      invoiceId: row.id,
      invoiceNumber: row.number,
      currency: row.currency,
      openMinor: open,
      isWithinTolerance: apart <= (tolerances.get(row.currency) ?? 0n),
    };
  });
}
