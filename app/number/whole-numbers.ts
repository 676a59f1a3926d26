/**
 * A list of whole numbers from zero to 2^32 − 1, each kept as how far it is from the one before it: seven bits a byte, so
 * that records of a source, which come in order and near each other, take a byte or two instead of four or eight.
 */
export class WholeNumbers {
  #bytes = new Uint8Array(16);
  #size = 0;
  #last = 0;
  #count = 0;

  push(value: number): void {
    if (this.#size + MOST_BYTES > this.#bytes.length) this.#grow();
    const step = value - this.#last;
    // Steps back are the odd numbers.
    let rest = step < 0 ? -2 * step - 1 : 2 * step;
    for (; rest > MOST_SHIFTED; rest = Math.floor(rest / 128)) this.#bytes[this.#size++] = (rest % 128) + 128;
    for (; rest > 127; rest >>= 7) this.#bytes[this.#size++] = (rest & 127) | 128;
    this.#bytes[this.#size++] = rest;
    this.#last = value;
    this.#count += 1;
  }

  #grow(): void {
    const wider = new Uint8Array(Math.ceil(this.#bytes.length * 1.5));
    wider.set(this.#bytes);
    this.#bytes = wider;
  }

  get count(): number {
    return this.#count;
  }

  /** All of them, in the order in which they came. */
  *[Symbol.iterator](): Generator<number, void> {
    let [at, last] = [0, 0];
    while (at < this.#size) {
      let [rest, unit] = [0, 1];
      for (; this.#bytes[at]! > 127; at += 1, unit *= 128) rest += (this.#bytes[at]! - 128) * unit;
      rest += this.#bytes[at++]! * unit;
      last += rest % 2 === 1 ? -(rest + 1) / 2 : rest / 2;
      yield last;
    }
  }
}

/**
 * The values of each group that has any, in the order in which they came, and the groups in the order of their numbers. What comes of
 * a million records, each of one of thousands of sources, is kept in the order in which it comes: a list for each source
 * would be written to wherever in memory it stands.
 *
 * @param groups of the values, one each, from zero on
 */
export function* splitByGroup(
  groups: WholeNumbers,
  values: WholeNumbers,
): Generator<{ group: number; values: Uint32Array }, void> {
  const counts: number[] = [];
  for (const group of groups) {
    while (counts.length <= group) counts.push(0);
    counts[group]! += 1;
  }
  const all = new Uint32Array(values.count);
  const next: number[] = [];
  for (const [group] of counts.entries()) next.push(group === 0 ? 0 : next[group - 1]! + counts[group - 1]!);
  const groupOf = groups[Symbol.iterator]();
  for (const value of values) all[next[groupOf.next().value!]!++] = value;
  for (const [group, count] of counts.entries()) {
    const end = next[group]!;
    if (count > 0) yield { group, values: all.subarray(end - count, end) };
  }
}

/** Beyond 31 bits nothing is shifted exactly. */
const MOST_SHIFTED = 2 ** 31 - 1;
/** A step of 33 bits takes no more. */
const MOST_BYTES = 5;
