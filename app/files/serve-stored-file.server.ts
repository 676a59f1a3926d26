import { Readable } from "node:stream";
import type { Actor } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { translator } from "#app/i18n/index.ts";
import { evidenceRoom } from "./evidence-room.server.ts";
import { evidenceKey } from "./evidence-store.ts";
import { type FileKind, MEDIA_TYPES } from "./file-kind.ts";
import { contentDisposition } from "./file-name.ts";
import { makeSharedCopy } from "./shared-copy.server.ts";

interface ServedFile {
  id: string;
  name: string;
  kind: FileKind;
  size: number;
  sha256: string;
}

/** Members of the organization get the original. Others get photos without metadata. */
type FileReader = "member" | "outsider";

/** A person acting for a consultancy belongs to another company. */
export function readerOf({ acting }: Pick<Actor, "acting">): FileReader {
  return acting ? "outsider" : "member";
}

/**
 * Serves an uploaded file. Browsers never execute it: the response is sandboxed without an origin, its type is the
 * detected one, and other sites can't embed it.
 */
export async function serveStoredFile(
  request: Request,
  tenantId: string,
  file: ServedFile,
  { as, to }: { as: "inline" | "attachment"; to: FileReader },
): Promise<Response> {
  const headers = {
    "Content-Type": MEDIA_TYPES[file.kind],
    "Content-Disposition": contentDisposition(as, file.name),
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
  };
  const whole = { "Content-Length": String(file.size) };
  if (request.method === "HEAD")
    return new Response(null, { headers: to === "member" ? { ...headers, ...whole } : headers });
  const { store } = await evidenceRoom();
  const stream = await store.get(evidenceKey(tenantId, file.sha256, file.id));
  if (!stream) throw new AppError("unavailable", { details: { reason: "evidence_missing" } });
  if (to === "member") return new Response(toBody(stream), { headers: { ...headers, ...whole } });
  const copy = await makeSharedCopy(stream, file);
  if (!copy) return refusePhoto(request, file);
  const ofCopy = { "Content-Length": String(copy.size), "Repr-Digest": `sha-256=:${toBase64(copy.sha256)}:` };
  return new Response(toBody(copy.bytes), { headers: { ...headers, ...ofCopy } });
}

function toBody(bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): ReadableStream<Uint8Array> {
  return Readable.toWeb(Readable.from(bytes)) as ReadableStream<Uint8Array>;
}

function toBase64(hex: string): string {
  return Buffer.from(hex, "hex").toString("base64");
}

/** The metadata could reveal more than the owner meant to share. */
function refusePhoto(request: Request, { name }: ServedFile): Response {
  const code = "photo_metadata";
  const { title, text } = translator(localeOf(request)).error[code];
  const status = 409;
  return Response.json({ title, detail: `${name}: ${text}`, status, code, file: name }, { status });
}
