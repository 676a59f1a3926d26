import { Buffer } from "node:buffer";
import type { ByteSource } from "./byte-source.ts";

const CHUNK_BYTES = 256 * 1024;

/** A file that is in memory, such as one that was dropped on a page. */
export class MemoryFile implements ByteSource {
  readonly size: number;
  position = 0;
  private readonly bytes: Buffer;

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength);
    this.size = bytes.byteLength;
  }

  *chunks(start = 0): Generator<Buffer> {
    for (this.position = start; this.position < this.size; ) {
      const piece = this.bytes.subarray(this.position, this.position + CHUNK_BYTES);
      this.position += piece.length;
      yield piece;
    }
  }

  head(count: number): Buffer {
    return this.bytes.subarray(0, count);
  }

  all(): Buffer {
    return this.bytes;
  }

  close(): void {
    // Nothing is open.
  }
}
