import fc from "fast-check";
import { expect, test } from "vitest";
import { BOUNDS, parseDecimal } from "#app/number/decimal.ts";
import { compare, divide, fromDecimal, fromInteger, type Ratio, subtract, sum, ZERO } from "#app/number/ratio.ts";
import { coverInOrder, subtractQuantity } from "./allocation.ts";

const read = (text: string): Ratio => fromDecimal(parseDecimal(text, BOUNDS.quantity));
const meter = (...quantities: string[]) =>
  quantities.map((quantity, at) => ({ recordId: `r${at}`, consumption: read(quantity), covered: ZERO }));

test.each<[amount: string, records: string[], parts: string[]]>([
  ["3", ["1", "2", "5"], ["1", "2"]],
  ["3.5", ["1", "2", "5"], ["1", "2", "0.5"]],
  ["9", ["1", "2"], ["1", "2"]],
  ["0.000000000001", ["1"], ["0.000000000001"]],
  ["100", ["100"], ["100"]],
])("%s covers records of %j with %j", (amount, records, parts) => {
  expect(coverInOrder(meter(...records), read(amount)).parts.map(({ quantity }) => quantity)).toEqual(parts);
});

test("a record is covered as far as nothing else covers it", () => {
  const [first, second] = meter("5", "5");
  const records = [
    { ...first!, covered: read("4") },
    { ...second!, covered: read("5") },
  ];
  const { parts, left } = coverInOrder(records, read("3"));
  expect(parts).toEqual([{ recordId: "r0", quantity: "1" }]);
  expect(compare(left, read("2"))).toBe(0);
});

test("parts never exceed a record or the amount, whatever the units make of the consumption", () => {
  const whole = fc.integer({ min: 1, max: 1_000_000 });
  const records = fc.array(fc.tuple(whole, whole), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(records, whole, (consumed, amount) => {
      const meters = consumed.map(([numerator, denominator], at) => ({
        recordId: `r${at}`,
        consumption: divide(fromInteger(numerator), fromInteger(denominator)),
        covered: ZERO,
      }));
      const { parts, left } = coverInOrder(meters, fromInteger(amount));
      for (const { recordId, quantity } of parts) {
        const { consumption } = meters.find((one) => one.recordId === recordId)!;
        expect(compare(read(quantity), consumption)).not.toBe(1);
      }
      const taken = sum(parts.map(({ quantity }) => read(quantity)));
      expect(compare(subtract(fromInteger(amount), taken), left)).toBe(0);
    }),
  );
});

test("what is left is exact", () => {
  expect(subtractQuantity("900", "116.666666666668")).toBe("783.333333333332");
});
