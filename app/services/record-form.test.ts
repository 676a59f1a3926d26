import fc from "fast-check";
import { expect, it } from "vitest";
import { BOUNDS, checkDecimal, Decimal } from "#app/carbon/decimal.ts";
import { isShortAndAboveZero } from "./record-form.server.ts";

it.each([
  ["1", true],
  ["0.000000000001", true],
  ["123456789012.345", true],
  ["0", false],
  ["0.000", false],
  ["-1", false],
  ["1234567890123456", false],
  ["0.0000000000001", false],
  ["1.", false],
  [".5", false],
  ["1.2.3", false],
  ["1e3", false],
  ["", false],
])("knows of %j whether it is short and above zero: %s", (text, is) => {
  expect(isShortAndAboveZero(text)).toBe(is);
});

it("takes nothing that the engine would refuse or that is not above zero", () => {
  const text = fc.string({ unit: fc.constantFrom(..."0123456789.-e "), maxLength: 18 });
  fc.assert(
    fc.property(text, (one) => {
      if (!isShortAndAboveZero(one)) return;
      expect(checkDecimal(one, BOUNDS.quantity)).toBeNull();
      expect(new Decimal(one).gt(0)).toBe(true);
    }),
    { numRuns: 5000 },
  );
});
