import fc from "fast-check";
import { expect, it } from "vitest";
import { BOUNDS, normalizeDecimal, parseDecimal, printDecimal } from "./decimal.ts";

const digits = (least: number, most: number) =>
  fc.array(fc.constantFrom(..."00123456789"), { minLength: least, maxLength: most }).map((list) => list.join(""));
const number = fc
  .tuple(fc.constantFrom("", "-"), digits(1, 17), fc.option(digits(1, 14)))
  .map(([sign, whole, fraction]) => `${sign}${whole}${fraction === null ? "" : `.${fraction}`}`);

it("normalizes a number as parsing and printing does, and rejects the same texts", () => {
  const outcome = (read: () => string) => {
    try {
      return read();
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  fc.assert(
    fc.property(fc.oneof(number, fc.string()), (text) => {
      const old = outcome(() => printDecimal(parseDecimal(text, BOUNDS.quantity)));
      expect(outcome(() => normalizeDecimal(text, BOUNDS.quantity))).toBe(old);
    }),
    { numRuns: 5000 },
  );
});
