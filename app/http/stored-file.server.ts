import { Readable } from "node:stream";
import { AppError } from "#app/errors.ts";
import { evidenceKey } from "#app/evidence/evidence-store.ts";
import { type FileKind, MEDIA_TYPES } from "#app/evidence/file-kind.ts";
import { contentDisposition } from "#app/evidence/file-name.ts";
import { evidenceRoom } from "#app/evidence.server.ts";

/** A kept file, as far as serving it needs. */
interface ServedFile {
  id: string;
  name: string;
  kind: FileKind;
  size: number;
  sha256: string;
}

/**
 * The bytes of a file that somebody sent us. Whatever they are, a browser runs nothing of them: the answer is a sandbox
 * without an origin, its type is the one that was found, and other sites can't embed it.
 */
export async function serveStoredFile(
  request: Request,
  tenantId: string,
  file: ServedFile,
  kind: "inline" | "attachment",
): Promise<Response> {
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
  const stream = await store.get(evidenceKey(tenantId, file.sha256, file.id));
  if (!stream) throw new AppError("unavailable", { details: { reason: "evidence_missing" } });
  return new Response(Readable.toWeb(Readable.from(stream)) as ReadableStream<Uint8Array>, { headers });
}
