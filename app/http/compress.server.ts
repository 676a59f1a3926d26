import { Duplex } from "node:stream";
import { brotliCompressSync, createBrotliCompress, createGzip, gzipSync, constants as of } from "node:zlib";
import { type Coding, codedHeaders, codingFor, packsWell } from "./coding.ts";

/** Smaller answers gain nothing from compression. */
const LEAST_BYTES = 1024;

/** As fast as gzip and a tenth smaller. A window of 256 KiB holds most pages and costs the server little memory. */
const BROTLI = { params: { [of.BROTLI_PARAM_QUALITY]: 4, [of.BROTLI_PARAM_LGWIN]: 18 } };
const GZIP = { level: 5 };

/**
 * Compresses an answer in a coding that the client accepts. The answer is unchanged if that saves nothing, or for
 * `If-Match`: a coded answer has a weak tag, and weak tags never match (RFC 9110 §13.1.1). Streams are compressed in
 * pieces, only as fast as they are read.
 */
export function compress(request: Request, answer: Response): Response {
  const { body, headers, status, statusText } = answer;
  const length = headers.get("content-length");
  const isPlain = body !== null && !headers.has("content-encoding") && status !== 206;
  const isMatched = headers.has("etag") && !headers.get("cache-control")?.startsWith("public");
  if (!isPlain || isMatched || !mayPack(headers.get("content-type"), length === null ? null : Number(length)))
    return answer;
  const coding = codingFor(request.headers.get("accept-encoding"));
  if (coding === null) return varies(answer);
  const packing = Duplex.toWeb(coding === "br" ? createBrotliCompress(BROTLI) : createGzip(GZIP));
  const packed = body.pipeThrough(packing as TransformStream<Uint8Array, Uint8Array>);
  return new Response(packed, { status, statusText, headers: codedHeaders(headers, coding) });
}

/** @param length in bytes, null if it is unknown before the end */
export function mayPack(type: string | null | undefined, length: number | null): boolean {
  return (length === null || length >= LEAST_BYTES) && packsWell(type ?? null);
}

export function compressWhole(bytes: Uint8Array, coding: Coding): Buffer {
  return coding === "br" ? brotliCompressSync(bytes, BROTLI) : gzipSync(bytes, GZIP);
}

/** A shared cache must not give the coded answer to clients that don't accept it, or the reverse. */
function varies(answer: Response): Response {
  const headers = new Headers(answer.headers);
  headers.append("Vary", "Accept-Encoding");
  return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers });
}
