import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, requireId, requireTenantActor } from "#app/access/actor.server.ts";
import { serveFacturX } from "#app/trade/einvoice/serve-einvoice.server.ts";

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireTenantActor(request, params, "workspace.view");
    return serveFacturX(actor, { kind: "credit_note", id: requireId(params.creditNoteId) });
  });
