import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, requireId, requireTenantActor } from "#app/access/actor.server.ts";
import { serveTradeDocument } from "#app/trade/document/serve-document.server.ts";

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireTenantActor(request, params, "workspace.view");
    return serveTradeDocument(actor, { kind: "contract", id: requireId(params.orderId) });
  });
