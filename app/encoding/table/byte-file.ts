import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { ByteSource } from "./byte-source.ts";

const CHUNK_BYTES = 256 * 1024;

/** A file on disk that is read in pieces, as often as needed. */
export class ByteFile implements ByteSource {
  readonly size: number;
  /** Position of the latest read. */
  position = 0;
  private readonly descriptor: number;

  constructor(path: string) {
    this.descriptor = openSync(path, "r");
    this.size = fstatSync(this.descriptor).size;
  }

  /** The bytes from `start` on. Each piece overwrites the previous one. */
  *chunks(start = 0, chunkBytes = CHUNK_BYTES): Generator<Buffer> {
    const buffer = Buffer.allocUnsafe(chunkBytes);
    for (this.position = start; ; ) {
      const count = readSync(this.descriptor, buffer, 0, chunkBytes, this.position);
      if (count === 0) return;
      this.position += count;
      yield buffer.subarray(0, count);
    }
  }

  /** The first bytes, at most `count`. */
  head(count: number): Buffer {
    const buffer = Buffer.alloc(Math.min(count, this.size));
    return buffer.subarray(0, readSync(this.descriptor, buffer, 0, buffer.length, 0));
  }

  /** All bytes. The caller must check `size` first. */
  all(): Buffer {
    return this.head(this.size);
  }

  close(): void {
    closeSync(this.descriptor);
  }
}
