import { TransparencyError } from "./transparency-error.ts";

/** Bytes that WebCrypto and the stream classes accept. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes in a buffer that is not shared. Copied only if they are in shared memory. */
export function ownBytes(bytes: Uint8Array): Bytes {
  return bytes.buffer instanceof ArrayBuffer ? (bytes as Bytes) : new Uint8Array(bytes);
}

export function concatBytes(...parts: Uint8Array[]): Bytes {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Reads a stream to its end. Null if it holds more than the limit. */
export async function collectBytes(stream: ReadableStream<Uint8Array>, limit: number): Promise<Bytes | null> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    length += step.value.length;
    if (length > limit) {
      await reader.cancel();
      return null;
    }
    parts.push(step.value);
  }
  return concatBytes(...parts);
}

/** Compares public values (hashes, keys). Not constant-time. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, position) => byte === b[position]);
}

export function encodeUtf8(text: string): Bytes {
  return ownBytes(new TextEncoder().encode(text));
}

/** Strict: an invalid sequence throws `invalid_utf8`, and a byte order mark stays in the text. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new TransparencyError("invalid_utf8");
  }
}
