import { Readable } from "node:stream";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, asOrganization, requireActor, requireId } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { evidenceKey } from "#app/files/evidence-store.ts";
import { contentDisposition } from "#app/files/file-name.ts";
import { getOriginal } from "./import-list.server.ts";

/** Downloads the original file. Browsers never display it. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireActor(request, params, "organization.view");
    const importId = requireId(params.importId);
    const file = await asOrganization(request, params, "organization.view", (tx) =>
      getOriginal(tx, actor.organizationId, importId),
    );
    const headers = {
      "Content-Type": "application/octet-stream",
      "Content-Length": String(file.size),
      "Content-Disposition": contentDisposition("attachment", file.fileName),
      "Content-Security-Policy": "sandbox; default-src 'none'",
    };
    if (request.method === "HEAD") return new Response(null, { headers });
    const { store } = await evidenceRoom();
    const stream = await store.get(evidenceKey(actor.tenantId, file.sha256, importId));
    if (!stream) throw new AppError("unavailable", { details: { reason: "original_missing" } });
    return new Response(Readable.toWeb(Readable.from(stream)) as ReadableStream<Uint8Array>, { headers });
  });
