import { Readable } from "node:stream";
import { AppError } from "#app/errors.ts";
import { evidenceKey } from "#app/evidence/evidence-store.ts";
import { MEDIA_TYPES } from "#app/evidence/file-kind.ts";
import { contentDisposition } from "#app/evidence/file-name.ts";
import { evidenceRoom } from "#app/evidence.server.ts";
import { answerErrors, asOrganization, requireActor, requireId } from "#app/http/actor.server.ts";
import { getEvidence } from "#app/services/evidence-list.server.ts";
import { toView } from "./evidence-view.server.ts";

type Params = { organizationId?: string | undefined; evidenceId?: string | undefined };

/**
 * The bytes of a file, for members. Whatever they are, a browser runs nothing of them: the answer is a sandbox without
 * an origin, its type is the one that was found, and other sites can't embed it. Inline only what a browser shows.
 */
export function serveFile(request: Request, params: Params, kind: "inline" | "attachment"): Promise<Response> {
  return answerErrors(request, async () => {
    const actor = await requireActor(request, params, "viewer");
    const fileId = requireId(params.evidenceId);
    const file = await asOrganization(request, params, "viewer", (tx) => getEvidence(tx, actor.organizationId, fileId));
    if (file.erased || (kind === "inline" && !toView(file).canPreview)) throw new AppError("not_found");
    const headers = {
      "Content-Type": MEDIA_TYPES[file.kind],
      "Content-Length": String(file.size),
      "Content-Disposition": contentDisposition(kind, file.name),
      "Content-Security-Policy": "sandbox; default-src 'none'",
      "X-Content-Type-Options": "nosniff",
      "Cross-Origin-Resource-Policy": "same-origin",
      "Cache-Control": "private, no-store",
    };
    if (request.method === "HEAD") return new Response(null, { headers });
    const { store } = await evidenceRoom();
    const stream = await store.get(evidenceKey(actor.tenantId, file.sha256, file.id));
    if (!stream) throw new AppError("unavailable", { details: { reason: "evidence_missing" } });
    return new Response(Readable.toWeb(Readable.from(stream)) as ReadableStream<Uint8Array>, { headers });
  });
}
