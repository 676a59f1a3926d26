/** A list of whole numbers below 2^32, four bytes each. */
export class WholeNumbers {
  #buffer = new Uint32Array(4);
  #length = 0;

  push(value: number): void {
    if (this.#length === this.#buffer.length) {
      const wider = new Uint32Array(this.#length * 2);
      wider.set(this.#buffer);
      this.#buffer = wider;
    }
    this.#buffer[this.#length] = value;
    this.#length += 1;
  }

  get items(): Uint32Array {
    return this.#buffer.subarray(0, this.#length);
  }
}
