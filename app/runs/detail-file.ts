import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, requireActor, requireId } from "#app/access/actor.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { streamBody } from "#app/http/stream-body.ts";
import { requireRun } from "./calculation.server.ts";
import { detailFile } from "./run-detail.server.ts";

/** The records behind all lines of a run, piece by piece: what `truetonne detail verify` holds against its document. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireActor(request, params, "organization.view");
    const { withTenant } = await doors();
    const runId = requireId(params.runId);
    await withTenant(actor, (tx) => requireRun(tx, actor.organizationId, runId));
    const read = <T>(work: Parameters<typeof withTenant<T>>[1]) => withTenant(actor, work);
    return new Response(request.method === "HEAD" ? null : streamBody(detailFile(read, runId)), {
      headers: {
        "Content-Type": "application/x-ndjson; charset=utf-8",
        "Content-Disposition": 'attachment; filename="records.ndjson"',
      },
    });
  });
