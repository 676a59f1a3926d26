import { describe, expect, test } from "vitest";
import { exp, ln, normalQuantile, root } from "./elementary.ts";

/** A range of sizes without a random source: 1, 1.37, 1.37² … and their inverses. */
const sizes = Array.from({ length: 200 }, (_, index) => 1.37 ** (index - 100));
const close = (found: number, expected: number) =>
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(4e-16 * Math.max(Math.abs(expected), 1));

test("agrees with the platform's logarithm, exponential and root to the last digits", () => {
  for (const size of sizes) {
    close(ln(size), Math.log(size));
    expect(root(size) / Math.sqrt(size)).toBeCloseTo(1, 15);
  }
  for (let power = -30; power <= 30; power += 0.173) expect(exp(power) / Math.exp(power)).toBeCloseTo(1, 14);
  expect([ln(1), exp(0), root(0), root(1)]).toEqual([0, 1, 0, 1]);
});

describe("the normal quantile", () => {
  test.each([
    [0.5, 0],
    [0.75, 0.6744897501960817],
    [0.975, 1.959963984540054],
    [0.995, 2.5758293035489004],
    [0.9999, 3.719016485455709],
    [0.001, -3.090232306167813],
    [1e-12, -7.034483825301132],
    [1e-20, -9.262340089798409],
  ])("at %d is %d", (fraction, expected) => {
    expect(Math.abs(normalQuantile(fraction) - expected)).toBeLessThan(1e-13);
  });
  test("is odd around the middle", () => {
    for (let fraction = 0.01; fraction < 0.5; fraction += 0.037) {
      expect(normalQuantile(fraction)).toBeCloseTo(-normalQuantile(1 - fraction), 12);
    }
  });
});
