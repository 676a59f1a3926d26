import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, requireId } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { LINK_HEADERS } from "#app/requests/recipient.server.ts";
import { serveTradeDocument } from "#app/trade/document/serve-document.server.ts";
import { listInvoices } from "#app/trade/invoice/invoice-list.server.ts";
import { asClient, requireQuoteLink } from "./quote-door.server.ts";

/** The PDF of an invoice of the order behind the link. Other invoices answer 404. */
export const loader = ({ request, params, context }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const link = await requireQuoteLink(params.token, context.clientAddress);
    const invoiceId = requireId(params.invoiceId);
    const author = await asClient(link, async (tx, { quote, author }) => {
      const own = quote.orderId ? await listInvoices(tx, { orderId: quote.orderId }) : [];
      if (!own.some(({ id }) => id === invoiceId)) throw new AppError("not_found");
      return author;
    });
    return serveTradeDocument(author, { kind: "invoice", id: invoiceId }, LINK_HEADERS);
  });
