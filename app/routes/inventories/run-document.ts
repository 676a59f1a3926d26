import { Readable } from "node:stream";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { asOrganization, requireId } from "#app/http/actor.server.ts";
import { getRunInParts } from "#app/services/calculation.server.ts";
import { spoolDocument } from "#app/services/calculation-document.server.ts";

/** The inventory document of a run, exactly as it was frozen: what `truetonne calculate` recomputes. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "viewer", async (tx, actor) => {
    const run = await getRunInParts(tx, actor.organizationId, requireId(params.runId));
    const { start, end } = run.parts.head.period;
    const body = Readable.toWeb(Readable.from(await spoolDocument(run.parts))) as ReadableStream<Uint8Array>;
    return new Response(body, {
      headers: {
        "Content-Type": "application/json; charset=utf-8",
        "Content-Disposition": `attachment; filename="inventory-${start}-${end}.json"`,
      },
    });
  });
