import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, requireId } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { LINK_HEADERS } from "#app/requests/recipient.server.ts";
import { serveTradeDocument } from "#app/trade/document/serve-document.server.ts";
import { getCreditNote, getInvoice } from "#app/trade/invoice/invoice-list.server.ts";
import { asClient, requireQuoteLink } from "./quote-door.server.ts";

/** The PDF of a credit note for an invoice of the order behind the link. Other credit notes answer 404. */
export const loader = ({ request, params, context }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const link = await requireQuoteLink(params.token, context.clientAddress);
    const creditNoteId = requireId(params.creditNoteId);
    const author = await asClient(link, async (tx, { quote, author }) => {
      const { invoiceId } = await getCreditNote(tx, creditNoteId);
      const { orderId } = await getInvoice(tx, invoiceId);
      if (!quote.orderId || orderId !== quote.orderId) throw new AppError("not_found");
      return author;
    });
    return serveTradeDocument(author, { kind: "credit_note", id: creditNoteId }, LINK_HEADERS);
  });
