import { Duplex } from "node:stream";
import { brotliCompressSync, createBrotliCompress, createGzip, gzipSync, constants as of } from "node:zlib";
import { type Coding, codedHeaders, codingFor, packsWell } from "./coding.ts";

/** What is shorter gains nothing. */
const LEAST_BYTES = 1024;

/** As quick as gzip and a tenth smaller; a window of 256 KiB holds most pages, and costs a server little memory for each. */
const BROTLI = { params: { [of.BROTLI_PARAM_QUALITY]: 4, [of.BROTLI_PARAM_LGWIN]: 18 } };
const GZIP = { level: 5 };

/**
 * The answer in a coding that the caller takes; as it is where that makes nothing smaller, or where a tag is held against
 * `If-Match`: a coded answer's is weak, and a weak one matches nothing (RFC 9110 §13.1.1). Streams go through piece by
 * piece, no faster than they are read.
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

/** @param length in bytes; null where it is not known before the end */
export function mayPack(type: string | null | undefined, length: number | null): boolean {
  return (length === null || length >= LEAST_BYTES) && packsWell(type ?? null);
}

/** Bytes that are kept ready, in a coding. */
export function compressWhole(bytes: Uint8Array, coding: Coding): Buffer {
  return coding === "br" ? brotliCompressSync(bytes, BROTLI) : gzipSync(bytes, GZIP);
}

/** A cache between must not give it to those who would have had it smaller, and the other way round. */
function varies(answer: Response): Response {
  const headers = new Headers(answer.headers);
  headers.append("Vary", "Accept-Encoding");
  return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers });
}
