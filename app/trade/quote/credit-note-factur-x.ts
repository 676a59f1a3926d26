import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors } from "#app/access/actor.server.ts";
import { LINK_HEADERS } from "#app/requests/recipient.server.ts";
import { serveFacturX } from "#app/trade/einvoice/serve-einvoice.server.ts";
import { openOwnDocument } from "./own-document.server.ts";

export const loader = (routed: LoaderFunctionArgs) =>
  answerErrors(routed.request, async () => {
    const { author, asked } = await openOwnDocument("credit_note", routed);
    return serveFacturX(author, asked, LINK_HEADERS);
  });
