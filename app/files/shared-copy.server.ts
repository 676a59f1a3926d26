import { createHash } from "node:crypto";
import type { FileKind } from "./file-kind.ts";
import { isPhoto, stripPhoto } from "./photo/strip-photo.ts";

/** The version of a stored file for readers outside its organization. */
export interface SharedCopy {
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  sha256: string;
  size: number;
  isOriginal: boolean;
}

/**
 * A photo without metadata such as place, time and device. Other files are unchanged. The original stays in the store
 * under its own hash.
 *
 * @returns null for a photo whose metadata can't be removed; it isn't shared
 */
export async function makeSharedCopy(
  stream: AsyncIterable<Uint8Array>,
  { kind, sha256, size }: { kind: FileKind; sha256: string; size: number },
): Promise<SharedCopy | null> {
  if (!isPhoto(kind)) return { bytes: stream, sha256, size, isOriginal: true };
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  const copy = stripPhoto(kind, Buffer.concat(chunks));
  if (!copy) return null;
  const hash = createHash("sha256").update(copy).digest("hex");
  return { bytes: [copy], sha256: hash, size: copy.length, isOriginal: hash === sha256 };
}
