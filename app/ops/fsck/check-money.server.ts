import { sql } from "kysely";
import type { TenantTx } from "#db/doors.ts";
import type { Inspection } from "./inspection.ts";

/** Recalculates sums of receivables and bookings, checks number series and hashes stored files. */
export async function checkMoney(tx: TenantTx, tenantId: string, inspection: Inspection): Promise<void> {
  for (const [table, find, fault] of CHECKS) {
    const { rows } = await find.execute(tx);
    for (const { id } of rows) inspection.fault(`${table} ${tenantId}/${id}`, fault);
  }
}

interface Found {
  id: string;
}

const seriesOf = (table: "invoice" | "credit_note") => sql<Found>`
  select fiscal_year::text as id from ${sql.table(table)} group by fiscal_year
  having max(serial) <> count(*) or min(serial) <> 1 order by 1`;

const CHECKS = [
  ["invoice", seriesOf("invoice"), "the serials of the year have a gap"],
  ["credit_note", seriesOf("credit_note"), "the serials of the year have a gap"],
  [
    "invoice",
    sql<Found>`select i.id::text as id from invoice i
      left join (select invoice_id, count(*) as n, sum(net_minor) as net, sum(tax_minor) as tax
        from invoice_line group by invoice_id) l on l.invoice_id = i.id
      where (l.n, l.net, l.tax) is distinct from (i.line_count::bigint, i.net_minor::numeric, i.tax_minor::numeric)
      order by 1`,
    "its lines do not add up to it",
  ],
  [
    "credit_note",
    sql<Found>`select i.id::text as id from invoice i join credit_note c on c.invoice_id = i.id
      group by i.id, i.total_minor having sum(c.amount_minor) > i.total_minor order by 1`,
    "more was credited than the invoice's total",
  ],
  [
    "ledger_transaction",
    sql<Found>`select t.id::text as id from ledger_transaction t
      left join (select transaction_id, count(*) as n, sum(debit_minor) as debit, sum(credit_minor) as credit
        from ledger_entry group by transaction_id) e on e.transaction_id = t.id
      where (e.n, e.debit, e.credit) is distinct from
        (t.entry_count::bigint, t.total_minor::numeric, t.total_minor::numeric)
      order by 1`,
    "its entries are not as it states, or out of balance",
  ],
  [
    "trade_document",
    sql<Found>`select subject_id::text as id from trade_document
      where sha256 <> encode(sha256(pdf), 'hex') order by 1`,
    "its bytes have another hash",
  ],
] as const;
