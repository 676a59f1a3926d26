import { describe, expect, test } from "vitest";
import { dayIn } from "#app/day/zone.ts";
import { fiscalYearOf, printNumber } from "./fiscal-year.ts";

describe("the seller's day and year", () => {
  test.each([
    ["2026-12-31T16:00:00Z", "Asia/Shanghai", 1, "2027-01-01", 2027],
    ["2026-12-31T15:59:59Z", "Asia/Shanghai", 1, "2026-12-31", 2026],
    ["2027-01-01T04:59:59Z", "America/New_York", 1, "2026-12-31", 2026],
    ["2026-03-31T18:30:00Z", "Asia/Kolkata", 4, "2026-04-01", 2026],
    ["2026-03-31T18:29:59Z", "Asia/Kolkata", 4, "2026-03-31", 2025],
    ["2026-03-29T00:30:00Z", "Europe/Berlin", 12, "2026-03-29", 2025],
  ])("%s in %s from month %i", (at, timeZone, firstMonth, day, year) => {
    expect(dayIn(timeZone, new Date(at))).toBe(day);
    expect(fiscalYearOf(day, { firstMonth })).toBe(year);
  });

  test("prints numbers with prefix and year", () => expect(printNumber("INV", 2026, 1)).toBe("INV-2026-000001"));
});
