/** Pseudorandom numbers (Mulberry32): one seed gives the same sequence on every machine. */
export interface Dice {
  /** An integer from 0 to `sides` − 1. */
  roll(sides: number): number;
  /** True once in `sides` rolls, on average. */
  once(sides: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** Decimal text with up to the given numbers of digits before and after the point. */
  decimal(before: number, after: number): string;
  /** The same, above zero. */
  positive(before: number, after: number): string;
  shuffle<T>(items: readonly T[]): T[];
}

export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const roll = (sides: number) => Math.floor(next() * sides);
  const digits = (count: number) => Array.from({ length: count }, () => roll(10)).join("");
  const decimal = (before: number, after: number): string => {
    const whole = digits(1 + roll(before)).replace(/^0+(?=[0-9])/, "");
    const length = roll(2) === 0 ? 0 : roll(after + 1);
    return length === 0 ? whole : `${whole}.${digits(length)}`;
  };
  const positive = (before: number, after: number): string => {
    const text = decimal(before, after);
    return /[1-9]/.test(text) ? text : "1";
  };
  return {
    roll,
    once: (sides) => roll(sides) === 0,
    pick: (from) => from[roll(from.length)]!,
    decimal,
    positive,
    shuffle: (items) => {
      const left = [...items];
      return items.map(() => left.splice(roll(left.length), 1)[0]!);
    },
  };
}
