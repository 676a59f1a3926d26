import type { FileKind } from "#app/files/file-kind.ts";
import { stripJpeg } from "./strip-jpeg.ts";
import { stripPng } from "./strip-png.ts";
import { stripWebp } from "./strip-webp.ts";
import { UnreadablePhoto } from "./unreadable-photo.ts";

/** The kinds of evidence that a camera writes, with where and when it was and whose it is. */
const STRIPPERS: Partial<Record<FileKind, (bytes: Uint8Array) => Uint8Array[]>> = {
  jpeg: stripJpeg,
  png: stripPng,
  webp: stripWebp,
};

export function isPhoto(kind: FileKind): boolean {
  return kind in STRIPPERS;
}

/**
 * A photo without its metadata: the picture's own bytes are copied, none is decoded or encoded again, and orientation and
 * color profile stay. What isn't known to belong to the picture is left out.
 *
 * @returns null where its structure can't be followed; it must not leave the workspace then
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
