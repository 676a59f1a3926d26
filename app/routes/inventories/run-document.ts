import type { LoaderFunctionArgs } from "@remix-run/node";
import { asOrganization, requireId } from "#app/http/actor.server.ts";
import { getRun } from "#app/services/calculation.server.ts";

/** The inventory document of a run, exactly as it was frozen: what `truetonne calculate` recomputes. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "viewer", async (tx, actor) => {
    const run = await getRun(tx, actor.organizationId, requireId(params.runId));
    const { start, end } = run.document.period;
    return new Response(run.documentText, {
      headers: {
        "Content-Type": "application/json; charset=utf-8",
        "Content-Disposition": `attachment; filename="inventory-${start}-${end}.json"`,
      },
    });
  });
