import { crc32 } from "node:zlib";
import { chunkName } from "./chunk-name.ts";
import { readOrientation, UPRIGHT, writeOrientation } from "./orientation.ts";
import { assertFew, UnreadablePhoto } from "./unreadable-photo.ts";

/** Chunks that a decoder needs for one picture. Texts, times, EXIF, further frames and vendor chunks are removed. */
const KEPT = new Set([
  "IHDR",
  "PLTE",
  "IDAT",
  "tRNS",
  "cHRM",
  "gAMA",
  "iCCP",
  "sBIT",
  "sRGB",
  "cICP",
  "mDCV",
  "cLLI",
  "bKGD",
  "hIST",
  "pHYs",
]);

/**
 * Copies the chunks for picture and colours, and writes the orientation again.
 *
 * @throws UnreadablePhoto
 */
export function stripPng(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header: Uint8Array[] = [bytes.subarray(0, 8)];
  const kept: Uint8Array[] = [];
  let orientation = UPRIGHT;
  for (let [at, count] = [8, 0]; at + 12 <= bytes.length; count += 1) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) throw new UnreadablePhoto();
    const chunk = bytes.subarray(at, end);
    const type = chunkName(bytes, at + 4);
    assertFew(count);
    if (type === "IHDR") header.push(chunk);
    else if (KEPT.has(type)) kept.push(chunk);
    else if (type === "eXIf" && orientation === UPRIGHT) orientation = readOrientation(chunk.subarray(8, -4));
    else if (type === "IEND") {
      const exif = orientation === UPRIGHT ? [] : [makeChunk("eXIf", writeOrientation(orientation))];
      return [...header, ...exif, ...kept, chunk];
    }
    at = end;
  }
  throw new UnreadablePhoto();
}

function makeChunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
