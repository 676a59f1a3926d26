import { type Locale, localName } from "#app/i18n/index.ts";
import { money } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import { ORDER } from "#app/order/order-state.ts";
import { dueOf } from "#app/trade/client/client-account.ts";
import { findEInvoice } from "#app/trade/einvoice/serve-einvoice.server.ts";
import { type InvoiceRow, listCreditNotes, listInvoices } from "#app/trade/invoice/invoice-list.server.ts";
import { INVOICE } from "#app/trade/invoice/invoice-state.ts";
import { listOrders, type OrderRow } from "#app/trade/order/order-list.server.ts";
import { listQuotes, type QuoteRow } from "#app/trade/quote/quote-list.server.ts";
import { QUOTE } from "#app/trade/quote/quote-state.ts";
import { getSellerDetail, sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { OpenPortal } from "./portal-link.server.ts";

/** Rows of each list. The newest are shown. */
export const MOST_SHOWN = 50;

/** Everything that a client sees in the portal: only what was sent to it. */
export async function viewPortal(tx: TenantTx, { client }: OpenPortal, { locale, now }: { locale: Locale; now: Date }) {
  const clientId = client.id;
  const today = await sellerToday(tx, now);
  const seller = await getSellerDetail(tx);
  const sent = (await listQuotes(tx, { clientId }, now)).filter(({ state }) => state !== "draft");
  const orders = new Map((await listOrders(tx, { clientId })).map((order) => [order.id, order]));
  const orderOf = ({ orderId }: { orderId: string | null }) => (orderId ? orders.get(orderId) : undefined);
  const invoices = await listInvoices(tx, { clientId });
  const payments = await listPayments(tx, clientId);
  const reports = await listReleased(tx, clientId);
  return {
    client: localName(client.legalName, locale),
    seller: seller ? localName({ en: seller.legalNameEn, zh: seller.legalNameZh }, locale) : "",
    waiting: [
      ...sent.filter(({ state }) => QUOTE.may("accept", state)).map(waitsForAnswer),
      ...invoices.filter(isDue).map((invoice) => waitsForPayment(invoice, today, orderOf(invoice))),
      ...[...orders.values()]
        .filter(({ draft, facts }) => draft === "waiting" && ORDER.may("deliver_again", facts.state))
        .map(({ number, quoteId }) => ({ for: "draft" as const, number, quoteId })),
    ],
    reports: reports.slice(0, MOST_SHOWN),
    quotes: sent.slice(0, MOST_SHOWN).map((quote) => viewQuote(quote, orderOf(quote))),
    invoices: await Promise.all(
      invoices.slice(0, MOST_SHOWN).map((invoice) => viewInvoice(tx, invoice, { today, order: orderOf(invoice) })),
    ),
    payments: payments.slice(0, MOST_SHOWN),
    isCut: {
      quotes: sent.length > MOST_SHOWN,
      invoices: invoices.length > MOST_SHOWN,
      payments: payments.length > MOST_SHOWN,
      reports: reports.length > MOST_SHOWN,
    },
  };
}

const isDue = ({ standing }: InvoiceRow) => INVOICE.may("pay", standing.state);

function waitsForAnswer({ id, number, validUntil }: QuoteRow) {
  return { for: "answer" as const, number, quoteId: id, day: validUntil ?? "" };
}

function waitsForPayment(invoice: InvoiceRow, today: string, order: OrderRow | undefined) {
  return {
    for: "payment" as const,
    number: invoice.number,
    invoiceId: invoice.id,
    quoteId: order?.quoteId ?? null,
    amount: formatMoney(money(dueOf(invoice), invoice.currency)),
    day: invoice.dueOn,
    isOverdue: invoice.dueOn < today,
  };
}

function viewQuote({ id, number, state, currency, totalMinor }: QuoteRow, order: OrderRow | undefined) {
  return {
    id,
    number,
    state,
    order: order?.facts.state ?? null,
    total: currency !== null && totalMinor !== null ? formatMoney(money(totalMinor, currency)) : "",
  };
}

async function viewInvoice(
  tx: TenantTx,
  invoice: InvoiceRow,
  { today, order }: { today: string; order: OrderRow | undefined },
) {
  const { id, number, currency, totalMinor, issuedOn, dueOn, standing } = invoice;
  return {
    ...{ id, number, issuedOn, dueOn, state: standing.state },
    isOverdue: isDue(invoice) && dueOn < today,
    total: formatMoney(money(totalMinor, currency)),
    due: isDue(invoice) ? formatMoney(money(dueOf(invoice), currency)) : "",
    /** The page of its order, which has every file and the ways to pay. */
    quoteId: order?.quoteId ?? null,
    hasEInvoice: !order && (await findEInvoice(tx, { kind: "invoice", id })).ok,
    credits: (await listCreditNotes(tx, id)).map((credit) => ({ id: credit.id, number: credit.number })),
  };
}

/** The reports released with the client's orders, newest first: one more than is shown. */
async function listReleased(tx: TenantTx, clientId: string) {
  return tx
    .selectFrom("trade_order_step as s")
    .innerJoin("trade_order as o", "o.id", "s.order_id")
    .innerJoin("quote as q", "q.id", "o.quote_id")
    .innerJoin("report as r", "r.id", "s.report_id")
    .select(["r.number", "q.number as order"])
    .where("o.client_id", "=", clientId)
    .orderBy("s.created_at", "desc")
    .orderBy("r.number")
    .limit(MOST_SHOWN + 1)
    .execute();
}

/** Payments for the client's invoices, newest first: one more than is shown. */
async function listPayments(tx: TenantTx, clientId: string) {
  const rows = await tx
    .selectFrom("payment as p")
    .innerJoin("invoice as i", "i.id", "p.invoice_id")
    .leftJoin("payment_reversal as r", "r.payment_id", "p.id")
    .select(["p.id", "p.received_on", "p.amount_minor", "i.currency", "i.number", "r.payment_id as reversed"])
    .select((select) =>
      select
        .selectFrom("refund as f")
        .select((inner) => inner.fn.sum<string | null>("f.amount_minor").as("sum"))
        .whereRef("f.payment_id", "=", "p.id")
        .as("refunded"),
    )
    .where("i.client_id", "=", clientId)
    .where("p.kind", "=", "received")
    .orderBy("p.received_on", "desc")
    .orderBy("p.created_at", "desc")
    .limit(MOST_SHOWN + 1)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    day: row.received_on,
    invoice: row.number,
    amount: formatMoney(money(row.amount_minor, row.currency)),
    refunded: row.refunded === null ? null : formatMoney(money(row.refunded, row.currency)),
    isReversed: row.reversed !== null,
  }));
}
