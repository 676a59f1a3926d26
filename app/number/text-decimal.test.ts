import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal, printDecimal } from "./decimal.ts";
import { addsUp, movePoint, percentageText, plainDecimal, roundText, runningSums, sumTexts } from "./text-decimal.ts";

/** Numbers with zeros, ties and signs that are difficult to round. */
const number = fc
  .tuple(
    fc.boolean(),
    fc.stringMatching(/^\d{1,18}$/),
    fc.oneof(
      fc.constant(""),
      fc.stringMatching(/^\d{1,30}$/),
      fc.constant("5"),
      fc.constant("50000"),
      fc.constant("4999"),
    ),
  )
  .map(([negative, whole, fraction]) => `${negative ? "-" : ""}${whole}${fraction && `.${fraction}`}`);
const noMinusZero = (text: string) => (/^-0(\.0*)?$/.test(text) ? text.slice(1) : text);
const digits = fc.integer({ min: 0, max: 12 });

describe("text decimals equal the results of the number library", () => {
  it("prints plain decimals", () => {
    fc.assert(
      fc.property(number, (text) => {
        expect(plainDecimal(text)).toBe(printDecimal(new Decimal(text)));
      }),
    );
    expect(plainDecimal("1e-7")).toBe("0.0000001");
    expect(plainDecimal("12e3")).toBe("12000");
    expect(plainDecimal("-0.000")).toBe("0");
  });

  it("rounds", () => {
    fc.assert(
      fc.property(number, digits, (text, places) => {
        expect(roundText(text, places)).toBe(noMinusZero(new Decimal(text).toFixed(places, Decimal.ROUND_HALF_EVEN)));
      }),
      { numRuns: 2000 },
    );
  });

  it("moves the decimal point", () => {
    fc.assert(
      fc.property(number, (text) => {
        expect(movePoint(text, 3)).toBe(printDecimal(new Decimal(text).times("0.001")));
      }),
    );
  });

  it("calculates percentages", () => {
    fc.assert(
      fc.property(number, number, digits, (part, whole, places) => {
        const found = percentageText(part, whole, places);
        if (found === null) {
          expect(new Decimal(whole).isZero()).toBe(true);
          return;
        }
        const exact = new Decimal(part).times(100).div(whole).toFixed(places, Decimal.ROUND_HALF_EVEN);
        expect(found).toBe(noMinusZero(exact));
      }),
    );
    expect(percentageText("1", "800", 2)).toBe("0.12");
    expect(percentageText("3", "800", 2)).toBe("0.38");
  });

  it("checks sums", () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 6 }), (texts) => {
        const sum = printDecimal(texts.reduce((total, text) => total.plus(text), new Decimal(0)));
        expect(addsUp(texts, sum)).toBe(true);
        expect(addsUp(texts, printDecimal(new Decimal(sum).plus("0.000000001")))).toBe(false);
      }),
    );
  });

  it.each(["", "-", "1.", ".5", "1,000", "NaN", "Infinity", "0x10", "1e99999"])("rejects %s", (text) => {
    expect(() => plainDecimal(text)).toThrow(RangeError);
  });

  it("adds exactly, and gives the sum up to each number", () => {
    fc.assert(
      fc.property(fc.array(number, { maxLength: 12 }), (texts) => {
        const upTo = texts.map((_, at) =>
          printDecimal(texts.slice(0, at + 1).reduce((sum, text) => sum.plus(text), new Decimal(0))),
        );
        expect(runningSums(texts).map(noMinusZero)).toEqual(upTo.map(noMinusZero));
        expect(sumTexts(texts)).toBe(noMinusZero(upTo.at(-1) ?? "0"));
      }),
    );
  });
});
