import fc from "fast-check";
import { expect, it } from "vitest";
import { BOUNDS, checkDecimal } from "#app/number/decimal.ts";
import { readDigits } from "./coefficient.ts";
import { QuantityReader } from "./quantity-reader.ts";

it.each([
  ["1", true],
  ["0.000000000001", true],
  ["123456789012.345", true],
  ["0", true],
  ["0.000", true],
  ["-1", false],
  ["1234567890123456", false],
  ["0.0000000000001", false],
  ["1.", false],
  [".5", false],
  ["1.2.3", false],
  ["1e3", false],
  ["", false],
])("recognizes whether %j is short: %s", (text, is) => {
  expect(new QuantityReader().read(text)).toBe(is);
});

it("accepts nothing that the engine rejects, and reads it like the engine", () => {
  const text = fc.string({ unit: fc.constantFrom(..."0123456789.-e "), maxLength: 18 });
  const plain = fc.tuple(fc.nat(9_999_999), fc.nat(99_999_999)).map(([whole, rest]) => `${whole}.${rest}`);
  const short = new QuantityReader();
  fc.assert(
    fc.property(fc.oneof(text, plain), (one) => {
      if (!short.read(one)) return;
      expect(checkDecimal(one, BOUNDS.quantity)).toBeNull();
      expect({ digits: BigInt(short.digits), scale: short.scale }).toEqual(readDigits(one));
    }),
    { numRuns: 5000 },
  );
});
