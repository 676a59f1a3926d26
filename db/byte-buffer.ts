const FIRST_BYTES = 64 * 1024;
/** Shorter texts and pieces are written one by one, which is faster than a call. */
const LONG = 48;

/** Bytes written one after the other into a reusable buffer that grows. */
export class ByteBuffer {
  #bytes: Buffer;
  #length = 0;

  /** @param expected number of bytes that fit before it grows */
  constructor(expected = FIRST_BYTES) {
    this.#bytes = Buffer.allocUnsafe(expected);
  }

  get length(): number {
    return this.#length;
  }

  /** The bytes written so far; valid until the next write. */
  get written(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  /** The buffer itself, with free room after the written bytes. */
  get bytes(): Uint8Array {
    return this.#bytes;
  }

  clear(): void {
    this.#length = 0;
  }

  addByte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  addInt16(value: number): void {
    this.#reserve(2);
    this.#length = this.#bytes.writeInt16BE(value, this.#length);
  }

  /** @throws RangeError for a whole number outside 32 bits */
  addInt32(value: number): void {
    this.#reserve(4);
    this.#length = this.#bytes.writeInt32BE(value, this.#length);
  }

  /** Overwrites four bytes at a position. */
  setInt32(place: number, value: number): void {
    this.#bytes.writeInt32BE(value, place);
  }

  addBytes(piece: Uint8Array): void {
    this.addPart(piece, 0, piece.length);
  }

  /** Adds the bytes of a piece from `start` (inclusive) to `end` (exclusive). */
  addPart(piece: Uint8Array, start: number, end: number): void {
    this.#reserve(end - start);
    const bytes = this.#bytes;
    let to = this.#length;
    this.#length += end - start;
    if (end - start > LONG) bytes.set(end - start === piece.length ? piece : piece.subarray(start, end), to);
    else for (let at = start; at < end; at += 1) bytes[to++] = piece[at]!;
  }

  /** Adds the text as UTF-8. */
  addText(text: string): void {
    this.#reserve(text.length * 3);
    if (text.length > LONG || !this.#addAscii(text)) this.#length += this.#bytes.write(text, this.#length);
  }

  /** @returns whether the text is ASCII; if not, nothing is written */
  #addAscii(text: string): boolean {
    const bytes = this.#bytes;
    let at = this.#length;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code > 127) return false;
      bytes[at++] = code;
    }
    this.#length = at;
    return true;
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return;
    const wider = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + bytes));
    this.#bytes.copy(wider, 0, 0, this.#length);
    this.#bytes = wider;
  }
}
