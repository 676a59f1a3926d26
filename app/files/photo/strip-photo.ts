import type { FileKind } from "#app/files/file-kind.ts";
import { stripJpeg } from "./strip-jpeg.ts";
import { stripPng } from "./strip-png.ts";
import { stripWebp } from "./strip-webp.ts";
import { UnreadablePhoto } from "./unreadable-photo.ts";

/** Types written by cameras, which can contain place, time and owner. */
const STRIPPERS: Partial<Record<FileKind, (bytes: Uint8Array) => Uint8Array[]>> = {
  jpeg: stripJpeg,
  png: stripPng,
  webp: stripWebp,
};

export function isPhoto(kind: FileKind): boolean {
  return kind in STRIPPERS;
}

/**
 * Removes a photo's metadata. The picture's bytes are copied without decoding, and orientation and colour profile are
 * kept. Unknown parts are removed.
 *
 * @returns null if the structure can't be parsed; the photo must then not leave the workspace
 */
export function stripPhoto(kind: FileKind, bytes: Uint8Array): Uint8Array | null {
  const strip = STRIPPERS[kind];
  if (!strip) return null;
  try {
    return Buffer.concat(strip(bytes));
  } catch (error) {
    if (error instanceof UnreadablePhoto) return null;
    throw error;
  }
}
