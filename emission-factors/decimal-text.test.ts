import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { equalDecimals, multiplyDecimals, percentChange, shiftPoint, sumDecimals } from "./decimal-text.ts";

const decimal = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.stringMatching(/^\d{0,20}$/))
  .map(([minus, whole, fraction]) => `${minus ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`);

describe("exact decimal texts", () => {
  it.each([
    ["389.31", -4, "0.038931"],
    ["0.149", -3, "0.000149"],
    ["0.02749", 3, "27.49"],
    ["3.0", 1, "30"],
    ["-1.5", 2, "-150"],
    ["7", 0, "7"],
  ])("shifts the point of %s by %i", (text, power, moved) => {
    expect(shiftPoint(text, power)).toBe(moved);
  });

  it("shifts the decimal point and back", () => {
    fc.assert(
      fc.property(decimal, fc.integer({ min: -12, max: 12 }), (text, power) =>
        equalDecimals(shiftPoint(shiftPoint(text, power), -power), text),
      ),
    );
  });

  it("adds and multiplies without a float", () => {
    expect(sumDecimals(["0.1", "0.2"])).toBe("0.3");
    expect(sumDecimals(["999999999999999.00000000000000000001", "1"])).toBe("1000000000000000.00000000000000000001");
    expect(sumDecimals([])).toBe("0");
    expect(multiplyDecimals("899.003", "0.45359237")).toBe("407.78090140711");
    fc.assert(fc.property(decimal, decimal, (a, b) => sumDecimals([a, b]) === sumDecimals([b, a])));
  });

  it.each([
    ["0.20705", "0.177", "-14.5134"],
    ["3", "4", "33.3333"],
    ["8", "8.00002", "0.0002"],
    ["8", "8.000004", "0"],
    ["-2", "-1", "50"],
    ["0", "1", null],
  ])("calculates the change from %s to %s", (previous, next, percent) => {
    expect(percentChange(previous, next)).toBe(percent);
  });

  it("rejects text that is not a decimal", () => {
    for (const text of ["", "1e3", "+1", "1,5", ".5", "NaN"])
      expect(() => shiftPoint(text, 1)).toThrow("Not a decimal");
  });
});
