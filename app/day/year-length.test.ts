import { describe, expect, test } from "vitest";
import { fromInteger, ONE, toExactOr40, toFractionText } from "#app/number/ratio.ts";
import { daysInYear, quantityOfRate, type YearLength, yearsOf } from "./year-length.ts";

test.each([
  [1900, 365],
  [2000, 366],
  [2023, 365],
  [2024, 366],
  [2100, 365],
])("%i has %i days", (year, days) => expect(daysInYear(year)).toBe(days));

const SOURCE = "Sample regime, annex 1";
describe("a period in years", () => {
  test.each<[string, string, YearLength, string]>([
    ["2024-01-01", "2024-12-31", "actual", "1"],
    ["2023-01-01", "2025-12-31", "actual", "3"],
    ["2024-07-01", "2025-06-30", "actual", "66703/66795"],
    ["2024-01-01", "2024-12-31", { days: "365", source: SOURCE }, "366/365"],
    ["2025-01-01", "2025-12-31", { days: "365.25", source: SOURCE }, "1460/1461"],
    ["2025-01-01", "2025-12-31", { days: "365.2425", source: SOURCE }, "1460000/1460970"],
  ])("%s to %s by %o", (start, end, length, years) => {
    const [top, bottom = "1"] = years.split("/");
    const found = toFractionText(yearsOf({ start, end }, length));
    expect(Number(found.split("/")[0]) * Number(bottom)).toBe(Number(top) * Number(found.split("/")[1] ?? "1"));
  });

  test("rejects a fixed length without a source", () => {
    const period = { start: "2025-01-01", end: "2025-12-31" };
    expect(() => yearsOf(period, { days: "365.25", source: " " })).toThrow("text_empty");
  });
});

describe("a rate over a period with an explicit time unit", () => {
  const february = { start: "2024-02-01", end: "2024-02-29" };
  test.each([
    ["per hour", "h", {}, "6960"],
    ["per hour, sixteen hours a day", "h", { hoursPerDay: fromInteger(16) }, "4640"],
    ["per day", "d", {}, "290"],
    ["per year, actual days", "year", {}, "0.792349726775956284153005464480874316940"],
  ] as const)("%s", (_, per, options, expected) => {
    const quantity = quantityOfRate({ value: fromInteger(10), per }, february, options);
    expect(Number(toExactOr40(quantity))).toBeCloseTo(Number(expected), 12);
  });
  test("rejects more than 24 hours a day", () => {
    const hoursPerDay = fromInteger(25);
    expect(() => quantityOfRate({ value: ONE, per: "h" }, february, { hoursPerDay })).toThrow("value_unknown");
    expect(() => quantityOfRate({ value: ONE, per: "h" }, february, { hoursPerDay: fromInteger(-1) })).toThrow();
  });
});
