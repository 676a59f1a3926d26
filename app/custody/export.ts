import { Readable } from "node:stream";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, EVEN_CLOSED, inTenant, requireId, requireTenantActor } from "#app/access/actor.server.ts";
import { utcDay } from "#app/day/day.ts";
import { AppError } from "#app/encoding/errors.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { evidenceKey } from "#app/files/evidence-store.ts";
import { getExport, noteDownload } from "./tenant-export.server.ts";

/** Download of an available archive, for managers of the workspace. The audit trail records each download. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const exportId = requireId(params.exportId);
    const actor = await requireTenantActor(request, params, "workspace.manage", EVEN_CLOSED);
    const made = await inTenant(actor, async (tx) => {
      const made = await getExport(tx, exportId);
      if (request.method !== "HEAD") await noteDownload(tx, actor, made);
      return made;
    });
    const headers = {
      "Content-Type": "application/zip",
      "Content-Length": String(made.size),
      "Content-Disposition": `attachment; filename="truetonne-${utcDay(new Date(made.madeAt))}.zip"`,
      "Cache-Control": "private, no-store",
    };
    if (request.method === "HEAD") return new Response(null, { headers });
    const { store } = await evidenceRoom();
    const bytes = await store.get(evidenceKey(actor.tenantId, made.sha256, made.id));
    if (!bytes) throw new AppError("not_found");
    return new Response(Readable.toWeb(Readable.from(bytes)) as ReadableStream<Uint8Array>, { headers });
  });
