import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, requireActor, requireId } from "#app/access/actor.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { getRun } from "./calculation.server.ts";

/** The inventory document of a run, exactly as it was frozen: what `truetonne calculate` recomputes. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireActor(request, params, "organization.view");
    const { withTenant } = await doors();
    const { document, documentText } = await withTenant(actor, (tx) =>
      getRun(tx, actor.organizationId, requireId(params.runId)),
    );
    const { start, end } = document.period;
    return new Response(request.method === "HEAD" ? null : documentText, {
      headers: {
        "Content-Type": "application/json; charset=utf-8",
        "Content-Disposition": `attachment; filename="inventory-${start}-${end}.json"`,
      },
    });
  });
