const FIRST_BYTES = 64 * 1024;
/** Up to so many letters or bytes are written one by one, which spares a call. */
const LONG = 48;

/** Bytes that are written behind one another, in a buffer that grows and is used again. */
export class ByteBuffer {
  #bytes = Buffer.allocUnsafe(FIRST_BYTES);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Those written so far, until the next one. */
  get written(): Buffer {
    return this.#bytes.subarray(0, this.#length);
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

  /** Writes over what was written at a place. */
  setInt32(place: number, value: number): void {
    this.#bytes.writeInt32BE(value, place);
  }

  addBytes(piece: Uint8Array): void {
    const { length } = piece;
    this.#reserve(length);
    const [bytes, start] = [this.#bytes, this.#length];
    if (length > LONG) bytes.set(piece, start);
    else for (let at = 0; at < length; at += 1) bytes[start + at] = piece[at]!;
    this.#length = start + length;
  }

  /** As UTF-8. */
  addText(text: string): void {
    this.#reserve(text.length * 3);
    if (text.length > LONG || !this.#addAscii(text)) this.#length += this.#bytes.write(text, this.#length);
  }

  /** @returns whether it is ASCII; if not, nothing counts as written */
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
