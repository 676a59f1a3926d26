import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, requireId, requireTenantActor } from "#app/access/actor.server.ts";
import { serveQuote } from "./serve-quote.server.ts";

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireTenantActor(request, params, "view");
    return serveQuote(actor, requireId(params.quoteId));
  });
