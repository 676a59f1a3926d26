import type { LoaderFunctionArgs } from "@remix-run/node";
import { AppError } from "#app/errors.ts";
import { answerErrors, requireId } from "#app/http/actor.server.ts";
import { asClient, requireQuoteLink } from "#app/http/quote-link.server.ts";
import { LINK_HEADERS } from "#app/http/recipient.server.ts";
import { listInvoices } from "#app/services/trade/invoice-list.server.ts";
import { serveOrderInvoice } from "../quotes/serve-quote.server.ts";

/** An invoice of the order behind the link; every other invoice is not found. */
export const loader = ({ request, params, context }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const link = await requireQuoteLink(params.token, context.clientAddress);
    const invoiceId = requireId(params.invoiceId);
    const author = await asClient(link, async (tx, { quote, author }) => {
      const own = quote.orderId ? await listInvoices(tx, { orderId: quote.orderId }) : [];
      if (!own.some(({ id }) => id === invoiceId)) throw new AppError("not_found");
      return author;
    });
    return serveOrderInvoice(author, invoiceId, LINK_HEADERS);
  });
