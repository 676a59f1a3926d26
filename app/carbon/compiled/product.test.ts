import fc from "fast-check";
import { expect, it } from "vitest";
import { type Coefficient, printProduct, readDigits } from "./coefficient.ts";
import { Product } from "./product.ts";

function print(quantity: string, coefficient: Coefficient): string {
  const told: string[] = [];
  const { digits, scale } = readDigits(quantity);
  const short = { digits: Number(digits), scale };
  new Product(coefficient).print(short, {
    addText: (text) => told.push(text),
    addPart: (bytes, start, end) => told.push(Buffer.from(bytes.subarray(start, end)).toString()),
  });
  expect(told).toHaveLength(1);
  return told[0]!;
}

const nines = (count: number) => 10n ** BigInt(count) - 1n;
const plain = (digits: bigint, scale: number): Coefficient => ({ digits, scale, denominator: 1n });

it.each<[string, Coefficient, string]>([
  ["999999999999999", plain(nines(168), 168), printProduct(readDigits("999999999999999"), plain(nines(168), 168))],
  ["0.000000000001", plain(1n, 168), `0.${"0".repeat(179)}1`],
  ["9999999", plain(9999999n, 0), "99999980000001"],
  ["10000000", plain(10000000n, 0), "100000000000000"],
  ["2.50", plain(4n, 0), "10"],
  ["1.5", plain(0n, 0), "0"],
  ["1.5", plain(-12n, 1), "-1.8"],
  // The largest product that a double surely holds, and the first that it may not.
  ["9007199254740991", plain(1n, 0), "9007199254740991"],
  ["9007199254740991", plain(10n ** 20n, 20), "9007199254740991"],
  ["3002399751580331", plain(3n, 0), "9007199254740993"],
  ["9007199254740991", plain(nines(168), 168), printProduct(readDigits("9007199254740991"), plain(nines(168), 168))],
  ["1", { digits: 1n, scale: 0, denominator: 3n }, `0.${"3".repeat(40)}`],
])("%s × %o is %s", (quantity, coefficient, product) => {
  expect(print(quantity, coefficient)).toBe(product);
});

it("equals the product of big integers for 20,000 pairs", () => {
  // Few and very many digits, and runs of nines and zeros, which fill or empty limbs.
  const digit = fc.constantFrom(..."0000123456789999");
  const largest = fc.maxSafeNat().map(String);
  const digitsOf = (most: number) => fc.string({ unit: digit, minLength: 1, maxLength: most });
  const quantity = fc.tuple(fc.oneof(digitsOf(15), largest), fc.nat(12)).map(([digits, scale]) => {
    const padded = digits.padStart(scale + 1, "0");
    const text = scale === 0 ? digits : `${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
    return text.replace(".", "").length > 16 ? digits : text;
  });
  const coefficient = fc.record({
    digits: fc.oneof(digitsOf(30), digitsOf(200)).map(BigInt),
    scale: fc.oneof(fc.nat(30), fc.nat(200)),
    denominator: fc.constantFrom(1n, 1n, 1n, 1n, 3n, 9n),
  });
  fc.assert(
    fc.property(quantity, coefficient, (one, other) => {
      expect(print(one, other)).toBe(printProduct(readDigits(one), other));
    }),
    { numRuns: 20_000 },
  );
});
