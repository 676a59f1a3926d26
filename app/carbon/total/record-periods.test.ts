import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { DocumentActivity, Period } from "#app/carbon/document/inventory-document.ts";
import { fuel } from "#app/carbon/document/sample-document.ts";
import { addDays } from "#app/day/day.ts";
import { countDays } from "#app/day/period.ts";
import { countCoveredDays, disclosePeriods, findGaps, findOverlaps } from "./record-periods.ts";

const YEAR: Period = { start: "2024-01-01", end: "2024-12-31" };
const record = (id: string, start: string, end: string) => ({ id, period: { start, end } });

describe("gaps", () => {
  test.each<[string, [string, string][], [string, string][]]>([
    ["nothing recorded", [], [["2024-01-01", "2024-12-31"]]],
    ["all recorded", [["2023-06-01", "2025-01-31"]], []],
    [
      "the leap day is a day",
      [
        ["2024-01-01", "2024-02-28"],
        ["2024-03-01", "2024-12-31"],
      ],
      [["2024-02-29", "2024-02-29"]],
    ],
    [
      "both ends",
      [["2024-01-02", "2024-12-30"]],
      [
        ["2024-01-01", "2024-01-01"],
        ["2024-12-31", "2024-12-31"],
      ],
    ],
    [
      "a record inside another",
      [
        ["2024-01-01", "2024-12-30"],
        ["2024-03-01", "2024-03-05"],
      ],
      [["2024-12-31", "2024-12-31"]],
    ],
  ])("%s", (_, records, gaps) => {
    const periods = records.map(([start, end]) => ({ period: { start, end } }));
    expect(findGaps(YEAR, periods)).toEqual(gaps.map(([start, end]) => ({ start, end })));
  });

  test("make up the year together with the covered days, in any order", () => {
    const span = fc.tuple(fc.integer({ min: -20, max: 380 }), fc.nat({ max: 60 }));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 20 }), (spans) => {
        const records = spans.map(([at, days]) => ({
          period: { start: addDays("2024-01-01", at), end: addDays("2024-01-01", at + days) },
        }));
        const covered = new Set<number>();
        for (const [at, days] of spans) for (let d = at; d <= at + days; d += 1) if (d >= 0 && d < 366) covered.add(d);
        expect(countCoveredDays(YEAR, records)).toBe(covered.size);
        expect(findGaps(YEAR, [...records].reverse())).toEqual(findGaps(YEAR, records));
        for (const gap of findGaps(YEAR, records)) {
          expect(records.every(({ period }) => period.end < gap.start || period.start > gap.end)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("overlaps", () => {
  it("names both records and the days they share", () => {
    expect(findOverlaps([record("b", "2024-01-20", "2024-02-20"), record("a", "2024-01-01", "2024-01-31")])).toEqual([
      { first: "a", second: "b", shared: { start: "2024-01-20", end: "2024-01-31" }, days: 12 },
    ]);
  });
  it("finds consecutive bills that share a day, and no others", () => {
    const bills = [
      record("jan", "2024-01-01", "2024-01-31"),
      record("feb", "2024-01-31", "2024-02-29"),
      record("mar", "2024-03-01", "2024-03-31"),
    ];
    expect(findOverlaps(bills).map(({ first, second, days }) => [first, second, days])).toEqual([["jan", "feb", 1]]);
  });
  it("looks back past a short record to the one that ends last", () => {
    const records = [
      record("year", "2024-01-01", "2024-12-31"),
      record("jan", "2024-01-01", "2024-01-31"),
      record("jun", "2024-06-01", "2024-06-30"),
    ];
    expect(findOverlaps(records).map(({ first, second }) => [first, second])).toEqual([
      ["year", "jan"],
      ["year", "jun"],
    ]);
  });
  test("names a record exactly if an earlier one shares a day with it", () => {
    const span = fc.tuple(fc.nat({ max: 60 }), fc.nat({ max: 8 }));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 12 }), (spans) => {
        const records = spans.map(([at, days], index) =>
          record(String(index).padStart(2, "0"), addDays("2024-01-01", at), addDays("2024-01-01", at + days)),
        );
        const found = findOverlaps(records);
        const pairs = records.some((one, at) =>
          records.some(
            (two, other) => other > at && one.period.start <= two.period.end && two.period.start <= one.period.end,
          ),
        );
        expect(found.length > 0).toBe(pairs);
        expect(new Set(found.map(({ second }) => second)).size).toBe(found.length);
        for (const { shared, days } of found) expect(countDays(shared)).toBe(days);
      }),
      { numRuns: 500 },
    );
  });
});

describe("disclosure notes of a document", () => {
  const activity = (id: string, start: string, end: string, extra: Partial<DocumentActivity> = {}) =>
    fuel({ id, period: { start, end }, emissionSource: "boiler", ...extra });

  it("name no gaps of a source of events, but its overlaps", () => {
    const rows = [activity("a", "2024-01-01", "2024-06-30"), activity("b", "2024-06-30", "2024-11-30")];
    expect(disclosePeriods(rows, YEAR, ["boiler"]).map(({ code }) => code)).toEqual(["period_overlap"]);
  });
  it("are absent if sources are not named", () => {
    expect(disclosePeriods([fuel({ id: "a" }), fuel({ id: "b" })], YEAR)).toEqual([]);
  });
  it("name overlap and gaps of each source", () => {
    const rows = [activity("a", "2024-01-01", "2024-06-30"), activity("b", "2024-06-30", "2024-11-30")];
    expect(disclosePeriods(rows, YEAR)).toEqual([
      {
        code: "period_overlap",
        activity: "b",
        detail: { source: "boiler", first: "a", second: "b", start: "2024-06-30", end: "2024-06-30", days: "1" },
      },
      {
        code: "period_gap",
        detail: { source: "boiler", gaps: "1", days: "31", start: "2024-12-01", end: "2024-12-31" },
      },
    ]);
  });
  it("let a correction share the days of the corrected record, and cover none", () => {
    const correction = activity("b", "2024-03-01", "2024-03-31", { entry: { kind: "correction", reason: "r" } });
    expect(disclosePeriods([activity("a", "2024-01-01", "2024-12-31"), correction], YEAR)).toEqual([]);
    expect(disclosePeriods([correction], YEAR)).toEqual([]);
  });
  it("report a gap or an overlap exactly if there is one, however closely the records follow one another", () => {
    // Days of the year on which a record begins. One of them may be moved by a day or two, or left out.
    const starts = fc.uniqueArray(fc.integer({ min: 1, max: 364 }), { maxLength: 6 });
    fc.assert(
      fc.property(starts, fc.nat(6), fc.integer({ min: -2, max: 3 }), fc.boolean(), (days, odd, off, swaps) => {
        const begins = [0, ...days.toSorted((a, b) => a - b), 366];
        const rows = begins.slice(1).map((next, at) => {
          const [start, end] = [begins[at]! + (at === odd ? off : 0), next - 1];
          return activity(`a${at}`, addDays(YEAR.start, Math.min(start, end)), addDays(YEAR.start, end));
        });
        if (swaps) rows.reverse();
        const records = rows.map(({ id, period }) => ({ id, period }));
        const codes = disclosePeriods(rows, YEAR).map(({ code }) => code);
        expect(codes.filter((code) => code === "period_overlap")).toHaveLength(findOverlaps(records).length);
        expect(codes.includes("period_gap")).toBe(findGaps(YEAR, records).length > 0);
      }),
    );
  });
});
