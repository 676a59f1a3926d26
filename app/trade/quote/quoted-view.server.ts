import { type Locale, localName } from "#app/i18n/index.ts";
import { getClient } from "#app/trade/client/client.server.ts";
import { viewContract } from "#app/trade/contract/contract-view.server.ts";
import { viewDraftReview } from "#app/trade/draft/draft-comment.server.ts";
import { listInvoices } from "#app/trade/invoice/invoice-list.server.ts";
import { viewInvoices } from "#app/trade/invoice/view-for-client.server.ts";
import { findReleasedNumber } from "#app/trade/order/order.server.ts";
import { getOrder, type Order } from "#app/trade/order/order-list.server.ts";
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
    invoices: await viewInvoices(tx, gateway, (await listInvoices(tx, { orderId: order.id })).reverse()),
    hasDraft: isDraftOpen,
    reportNumber: order.releasedReportId ? await findReleasedNumber(tx, order.releasedReportId) : null,
  };
}
