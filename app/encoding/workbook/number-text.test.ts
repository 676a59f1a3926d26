import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnName, formatAddress, parseAddress } from "./cell-address.ts";
import { decimalOfStored } from "./number-text.ts";

describe("decimalOfStored", () => {
  it.each([
    ["0.20707428859060402", "0.207074288590604"],
    ["1.9999999999999999E-2", "0.02"],
    ["0.30000000000000004", "0.3"],
    ["4.6368E-6", "0.0000046368"],
    ["1.5E+3", "1500"],
    ["3033.38067", "3033.38067"],
    ["12345678901234567890", "12345678901234600000"],
    ["-0.0", "0"],
    ["-.5", "-0.5"],
    ["+7", "7"],
    ["007.50", "7.5"],
    ["0", "0"],
    [" 1 ", "1"],
    ["1e300", `1${"0".repeat(300)}`],
  ])("%s is %s", (stored, decimal) => {
    expect(decimalOfStored(stored)).toBe(decimal);
  });

  it.each(["", "1,5", "0x10", "1e9999", "NaN", "Infinity", "--1", "1.2.3", "."])("%j is not a number", (stored) => {
    expect(decimalOfStored(stored)).toBe(null);
  });

  it("keeps up to 15 digits unchanged", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 15n - 1n }), fc.nat(20), (digits, places) => {
        const text = digits.toString().padStart(places + 1, "0");
        const plain = places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
        const tidy = plain.includes(".") ? plain.replace(/\.?0+$/, "") : plain;
        expect(decimalOfStored(plain)).toBe(tidy);
        expect(decimalOfStored(`${digits}E-${places}`)).toBe(tidy);
      }),
      { numRuns: 2000 },
    );
  });

  it("gives the number that a program would show with 15 digits", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: 1e-20, max: 1e20 }), (number) => {
        expect(Number(decimalOfStored(String(number)))).toBe(Number(number.toPrecision(15)));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("addresses", () => {
  it("convert in both directions", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 16_384 }), fc.integer({ min: 1, max: 1_048_576 }), (column, row) => {
        expect(parseAddress(formatAddress({ column, row }))).toEqual({ column, row });
      }),
    );
    expect([1, 26, 27, 702, 703, 16_384].map(columnName)).toEqual(["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    expect(["XFE1", "A0", "A1048577", "1A", "", "a1"].map(parseAddress)).toEqual(Array(6).fill(null));
  });
});
