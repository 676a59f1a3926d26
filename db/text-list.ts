import { ByteBuffer } from "./byte-buffer.ts";

const FIRST_BYTES = 256;

/** Short texts by number, as consecutive bytes, for output that repeats the same texts. */
export class TextList {
  readonly #buffer = new ByteBuffer(FIRST_BYTES);
  readonly #ends: number[] = [];
  #count = 0;

  clear(): void {
    this.#buffer.clear();
    this.#count = 0;
  }

  addText(text: string): void {
    this.#buffer.addText(text);
    this.#ends[this.#count++] = this.#buffer.length;
  }

  /** Adds a text that is already UTF-8. */
  addPart(bytes: Uint8Array, start: number, end: number): void {
    this.#buffer.addPart(bytes, start, end);
    this.#ends[this.#count++] = this.#buffer.length;
  }

  /** Appends the text with this number to a buffer. */
  write(number: number, to: ByteBuffer): void {
    to.addPart(this.#buffer.bytes, number === 0 ? 0 : this.#ends[number - 1]!, this.#ends[number]!);
  }
}

export function listOf(texts: Iterable<string>): TextList {
  const list = new TextList();
  for (const text of texts) list.addText(text);
  return list;
}
