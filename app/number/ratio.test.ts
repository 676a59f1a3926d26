import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BOUNDS, checkDecimal, Decimal, parseDecimal, printDecimal } from "./decimal.ts";
import {
  add,
  compare,
  divide,
  fromDecimal,
  fromInteger,
  multiply,
  ONE,
  parseRatio,
  subtract,
  sum,
  toExactOr40,
  toFractionText,
  toIntegers,
} from "./ratio.ts";

const ratio = (text: string) => fromDecimal(new Decimal(text));

describe("parseDecimal", () => {
  test.each(["0", "-0", "1", "-12.50", "007.5", "123456789012345.123456789012"])("reads %s", (text) => {
    expect(checkDecimal(text, BOUNDS.quantity)).toBeNull();
  });

  test.each([
    "",
    " ",
    "+1",
    "1.",
    ".5",
    "1e3",
    "1E3",
    "0x1f",
    "1,000",
    "1 000",
    "１",
    "NaN",
    "Infinity",
    "-",
    "--1",
    "1.2.3",
    "1_000",
    "1\n",
    "٣",
    "1/3",
  ])("rejects %j", (text) => {
    expect(checkDecimal(text, BOUNDS.quantity)).toBe("number_grammar");
  });

  test.each(["1234567890123456", "0.1234567890123", "9".repeat(100_000)])("rejects too many digits", (text) => {
    expect(checkDecimal(text, BOUNDS.quantity)).toBe("number_out_of_bounds");
  });

  test.each([1, null, undefined, {}, ["1"], true])("rejects what is not text: %j", (value) => {
    expect(checkDecimal(value, BOUNDS.quantity)).toBe("number_grammar");
    expect(() => parseDecimal(value, BOUNDS.quantity)).toThrow(/number_grammar/);
  });

  test("prints no exponent and no negative zero", () => {
    expect(printDecimal(new Decimal("-0"))).toBe("0");
    expect(printDecimal(new Decimal("0.00000000000000000001"))).toBe("0.00000000000000000001");
    expect(printDecimal(new Decimal("1000000000000000000000000000000").times("1000"))).toMatch(/^10+$/);
  });
});

describe("exact ratios", () => {
  test("three thirds equal one", () => {
    const third = divide(ONE, fromInteger(3));
    expect(toExactOr40(third)).toBe(`0.${"3".repeat(40)}`);
    expect(toExactOr40(sum([third, third, third]))).toBe("1");
  });

  test("a finite quotient is printed in full, beyond forty digits", () => {
    expect(toExactOr40(divide(ONE, fromInteger(2n ** 60n)))).toBe(
      new Decimal(5).pow(60).toFixed().padStart(60, "0").replace(/^/, "0."),
    );
  });

  test("the fortieth digit is rounded half-even from the exact value", () => {
    expect(toExactOr40(divide(fromInteger(2), fromInteger(3)))).toBe(`0.${"6".repeat(39)}7`);
    expect(toExactOr40(divide(fromInteger(-2), fromInteger(3)))).toBe(`-0.${"6".repeat(39)}7`);
  });

  test("products longer than the precision stay exact", () => {
    const factor = ratio("123456789012345.12345678901234567891");
    let product = ONE;
    let expected = 1n;
    for (let i = 0; i < 20; i += 1) {
      product = multiply(product, factor);
      expected *= 12345678901234512345678901234567891n;
    }
    expect(toIntegers(product).numerator * (10n ** 400n / toIntegers(product).denominator)).toBe(expected);
  });

  test("division by zero is rejected", () => {
    expect(() => divide(ONE, fromInteger(0))).toThrow(/division_by_zero/);
  });

  test("prints fractions", () => {
    expect(toFractionText(divide(fromInteger(2_500_000), fromInteger(9)))).toBe("2500000/9");
    expect(toFractionText(divide(fromInteger(1), fromInteger(8)))).toBe("0.125");
  });

  test.each([
    ["1/3", "1/3"],
    ["0.5", "0.5"],
    ["2/4", "0.5"],
    ["1.5/4.5", "1/3"],
    ["-1/3", "-1/3"],
  ])("parseRatio %s", (text, expected) => {
    expect(toFractionText(parseRatio(text, BOUNDS.share)!)).toBe(expected);
  });

  test.each(["1/0", "1/0.0", "1/", "/3", "1/2/3", "1 / 3", "a", "10", 1])("parseRatio rejects %j", (text) => {
    expect(parseRatio(text, BOUNDS.share)).toBeNull();
  });

  const rationals = fc.record({
    n: fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }),
    d: fc.bigInt({ min: 1n, max: 10n ** 12n }),
  });
  const exact = (r: { n: bigint; d: bigint }) => divide(fromInteger(r.n), fromInteger(r.d));

  test("agrees with fractions of integers", () => {
    fc.assert(
      fc.property(rationals, rationals, (a, b) => {
        const same = (value: ReturnType<typeof exact>, n: bigint, d: bigint) => {
          const { numerator, denominator } = toIntegers(value);
          expect(numerator * d).toBe(n * denominator);
        };
        same(add(exact(a), exact(b)), a.n * b.d + b.n * a.d, a.d * b.d);
        same(subtract(exact(a), exact(b)), a.n * b.d - b.n * a.d, a.d * b.d);
        same(multiply(exact(a), exact(b)), a.n * b.n, a.d * b.d);
        if (b.n !== 0n) same(divide(exact(a), exact(b)), a.n * b.d, a.d * b.n);
        const difference = a.n * b.d - b.n * a.d;
        expect(compare(exact(a), exact(b))).toBe(difference === 0n ? 0 : difference < 0n ? -1 : 1);
      }),
      { numRuns: 500 },
    );
  });
});
