import type { Invoice } from "#app/trade/invoice/invoice-list.server.ts";
import { getQuote } from "#app/trade/quote/quote-list.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { InvoicedOrder } from "./model.ts";

/**
 * The services and the agreed price behind the invoice of a deposit or balance, with the deposits deducted from it.
 * Null for other invoices, and if the deposits invoiced before do not explain the amount exactly.
 */
export async function findInvoicedOrder(tx: TenantTx, invoice: Invoice): Promise<InvoicedOrder | null> {
  const { kind, orderId } = invoice;
  if (!orderId || (kind !== "deposit" && kind !== "balance")) return null;
  const order = await tx
    .selectFrom("trade_order")
    .select(["quote_id", "quote_version"])
    .where("id", "=", orderId)
    .executeTakeFirstOrThrow();
  const quote = await getQuote(tx, order.quote_id);
  const agreed = quote.versions.find(({ version }) => version === order.quote_version)!;
  const deductions = kind === "balance" ? await listDeposits(tx, orderId, invoice) : [];
  const deducted = deductions.reduce((sum, { netMinor }) => sum + netMinor, 0n);
  if (kind === "balance" && agreed.netMinor - deducted !== invoice.netMinor) return null;
  return {
    quoteNumber: agreed.version === 1 ? quote.number : `${quote.number}/${agreed.version}`,
    services: agreed.lines
      .filter(({ payee }) => payee === "")
      .map(({ name, netMinor }) => ({ nameEn: name.en, nameZh: name.zh, netMinor })),
    netMinor: agreed.netMinor,
    deductions,
  };
}

/** Deposits invoiced before, less what had been credited by then, so that a later credit changes no document. */
async function listDeposits(
  tx: TenantTx,
  orderId: string,
  { issuedAt }: Pick<Invoice, "issuedAt">,
): Promise<InvoicedOrder["deductions"]> {
  const rows = await tx
    .selectFrom("invoice as i")
    .leftJoin("credit_note as c", (join) => join.onRef("c.invoice_id", "=", "i.id").on("c.created_at", "<", issuedAt))
    .select(["i.number", "i.issued_on", "i.net_minor"])
    .select((select) => select.fn.sum<string | null>("c.net_minor").as("credited"))
    .where("i.order_id", "=", orderId)
    .where("i.kind", "=", "deposit")
    .where("i.created_at", "<", issuedAt)
    .groupBy(["i.id", "i.number", "i.issued_on", "i.net_minor", "i.fiscal_year", "i.serial"])
    .orderBy("i.fiscal_year")
    .orderBy("i.serial")
    .execute();
  return rows
    .map((row) => ({
      number: row.number,
      issuedOn: row.issued_on,
      netMinor: BigInt(row.net_minor) - BigInt(row.credited ?? 0),
    }))
    .filter(({ netMinor }) => netMinor > 0n);
}
