import { describe, expect, test } from "vitest";
import {
  doRowsAddUp,
  formatDecimal,
  formatQuantity,
  formatQuotient,
  formatShare,
  formatTonnes,
  roundDecimal,
  tonnesFromKg,
} from "./format.ts";

const en = (digits?: number) => (digits === undefined ? { locale: "en" as const } : { locale: "en" as const, digits });

describe("formatDecimal", () => {
  test.each([
    ["0", undefined, "0"],
    ["-0", undefined, "0"],
    ["999", undefined, "999"],
    ["1000", undefined, "1,000"],
    ["1234567.891", undefined, "1,234,567.891"],
    ["-1234.5", undefined, "−1,234.5"],
    ["0.0000000001", undefined, "0.0000000001"],
    ["900719925474099312345.6789", 2, "900,719,925,474,099,312,345.68"],
    ["2.5", 0, "2"],
    ["3.5", 0, "4"],
    ["0.125", 2, "0.12"],
    ["0.1250000000000000000000000000000000000001", 2, "0.13"],
    ["-0.004", 2, "0.00"],
    ["999.995", 2, "1,000.00"],
  ])("%s to %s digits is %s", (value, digits, expected) => {
    expect(formatDecimal(value, en(digits))).toBe(expected);
  });
});

describe("tonnes", () => {
  test("moves the point and rounds once", () => {
    expect(tonnesFromKg("1234.5")).toBe("1.2345");
    expect(formatTonnes("123456789", en(3))).toBe("123,456.789");
    expect(formatTonnes("2500", en(0))).toBe("2");
    expect(formatTonnes("3500", { locale: "zh", digits: 0 })).toBe("4");
  });
});

test("formatQuantity keeps number and unit on one line", () => {
  expect(formatQuantity("1200.50", "kWh", en())).toBe("1,200.5\u00a0kWh");
});

test("formatQuotient rounds once, half-even, for any decimals of its parts", () => {
  expect(formatQuotient("1", "3", en(4))).toBe("0.3333");
  expect(formatQuotient("14167.66", "705.6", en(2))).toBe("20.08");
  expect(formatQuotient("0.000125", "0.01", en(3))).toBe("0.012");
  expect(formatQuotient("-1", "8", en(2))).toBe("−0.12");
  expect(formatQuotient("1", "0", en(2))).toBeNull();
});

test("formatShare rejects a zero whole", () => {
  expect(formatShare("1", "3", en(1))).toBe("33.3%");
  expect(formatShare("1", "0", en(1))).toBeNull();
});

test("roundDecimal pads to the requested digits", () => {
  expect(roundDecimal("1", 3)).toBe("1.000");
});

test("doRowsAddUp compares the displayed values", () => {
  expect(doRowsAddUp(["333.4", "333.3", "333.3"], "1000", 3)).toBe(false);
  expect(doRowsAddUp(["400", "600"], "1000", 1)).toBe(true);
});
