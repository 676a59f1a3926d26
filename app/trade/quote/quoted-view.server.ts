import { type Locale, localName } from "#app/i18n/index.ts";
import { printReference } from "#app/money/creditor-reference.ts";
import { money } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import { getClient } from "#app/trade/client/client.server.ts";
import { viewContract } from "#app/trade/contract/contract-view.server.ts";
import { viewDraftReview } from "#app/trade/draft/draft-comment.server.ts";
import { findEInvoice } from "#app/trade/einvoice/serve-einvoice.server.ts";
import { getInvoice, listCreditNotes, listInvoices } from "#app/trade/invoice/invoice-list.server.ts";
import { INVOICE } from "#app/trade/invoice/invoice-state.ts";
import { findReleasedNumber } from "#app/trade/order/order.server.ts";
import { getOrder, type Order } from "#app/trade/order/order-list.server.ts";
import { findWaysToPay, listCheckouts } from "#app/trade/payment/checkout.server.ts";
import type { PaymentGateway } from "#app/trade/payment/gateway/gateway.ts";
import type { OpenQuote } from "./quote-link.server.ts";
import { readChosen, withOptions } from "./quote-options.ts";
import { viewVersion } from "./quote-view.server.ts";

type TenantTx = Parameters<typeof getOrder>[0];

/**
 * Everything that the holder of a link sees: the quote, and the client's part of the order.
 *
 * @param options positions of the options in the address. Those that aren't offered are ignored
 */
export async function viewForClient(
  tx: TenantTx,
  gateway: PaymentGateway,
  { quote }: OpenQuote,
  { locale, options }: { locale: Locale; options: readonly string[] },
) {
  const newest = quote.versions[0]!;
  const chosen = readChosen(options, newest) ?? [];
  const { net, taxPercent, tax, total, depositPercent, deposit, balance } = viewVersion(
    withOptions(newest, chosen),
    locale,
  );
  const client = await getClient(tx, quote.clientId);
  const order = quote.orderId ? await getOrder(tx, quote.orderId) : null;
  const accepted = newest.steps.find(({ state }) => state === "accepted");
  return {
    number: quote.number,
    state: quote.state,
    client: localName(client.legalName, locale),
    quote: viewVersion(newest, locale),
    chosen: { options: chosen, sums: { net, taxPercent, tax, total, depositPercent, deposit, balance } },
    accepted: accepted ? { name: accepted.signerName, at: accepted.at.toISOString() } : null,
    order: order && (await viewOrder(tx, gateway, order)),
    review: order && (await viewDraftReview(tx, order.id, "client")),
    contract: order && (await viewContract(tx, order.id, "client")),
  };
}

async function viewOrder(tx: TenantTx, gateway: PaymentGateway, order: Order) {
  const { state } = order.facts;
  const isDraftOpen = order.drafts.length > 0 && state !== "cancelled";
  return {
    state,
    invoices: await listForClient(tx, gateway, order.id),
    hasDraft: isDraftOpen,
    reportNumber: order.releasedReportId ? await findReleasedNumber(tx, order.releasedReportId) : null,
  };
}

async function listForClient(tx: TenantTx, gateway: PaymentGateway, orderId: string) {
  const rows = (await listInvoices(tx, { orderId })).reverse();
  return Promise.all(
    rows.map(async ({ id, number, kind, currency, totalMinor, dueOn, standing }) => {
      const { bank, reference } = await getInvoice(tx, id);
      const isDue = INVOICE.may("pay", standing.state);
      const open = standing.owedMinor - standing.paidMinor + standing.refundedMinor;
      return {
        id,
        number,
        kind,
        dueOn,
        state: standing.state,
        total: formatMoney(money(totalMinor, currency)),
        due: isDue ? formatMoney(money(open, currency)) : null,
        reference: printReference(reference),
        bank,
        hasEInvoice: (await findEInvoice(tx, { kind: "invoice", id })).ok,
        credits: await Promise.all(
          (await listCreditNotes(tx, id)).map(async (credit) => ({
            id: credit.id,
            number: credit.number,
            issuedOn: credit.issuedOn,
            reason: credit.reason,
            amount: formatMoney(money(credit.amountMinor, currency)),
            hasEInvoice: (await findEInvoice(tx, { kind: "credit_note", id: credit.id })).ok,
          })),
        ),
        online: isDue && !("fault" in (await findWaysToPay(tx, gateway, currency))),
        checkout: (await listCheckouts(tx, id))[0]?.state ?? null,
      };
    }),
  );
}
