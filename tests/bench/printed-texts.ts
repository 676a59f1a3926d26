import type { TextSink } from "#app/carbon/compiled/product.ts";

const FIRST_BYTES = 4096;
const decoder = new TextDecoder();

/**
 * Many printed texts: they are written as consecutive bytes and become strings at once, as parts of one long string.
 * This leaves nothing for the garbage collector, unlike big integers and separate strings.
 */
export class PrintedTexts implements TextSink {
  #bytes = new Uint8Array(FIRST_BYTES);
  #length = 0;
  readonly #ends: number[] = [];

  /** ASCII only. */
  addText(text: string): void {
    this.#reserve(text.length);
    for (let at = 0; at < text.length; at += 1) this.#bytes[this.#length++] = text.charCodeAt(at);
    this.#ends.push(this.#length);
  }

  addPart(bytes: Uint8Array, start: number, end: number): void {
    this.#reserve(end - start);
    const own = this.#bytes;
    let to = this.#length;
    for (let at = start; at < end; at += 1) own[to++] = bytes[at]!;
    this.#length = to;
    this.#ends.push(to);
  }

  /** In the order in which they were added. */
  strings(): string[] {
    const all = decoder.decode(this.#bytes.subarray(0, this.#length));
    return this.#ends.map((end, at) => all.slice(at === 0 ? 0 : this.#ends[at - 1]!, end));
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return;
    const wider = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + bytes));
    wider.set(this.#bytes);
    this.#bytes = wider;
  }
}
