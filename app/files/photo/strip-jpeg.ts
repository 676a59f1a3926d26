import { readOrientation, UPRIGHT, writeOrientation } from "./orientation.ts";
import { assertFew, UnreadablePhoto } from "./unreadable-photo.ts";

const SOS = 0xda;
const EOI = 0xd9;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
/** The part of APP0 and APP14 that a decoder needs. A thumbnail or other data can follow. */
const JFIF_BYTES = 12;
const ADOBE_BYTES = 12;

/**
 * Copies what a decoder needs: frames, tables, scans and the colour profile. Everything else is removed: EXIF, XMP,
 * IPTC, comments, thumbnails, vendor segments, and data after the end, such as a second picture.
 *
 * @throws UnreadablePhoto
 */
export function stripJpeg(bytes: Uint8Array): Uint8Array[] {
  const kept: Uint8Array[] = [];
  let jfif: Uint8Array | undefined;
  let orientation = UPRIGHT;
  for (let [at, count] = [2, 0]; ; count += 1) {
    const { marker, start, end } = segmentAt(bytes, at);
    const segment = bytes.subarray(start, end);
    assertFew(count);
    at = end;
    if (marker === EOI) {
      const exif = orientation === UPRIGHT ? [] : [makeSegment(APP1, "Exif\0\0", writeOrientation(orientation))];
      return [bytes.subarray(0, 2), ...(jfif ? [jfif] : []), ...exif, ...kept, segment];
    }
    if (marker === SOS) {
      at = endOfScan(bytes, end);
      kept.push(bytes.subarray(start, at));
    } else if (isForDecoder(marker) || (marker === APP2 && begins(segment, "ICC_PROFILE\0"))) kept.push(segment);
    else if (marker === APP0 && begins(segment, "JFIF\0")) jfif ??= makeJfif(segment);
    else if (marker === APP14 && begins(segment, "Adobe")) kept.push(...makeAdobe(segment));
    else if (marker === APP1 && begins(segment, "Exif\0\0") && orientation === UPRIGHT)
      orientation = readOrientation(segment.subarray(10));
  }
}

/** Frames (SOF0 to SOF15), Huffman and arithmetic tables, quantization, lines, restarts and hierarchy. */
function isForDecoder(marker: number): boolean {
  return (marker >= 0xc0 && marker <= 0xcf) || (marker >= 0xdb && marker <= 0xdf);
}

function segmentAt(bytes: Uint8Array, from: number): { marker: number; start: number; end: number } {
  let start = from;
  if (bytes[start] !== 0xff) throw new UnreadablePhoto();
  while (bytes[start + 1] === 0xff) start += 1;
  const marker = bytes[start + 1] ?? 0;
  if (marker === EOI) return { marker, start, end: start + 2 };
  // Lower markers are restarts, a second start, or undefined.
  if (marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd8)) throw new UnreadablePhoto();
  const end = start + 2 + ((bytes[start + 2] ?? 0) << 8) + (bytes[start + 3] ?? 0);
  if (end < start + 4 || end > bytes.length) throw new UnreadablePhoto();
  return { marker, start, end };
}

/** The end of a scan: the first marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at += 1) {
    if (bytes[at] !== 0xff) continue;
    const next = bytes[at + 1]!;
    if (next === 0 || (next >= 0xd0 && next <= 0xd7)) at += 1;
    else if (next !== 0xff) return at;
  }
  throw new UnreadablePhoto();
}

/** Without the optional thumbnail. */
function makeJfif(segment: Uint8Array): Uint8Array {
  if (segment.length < 4 + JFIF_BYTES) throw new UnreadablePhoto();
  return makeSegment(APP0, "", segment.subarray(4, 4 + JFIF_BYTES), new Uint8Array(2));
}

/** The colour transform. */
function makeAdobe(segment: Uint8Array): Uint8Array[] {
  if (segment.length < 4 + ADOBE_BYTES) return [];
  return [makeSegment(APP14, "", segment.subarray(4, 4 + ADOBE_BYTES))];
}

function makeSegment(marker: number, name: string, ...parts: Uint8Array[]): Uint8Array {
  const body = Buffer.concat([Buffer.from(name, "latin1"), ...parts]);
  return Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff]), body]);
}

function begins(segment: Uint8Array, name: string): boolean {
  return (
    Buffer.from(segment.buffer, segment.byteOffset, segment.byteLength).toString("latin1", 4, 4 + name.length) === name
  );
}
