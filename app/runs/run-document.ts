import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, requireActor, requireId } from "#app/access/actor.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { streamBody } from "#app/http/stream-body.ts";
import { getRunInParts } from "./calculation.server.ts";
import { documentChunks } from "./calculation-document.server.ts";

/** The inventory document of a run, exactly as it was frozen: what `truetonne calculate` recomputes. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireActor(request, params, "organization.view");
    const { withTenant } = await doors();
    const runId = requireId(params.runId);
    const run = await withTenant(actor, (tx) =>
      getRunInParts(tx, actor.organizationId, runId, (work) => withTenant(actor, work)),
    );
    const { start, end } = run.parts.head.period;
    const body = request.method === "HEAD" ? null : (run.wholeText ?? streamBody(documentChunks(run.parts)));
    return new Response(body, {
      headers: {
        "Content-Type": "application/json; charset=utf-8",
        "Content-Disposition": `attachment; filename="inventory-${start}-${end}.json"`,
      },
    });
  });
