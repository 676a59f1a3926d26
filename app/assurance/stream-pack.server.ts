import { Readable } from "node:stream";
import { type PackRequest, writePack } from "./pack.server.ts";

/** The pack is generated while it is downloaded. */
export function packAnswer(request: PackRequest, name: string): Response {
  const body = Readable.toWeb(Readable.from(writePack(request))) as ReadableStream<Uint8Array>;
  return new Response(body, {
    headers: {
      "Content-Type": "application/zip",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "private, no-store",
    },
  });
}
