import { inflateSync } from "node:zlib";
import { checkJpeg, checkPng } from "#app/files/image-structure.ts";

/** A picture allowed on a cover. */
export interface Logo {
  mediaType: "image/png" | "image/jpeg";
  width: number;
  height: number;
}

/** Why a picture is refused: each has a sentence with the fix. */
export type LogoFault = "not_a_picture" | "damaged" | "too_large" | "too_many_pixels" | "unusual_png" | "unusual_jpeg";

export const LARGEST_LOGO_BYTES = 512 * 1024;
const LARGEST_SIDE = 2000;

/**
 * Looks at a picture from its first byte to its last. PNG: 8 bits a channel, not interlaced, and its pixels unfold to
 * exactly their size. JPEG: baseline or progressive, 8 bits, grey or in three colours, since a page of PDF/A-3 has one
 * colour space. Profiles inside are not used.
 */
export function readLogo(bytes: Uint8Array): Logo | { fault: LogoFault } {
  if (bytes.length > LARGEST_LOGO_BYTES) return { fault: "too_large" };
  const head = Buffer.from(bytes.subarray(0, 8)).toString("latin1");
  if (head === "\u0089PNG\r\n\u001a\n") return readPng(bytes);
  return head.startsWith("\u00ff\u00d8\u00ff") ? readJpeg(bytes) : { fault: "not_a_picture" };
}

function readPng(bytes: Uint8Array): Logo | { fault: LogoFault } {
  if (checkPng(bytes)) return { fault: "damaged" };
  const file = Buffer.from(bytes);
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  if (width > LARGEST_SIDE || height > LARGEST_SIDE) return { fault: "too_many_pixels" };
  const [depth, color, interlace] = [file[24]!, file[25]!, file[28]!];
  const channels = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }[color];
  if (depth !== 8 || interlace !== 0 || !channels) return { fault: "unusual_png" };
  const size = (width * channels + 1) * height;
  try {
    if (inflateSync(pixelsOf(file), { maxOutputLength: size }).length !== size) return { fault: "damaged" };
  } catch {
    return { fault: "damaged" };
  }
  return { mediaType: "image/png", width, height };
}

function pixelsOf(file: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    const isPixels = file.subarray(at + 4, at + 8).toString("latin1") === "IDAT";
    if (isPixels) parts.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  }
  return Buffer.concat(parts);
}

function readJpeg(bytes: Uint8Array): Logo | { fault: LogoFault } {
  if (checkJpeg(bytes)) return { fault: "damaged" };
  const file = Buffer.from(bytes);
  for (let at = 2; at + 10 <= file.length; ) {
    const marker = file[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xc0 || marker === 0xc1 || marker === 0xc2) {
      const [height, width, channels] = [file.readUInt16BE(at + 5), file.readUInt16BE(at + 7), file[at + 9]!];
      if (width > LARGEST_SIDE || height > LARGEST_SIDE) return { fault: "too_many_pixels" };
      if (file[at + 4] !== 8 || (channels !== 1 && channels !== 3)) return { fault: "unusual_jpeg" };
      return { mediaType: "image/jpeg", width, height };
    }
    if (marker >= 0xc3 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) break;
    at += 2 + file.readUInt16BE(at + 2);
  }
  return { fault: "unusual_jpeg" };
}
