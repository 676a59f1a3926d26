const FOR_EVER_SECONDS = 31_536_000;

/** Headers of an answer that anyone may have and keep for a while; none of it depends on who asks. */
function publicHeaders(type: string, seconds: number): Record<string, string> {
  const lasts = seconds >= FOR_EVER_SECONDS ? ", immutable" : "";
  return {
    "Content-Type": type,
    "Cache-Control": `public, max-age=${seconds}${lasts}`,
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
  };
}

/** A public text, such as a checkpoint or a key set, that may be kept for some seconds. */
export function publicText(text: string, type: string, seconds: number): Response {
  return new Response(text, { headers: publicHeaders(type, seconds) });
}

/** Public bytes that never change, such as a full tile; `fileName` offers them as a download. */
export function publicBytes(
  bytes: Uint8Array,
  type: string,
  options: { fileName?: string; seconds?: number } = {},
): Response {
  const headers = publicHeaders(type, options.seconds ?? FOR_EVER_SECONDS);
  const body = new Uint8Array(bytes);
  const download = options.fileName ? { "Content-Disposition": `attachment; filename="${options.fileName}"` } : {};
  return new Response(body, { headers: { ...headers, ...download, "Content-Length": String(body.byteLength) } });
}
