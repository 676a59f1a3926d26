import type { FileFault } from "./file-kind.ts";

/** A photo of a bill has about ten million pixels. Larger images could exhaust a viewer's memory. */
const MAX_PIXELS = 100_000_000;

/** Chunk names as numbers, because a file can have millions of chunks. */
const IHDR = 0x49484452;
const IEND = 0x49454e44;

/** Checks each chunk from the header to the end mark, which must be last. */
export function checkPng(bytes: Uint8Array): FileFault | null {
  const view = viewOf(bytes);
  let at = 8;
  for (let index = 0; at + 12 <= bytes.length; index += 1) {
    const length = view.getUint32(at);
    const type = view.getUint32(at + 4);
    if (index === 0) {
      if (type !== IHDR || length !== 13 || bytes.length < 33) return "damaged";
      const fault = checkPixels(view.getUint32(at + 8), view.getUint32(at + 12));
      if (fault) return fault;
    }
    at += 12 + length;
    if (type === IEND) return at === bytes.length ? null : at > bytes.length ? "damaged" : "polyglot";
  }
  return "damaged";
}

/**
 * Checks the segments up to the first scan, which contain the size, and then the end mark. Cameras add their own data
 * after it.
 */
export function checkJpeg(bytes: Uint8Array): FileFault | null {
  const view = viewOf(bytes);
  let hasSize = false;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return "damaged";
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xda) return hasSize && hasEnd(bytes, at) ? null : "damaged";
    const length = view.getUint16(at + 2);
    if (length < 2) return "damaged";
    if (isFrame(marker)) {
      if (at + 9 > bytes.length) return "damaged";
      const fault = checkPixels(view.getUint16(at + 7), view.getUint16(at + 5));
      if (fault) return fault;
      hasSize = true;
    }
    at += 2 + length;
  }
  return "damaged";
}

/** SOF0 to SOF15, except the tables among them (DHT, JPG, DAC). */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function hasEnd(bytes: Uint8Array, from: number): boolean {
  for (let at = bytes.length - 2; at > from; at -= 1) {
    if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true;
  }
  return false;
}

/** A RIFF container of the stated length that contains an image with a stated size. */
export function checkWebp(bytes: Uint8Array): FileFault | null {
  if (bytes.length < 30) return "damaged";
  const view = viewOf(bytes);
  const stated = view.getUint32(4, true) + 8;
  if (stated > bytes.length) return "damaged";
  if (stated + (stated % 2) < bytes.length) return "polyglot";
  switch (asciiOf(bytes, 12, 4)) {
    case "VP8 ":
      return checkPixels(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
    case "VP8L": {
      const bits = view.getUint32(21, true);
      return bytes[20] === 0x2f ? checkPixels((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1) : "damaged";
    }
    case "VP8X":
      return checkPixels((view.getUint32(24, true) & 0xffffff) + 1, (view.getUint32(26, true) >>> 8) + 1);
    default:
      return "damaged";
  }
}

function checkPixels(width: number, height: number): FileFault | null {
  if (width === 0 || height === 0) return "damaged";
  return width * height > MAX_PIXELS ? "too_many_pixels" : null;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function asciiOf(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
