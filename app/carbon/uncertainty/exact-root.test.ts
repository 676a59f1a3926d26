import fc from "fast-check";
import { expect, test } from "vitest";
import { Decimal, printDecimal } from "#app/number/decimal.ts";
import { divide, fromInteger, multiply, type Ratio, toExactOr40 } from "#app/number/ratio.ts";
import { printRoot, rootOf } from "./exact-root.ts";

const ratio = (top: bigint, bottom: bigint): Ratio => divide(fromInteger(top), fromInteger(bottom));
const size = fc.bigInt({ min: 1n, max: 10n ** 70n });

test.each([
  ["0", 0n, 1n],
  ["5", 25n, 1n],
  ["0.5", 1n, 4n],
  ["0.3333333333333333333333333333333333333333", 1n, 9n],
  ["1.414213562373095048801688724209698078570", 2n, 1n],
  ["0.001", 1n, 1_000_000n],
])("%s", (root, top, bottom) => expect(printRoot(ratio(top, bottom))).toBe(new Decimal(root).toFixed()));

test("agrees with a root calculated to 200 digits and rounded once", () => {
  fc.assert(
    fc.property(size, size, (top, bottom) => {
      const root = new Decimal(top.toString()).div(bottom.toString()).sqrt();
      const rounded = printDecimal(root.toSignificantDigits(40, Decimal.ROUND_HALF_EVEN));
      expect(printRoot(ratio(top, bottom), false)).toBe(rounded);
    }),
    { numRuns: 2000 },
  );
});

test("gets the original value from its square", () => {
  fc.assert(
    fc.property(size, size, (top, bottom) => {
      const value = ratio(top, bottom);
      expect(printRoot(multiply(value, value))).toBe(toExactOr40(value));
      expect(rootOf(multiply(value, value))).toMatchObject({ isExact: true });
    }),
    { numRuns: 500 },
  );
});
