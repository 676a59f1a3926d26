/** Pseudo-random numbers from a seed, so that a run can be repeated (mulberry32). */
export interface Draw {
  /** From 0 (inclusive) to 1 (exclusive). */
  next: () => number;
  /** A whole number from `low` to `high`, both inclusive. */
  between: (low: number, high: number) => number;
  /** The same items in another order. */
  shuffle: <T>(things: readonly T[]) => T[];
}

export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const shuffle = <T>(things: readonly T[]) => {
    const left = [...things];
    for (let at = left.length - 1; at > 0; at -= 1) {
      const other = between(0, at);
      [left[at], left[other]] = [left[other]!, left[at]!];
    }
    return left;
  };
  return { next, between, shuffle };
}
