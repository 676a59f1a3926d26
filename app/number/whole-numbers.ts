/**
 * A compact list of integers from 0 to 2^32 − 1, stored as differences with seven bits per byte. Consecutive records of
 * a source are close to each other, so they take one or two bytes instead of four or eight.
 */
export class WholeNumbers {
  #bytes = new Uint8Array(16);
  #size = 0;
  #last = 0;
  #count = 0;

  push(value: number): void {
    if (this.#size + MOST_BYTES > this.#bytes.length) this.#grow();
    const step = value - this.#last;
    // Negative steps are the odd numbers.
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
 * The values of each non-empty group in their original order, groups in numeric order. Data of a million records in
 * thousands of sources is stored in order of arrival, because one list per source would write all over memory.
 *
 * @param groups the group of each value, from 0
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

/** Bit operations are only exact up to 31 bits. */
const MOST_SHIFTED = 2 ** 31 - 1;
/** Enough for a step of 33 bits. */
const MOST_BYTES = 5;
