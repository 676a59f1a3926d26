import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, requireId, requireTenantActor } from "#app/access/actor.server.ts";
import { serveTradeDocument } from "./serve-document.server.ts";

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireTenantActor(request, params, "view");
    return serveTradeDocument(actor, "credit_note", requireId(params.creditNoteId));
  });
