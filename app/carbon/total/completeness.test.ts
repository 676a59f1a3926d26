import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DataQuality } from "#app/carbon/document/inventory-document.ts";
import { daysByMonth } from "#app/day/period.ts";
import { findCompleteness } from "./completeness.ts";

const YEAR = { start: "2025-01-01", end: "2025-12-31" };
const record = (start: string, end: string, dataQuality: DataQuality = "measured", sourceId = "a") => ({
  sourceId,
  period: { start, end },
  dataQuality,
});

function statesOf(records: ReturnType<typeof record>[], period = YEAR): string {
  const [source] = findCompleteness(period, ["a"], records).sources;
  return source!.months.map(({ state }) => state.charAt(0)).join("");
}

describe("findCompleteness", () => {
  it.each([
    ["nothing entered", [], "mmmmmmmmmmmm"],
    ["one record for the year", [record("2025-01-01", "2025-12-31")], "cccccccccccc"],
    ["one month", [record("2025-02-01", "2025-02-28")], "mcmmmmmmmmmm"],
    ["a day is missing", [record("2025-02-01", "2025-02-27")], "mmmmmmmmmmmm"],
    ["two halves meet", [record("2025-03-16", "2025-03-31"), record("2025-03-01", "2025-03-15")], "mmcmmmmmmmmm"],
    ["two halves with a gap", [record("2025-03-01", "2025-03-14"), record("2025-03-16", "2025-03-31")], "mmmmmmmmmmmm"],
    [
      "overlap does not fill a gap",
      [record("2025-03-01", "2025-03-20"), record("2025-03-10", "2025-03-30")],
      "mmmmmmmmmmmm",
    ],
    [
      "a record inside another",
      [record("2025-03-01", "2025-03-31"), record("2025-03-05", "2025-03-09")],
      "mmcmmmmmmmmm",
    ],
    [
      "a bill across two months",
      [record("2025-01-15", "2025-02-28"), record("2025-01-01", "2025-01-14")],
      "ccmmmmmmmmmm",
    ],
    ["estimated", [record("2025-04-01", "2025-04-30", "estimated")], "mmmemmmmmmmm"],
    ["calculated is complete", [record("2025-04-01", "2025-04-30", "calculated")], "mmmcmmmmmmmm"],
    ["another source", [record("2025-04-01", "2025-04-30", "measured", "b")], "mmmmmmmmmmmm"],
    ["another year", [record("2024-01-01", "2024-12-31")], "mmmmmmmmmmmm"],
  ])("%s", (_, records, expected) => expect(statesOf(records)).toBe(expected));

  it("requires only days inside the reporting period", () => {
    const period = { start: "2025-06-15", end: "2025-07-10" };
    expect(statesOf([record("2025-06-15", "2025-07-10")], period)).toBe("cc");
    expect(statesOf([record("2025-06-16", "2025-07-10")], period)).toBe("mc");
  });

  it("counts every month of every source once", () => {
    const { counts } = findCompleteness(YEAR, ["a", "b"], [record("2025-01-01", "2025-06-30", "estimated")]);
    expect(counts).toEqual({ complete: 0, estimated: 6, missing: 18 });
  });

  it("is complete exactly if every day of the month is covered, for any order of records", () => {
    const day = fc.integer({ min: 0, max: 364 });
    const toDate = (offset: number) => new Date(Date.UTC(2025, 0, 1 + offset)).toISOString().slice(0, 10);
    fc.assert(
      fc.property(fc.array(fc.tuple(day, day), { maxLength: 30 }), (spans) => {
        const days = new Set<number>();
        const records = spans.map(([a, b]) => {
          for (let at = Math.min(a, b); at <= Math.max(a, b); at += 1) days.add(at);
          return record(toDate(Math.min(a, b)), toDate(Math.max(a, b)));
        });
        let offset = 0;
        const expected = daysByMonth(YEAR).map((month) => {
          const all = Array.from({ length: month.days }, (_, index) => offset + index).every((at) => days.has(at));
          offset += month.days;
          return all ? "c" : "m";
        });
        expect(statesOf(records)).toBe(expected.join(""));
      }),
      { numRuns: 200 },
    );
  });
});

describe("days and warnings of a source", () => {
  it("counts required days, covered days and days with only an estimate", () => {
    const records = [
      { ...record("2025-01-01", "2025-01-31"), id: "jan" },
      { ...record("2025-01-31", "2025-02-28", "estimated"), id: "feb" },
      { ...record("2025-02-10", "2025-02-10"), id: "one day" },
      { ...record("2025-05-01", "2025-05-31"), id: "a correction", isEntry: true },
    ];
    const { sources, daysDue, daysCovered, daysEstimatedOnly } = findCompleteness(YEAR, ["a", "b"], records);
    expect({ daysDue, daysCovered, daysEstimatedOnly }).toEqual({
      daysDue: 730,
      daysCovered: 59,
      daysEstimatedOnly: 27,
    });
    const [a, b] = sources;
    expect(a).toMatchObject({ daysDue: 365, daysCovered: 59, daysEstimatedOnly: 27 });
    expect(a!.months[1]).toEqual({
      month: "2025-02",
      state: "estimated",
      daysDue: 28,
      daysCovered: 28,
      daysEstimatedOnly: 27,
    });
    expect(a!.gaps).toEqual([{ start: "2025-03-01", end: "2025-12-31" }]);
    expect(a!.overlaps.map(({ first, second, days }) => [first, second, days])).toEqual([
      ["jan", "feb", 1],
      ["feb", "one day", 1],
    ]);
    expect(b!.gaps).toEqual([YEAR]);
  });
});

describe("a source of events", () => {
  it("is complete without a record for each month, and owes no days", () => {
    const one = record("2025-03-04", "2025-03-04");
    const { counts, daysDue, sources } = findCompleteness(YEAR, ["a", "b"], [one], new Set(["a"]));
    expect(counts).toEqual({ complete: 12, estimated: 0, missing: 12 });
    expect(daysDue).toBe(365);
    expect(sources[0]).toMatchObject({ daysDue: 0, gaps: [] });
  });

  it("shows a month with an estimate", () => {
    const guess = record("2025-03-04", "2025-03-04", "estimated");
    expect(findCompleteness(YEAR, ["a"], [guess], new Set(["a"])).counts).toEqual({
      complete: 11,
      estimated: 1,
      missing: 0,
    });
  });
});
