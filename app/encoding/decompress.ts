import { type Bytes, collectBytes, ownBytes } from "./bytes.ts";
import { TransparencyError } from "./transparency-error.ts";

/** `deflate` is the zlib format (RFC 1950) that PDF streams use; `gzip` is RFC 1952. */
export type CompressionFormat = "deflate" | "gzip";

/** gzip without a time and a file name in its header. */
export async function compressGzip(bytes: Uint8Array): Promise<Bytes> {
  return readAll(pipe(bytes, new CompressionStream("gzip")), Number.POSITIVE_INFINITY);
}

/**
 * Decompresses at most `limit` bytes, because a small file may expand to gigabytes. Throws `too_large` beyond the limit
 * and `damaged_compression` for anything that is not exactly one stream of the format.
 */
export async function decompress(bytes: Uint8Array, format: CompressionFormat, limit: number): Promise<Bytes> {
  try {
    return await readAll(pipe(bytes, new DecompressionStream(format)), limit);
  } catch (error) {
    if (error instanceof TransparencyError) throw error;
    throw new TransparencyError("damaged_compression");
  }
}

function pipe(bytes: Uint8Array, through: CompressionStream | DecompressionStream): ReadableStream<Uint8Array> {
  return new Blob([ownBytes(bytes)]).stream().pipeThrough(through);
}

async function readAll(stream: ReadableStream<Uint8Array>, limit: number): Promise<Bytes> {
  const bytes = await collectBytes(stream, limit);
  if (bytes === null) throw new TransparencyError("too_large", { limit: `${limit}` });
  return bytes;
}
