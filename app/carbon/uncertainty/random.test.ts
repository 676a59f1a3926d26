import { expect, test } from "vitest";
import { fromState, openRandom, splitMix } from "./random.ts";

test("follows its authors' program from the state 1, 2, 3, 4 (xoshiro128**)", () => {
  const random = fromState([1, 2, 3, 4]);
  expect(Array.from({ length: 8 }, random.nextWord)).toEqual([
    11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849,
  ]);
});

test("follows its authors' program from the seed 1234567 (SplitMix64)", () => {
  const next = splitMix(1234567n);
  expect(Array.from({ length: 3 }, next)).toEqual([6457827717110365317n, 3203168211198807973n, 9817491932198370423n]);
});

test("gives evenly spread fractions between 0 and 1", () => {
  const random = openRandom(7n);
  const counts = new Array<number>(10).fill(0);
  for (let draw = 0; draw < 100_000; draw += 1) {
    const fraction = random.nextFraction();
    if (!(fraction > 0 && fraction < 1)) throw new Error(`${fraction} is not between 0 and 1`);
    counts[Math.floor(fraction * 10)]! += 1;
  }
  // Chi square with nine degrees of freedom exceeds 27.9 for one in a thousand seeds, and this seed is fixed.
  expect(counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)).toBeLessThan(27.9);
});
