import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clockIn, dayIn, isTimeZone, listZones, today } from "./zone.ts";

describe("days and times in a zone", () => {
  test.each([
    ["2026-12-31T16:00:00Z", "Asia/Shanghai", "2027-01-01", "00:00", 480],
    ["2026-12-31T15:59:59Z", "Asia/Shanghai", "2026-12-31", "23:59", 480],
    ["2027-01-01T04:59:59Z", "America/New_York", "2026-12-31", "23:59", -300],
    ["2026-03-31T18:30:00Z", "Asia/Kolkata", "2026-04-01", "00:00", 330],
    ["2026-03-29T00:59:59Z", "Europe/Berlin", "2026-03-29", "01:59", 60],
    ["2026-03-29T01:00:00Z", "Europe/Berlin", "2026-03-29", "03:00", 120],
    ["2026-10-25T01:00:00Z", "Europe/Berlin", "2026-10-25", "02:00", 60],
    ["2026-07-01T10:00:00Z", "Pacific/Chatham", "2026-07-01", "22:45", 765],
    ["2026-07-01T10:00:00Z", "UTC", "2026-07-01", "10:00", 0],
  ])("%s in %s", (at, zone, day, time, offset) => {
    expect(clockIn(zone, at)).toEqual({ day, time, offset });
    expect(today(zone, new Date(at))).toBe(day);
  });

  test("a local day is the UTC day or an adjacent one", () => {
    const instant = fc.date({
      min: new Date("1990-01-02T00:00:00Z"),
      max: new Date("2090-01-01T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(fc.constantFrom(...listZones()), instant, (zone, at) => {
        const off = Date.parse(dayIn(zone, at)) - Date.parse(at.toISOString().slice(0, 10));
        expect(Math.abs(off)).toBeLessThanOrEqual(86_400_000);
      }),
      { numRuns: 500 },
    );
  });

  test("lists the known zones", () => {
    expect(["Asia/Shanghai", "UTC", "America/Argentina/Buenos_Aires"].every(isTimeZone)).toBe(true);
    expect(["", "Mars/Base", "../x", "x".repeat(99)].some(isTimeZone)).toBe(false);
    expect(listZones()[0]).toBe("UTC");
    expect(listZones().every(isTimeZone)).toBe(true);
    expect(() => dayIn("Mars/Base", new Date())).toThrow(RangeError);
  });
});
