const MASK_64 = (1n << 64n) - 1n;

export const MAX_SEED = MASK_64;

/**
 * Random numbers from integer operations only, so that a seed gives the same sequence on every machine: xoshiro128**
 * (Blackman and Vigna, 2018), with its state filled from the seed by SplitMix64. Not for secrets.
 */
export interface RandomSource {
  /** Uniform from 0 to 2³² − 1. */
  nextWord(): number;
  /** Uniform between 0 and 1, excluding both: one of 2⁵² values. */
  nextFraction(): number;
}

export function openRandom(seed: bigint): RandomSource {
  const mixed = splitMix(seed);
  const [first, second] = [mixed(), mixed()];
  return fromState([first & 0xffffffffn, first >> 32n, second & 0xffffffffn, second >> 32n].map(Number));
}

/** The generator from a given state, four words of 32 bits. */
export function fromState(words: readonly number[]): RandomSource {
  let [a, b, c, d] = words.map((word) => word >>> 0) as [number, number, number, number];
  const nextWord = (): number => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result;
  };
  const nextFraction = () => {
    const [high, low] = [nextWord() >>> 6, nextWord() >>> 6];
    return (high * 0x4000000 + low + 0.5) / 0x10000000000000;
  };
  return { nextWord, nextFraction };
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

/** SplitMix64 (Steele, Lea and Flood, 2014). */
export function splitMix(seed: bigint): () => bigint {
  let state = seed & MASK_64;
  return () => {
    state = (state + 0x9e3779b97f4a7c15n) & MASK_64;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK_64;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK_64;
    return z ^ (z >> 31n);
  };
}
