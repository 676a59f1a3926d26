import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { LINK_HEADERS } from "#app/requests/recipient.server.ts";
import { serveTradeDocument } from "#app/trade/document/serve-document.server.ts";
import { asClient, requireQuoteLink } from "./quote-door.server.ts";

export const loader = ({ request, params, context }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const door = await requireQuoteLink(params, context.clientAddress);
    const { author, quote } = await asClient(door, async (_, open) => open);
    if (!quote.orderId) throw new AppError("not_found");
    return serveTradeDocument(author, { kind: "contract", id: quote.orderId }, LINK_HEADERS);
  });
