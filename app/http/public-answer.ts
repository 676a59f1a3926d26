import { createHash } from "node:crypto";

const FOR_EVER_SECONDS = 31_536_000;

/** Headers of an answer that is the same for every client and may be cached for some time. */
function publicHeaders(type: string, seconds: number): Record<string, string> {
  const lasts = seconds >= FOR_EVER_SECONDS ? ", immutable" : "";
  return {
    "Content-Type": type,
    "Cache-Control": `public, max-age=${seconds}${lasts}`,
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
  };
}

/** A public text, such as a checkpoint or a key set, that may be cached for some seconds. */
export function publicText(text: string, type: string, seconds: number): Response {
  return new Response(text, { headers: { ...publicHeaders(type, seconds), ETag: tagOf(text) } });
}

/** Public bytes that never change, such as a full tile. `fileName` offers them as a download. */
export function publicBytes(
  bytes: Uint8Array,
  type: string,
  options: { fileName?: string; seconds?: number } = {},
): Response {
  const headers = publicHeaders(type, options.seconds ?? FOR_EVER_SECONDS);
  const body = new Uint8Array(bytes);
  const download = options.fileName ? { "Content-Disposition": `attachment; filename="${options.fileName}"` } : {};
  const size = { "Content-Length": String(body.byteLength), ETag: tagOf(body) };
  return new Response(body, { headers: { ...headers, ...download, ...size } });
}

/** A tag of exactly these bytes, so that a change, such as a withdrawal, shows at the next request. */
export function tagOf(content: string | Uint8Array): string {
  return `"${createHash("sha256").update(content).digest("base64url").slice(0, 22)}"`;
}

/** The answer, or 304 if the client already has it (RFC 9110 §13.1.2). */
export function unlessHeld(request: Request, answer: Response): Response {
  const tag = answer.headers.get("etag");
  if (tag === null || answer.status !== 200 || (request.method !== "GET" && request.method !== "HEAD")) return answer;
  const held = (request.headers.get("if-none-match") ?? "").split(",").map((one) => one.trim().replace(/^W\//, ""));
  if (!held.includes("*") && !held.includes(tag.replace(/^W\//, ""))) return answer;
  const headers = new Headers(answer.headers);
  for (const name of ["Content-Length", "Content-Type", "Content-Disposition"]) headers.delete(name);
  void answer.body?.cancel();
  return new Response(null, { status: 304, headers });
}
