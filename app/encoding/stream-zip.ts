import { createHash } from "node:crypto";
import { Zip, ZipPassThrough } from "fflate";

/** One file of an archive, whose bytes are produced on demand. */
export interface PackEntry {
  /** With `/` between folders. Never from user input. */
  path: string;
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

export interface PackedFile {
  path: string;
  size: number;
  sha256: string;
}

/** Limit of a ZIP without the 64-bit extension. Beyond it, readers would see another file than was written. */
const MOST_BYTES = 0xffff_ffff;
const MOST_FILES = 0xffff;

/**
 * A ZIP archive as a stream, with the files in their given order, uncompressed and with one fixed time, so that the
 * same files give the same bytes. Never holds a whole file in memory.
 *
 * @param onPacked called for each written file with its size and SHA-256
 * @throws Error if the archive would exceed the ZIP limits
 */
export async function* streamZip(
  entries: AsyncIterable<PackEntry>,
  onPacked: (file: PackedFile) => void,
): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error) failure = error;
    else ready.push(chunk);
  });
  let [total, count] = [0, 0];
  const take = (): Uint8Array[] => {
    if (failure) throw failure;
    const taken = ready;
    ready = [];
    for (const chunk of taken) total += chunk.length;
    if (total > MOST_BYTES || count > MOST_FILES) throw new Error("the pack is too large for one archive");
    return taken;
  };
  for await (const { path, bytes } of entries) {
    count += 1;
    const file = new ZipPassThrough(path);
    // Local midnight, because the archiver writes local time. The bytes are then the same in every time zone.
    file.mtime = new Date(1980, 0, 1);
    zip.add(file);
    const hash = createHash("sha256");
    let size = 0;
    for await (const chunk of bytes) {
      hash.update(chunk);
      size += chunk.length;
      file.push(chunk, false);
      yield* take();
    }
    file.push(new Uint8Array(0), true);
    onPacked({ path, size, sha256: hash.digest("hex") });
    yield* take();
  }
  zip.end();
  yield* take();
}
