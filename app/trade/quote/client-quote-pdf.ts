import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors } from "#app/access/actor.server.ts";
import { LINK_HEADERS } from "#app/requests/recipient.server.ts";
import { serveTradeDocument } from "#app/trade/document/serve-document.server.ts";
import { asClient, requireQuoteLink } from "./quote-door.server.ts";

export const loader = ({ request, params, context }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const door = await requireQuoteLink(params, context.clientAddress);
    const { author, quote } = await asClient(door, async (_, open) => open);
    return serveTradeDocument(author, { kind: "quote", id: quote.id }, LINK_HEADERS);
  });
