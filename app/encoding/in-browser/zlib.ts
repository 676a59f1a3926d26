/** What the reader of workbooks uses of `node:zlib`, for a browser. The build of the pages puts it in its place. */
import { inflateSync } from "fflate";
import { Buffer } from "./buffer.ts";

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

export function crc32(bytes: Uint8Array, start = 0): number {
  let value = ~start;
  for (const byte of bytes) value = TABLE[(value ^ byte) & 0xff]! ^ (value >>> 8);
  return ~value >>> 0;
}

/** Output beyond the limit is dropped, so that its length differs from the declared one. */
export function inflateRawSync(bytes: Uint8Array, { maxOutputLength }: { maxOutputLength: number }) {
  const inflated = inflateSync(bytes, { out: new Uint8Array(maxOutputLength) });
  return Buffer.from(inflated.buffer as ArrayBuffer, inflated.byteOffset, inflated.byteLength);
}
