/** Bytes of a file that are read as often as needed: on disk, or in the memory of a browser. */
export interface ByteSource {
  readonly size: number;
  /** Position of the latest read. */
  position: number;
  /** The bytes from `start` on. Each piece may overwrite the previous one. */
  chunks(start?: number): Generator<Buffer>;
  /** The first bytes, at most `count`. */
  head(count: number): Buffer;
  /** All bytes. The caller must check `size` first. */
  all(): Buffer;
  close(): void;
}
