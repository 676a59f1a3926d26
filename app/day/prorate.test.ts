import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import { BOUNDS, Decimal, parseDecimal } from "#app/number/decimal.ts";
import { fromDecimal, fromInteger, sum, toExactOr40, toFractionText } from "#app/number/ratio.ts";
import { addDays } from "./day.ts";
import { countDays } from "./period.ts";
import { prorate, prorateByMonth, prorateToDecimals } from "./prorate.ts";
import { splitByValidity, tilePeriod } from "./tile-period.ts";

const ratio = (text: string) => fromDecimal(parseDecimal(text, BOUNDS.quantity));
const CASES = 10_000;

const day = fc.integer({ min: 0, max: 1500 }).map((offset) => addDays("2023-01-01", offset));
const period = fc
  .tuple(day, fc.nat({ max: 500 }))
  .map(([start, days]): Period => ({ start, end: addDays(start, days) }));
const openEnd = fc.oneof({ weight: 4, arbitrary: day }, { weight: 1, arbitrary: fc.constant(null) });
const periods = fc.array(
  fc
    .tuple(openEnd, openEnd)
    .map(([a, b]) => (a !== null && b !== null && a > b ? { start: b, end: a } : { start: a, end: b })),
  { maxLength: 6 },
);
const quantity = fc
  .tuple(fc.bigInt({ min: 1n - 10n ** 15n, max: 10n ** 15n - 1n }), fc.nat({ max: 12 }))
  .map(([digits, places]) => new Decimal(digits.toString()).div(new Decimal(10).pow(places)).toFixed());

describe("prorate", () => {
  it("counts both end days, leap day included", () => {
    const parts = prorateByMonth(ratio("60"), { start: "2024-01-31", end: "2024-03-30" });
    expect(
      parts.map(({ period: { start, end }, days, quantity: part }) => [start, end, days, toExactOr40(part)]),
    ).toEqual([
      ["2024-01-31", "2024-01-31", 1, "1"],
      ["2024-02-01", "2024-02-29", 29, "29"],
      ["2024-03-01", "2024-03-30", 30, "30"],
    ]);
  });

  it("keeps a remainder that has no finite decimal form", () => {
    const parts = prorate(ratio("100"), { start: "2025-12-30", end: "2026-01-05" }, [
      { start: "2026-01-01", end: null },
    ]);
    expect(parts.map(({ index, days, quantity: part }) => [index, days, toFractionText(part)])).toEqual([
      [null, 2, "200/7"],
      [0, 5, "500/7"],
    ]);
  });

  it("gives the remainder to the last part when decimals are needed", () => {
    const parts = prorateToDecimals(
      "100",
      { start: "2025-12-30", end: "2026-01-05" },
      {
        periods: [{ start: "2026-01-01", end: null }],
        places: 2,
      },
    );
    expect(parts.map((part) => part.quantity)).toEqual(["28.57", "71.43"]);
  });

  test("the exact parts add up to the bill for any periods: 10,000 cases", () => {
    fc.assert(
      fc.property(quantity, period, periods, (whole, bill, others) => {
        const parts = prorate(ratio(whole), bill, others);
        expect(toExactOr40(sum(parts.map((part) => part.quantity)))).toBe(toExactOr40(ratio(whole)));
        expect(parts.reduce((days, part) => days + part.days, 0)).toBe(countDays(bill));
      }),
      { numRuns: CASES },
    );
  }, 60_000);

  test("the decimal parts add up exactly to the bill: 10,000 cases", () => {
    fc.assert(
      fc.property(quantity, period, periods, fc.nat({ max: 12 }), (whole, bill, others, places) => {
        const parts = prorateToDecimals(whole, bill, { periods: others, places });
        const total = parts.reduce((all, part) => all.plus(part.quantity), new Decimal(0));
        expect(total.toFixed()).toBe(new Decimal(whole).toFixed());
        for (const part of parts.slice(0, -1)) {
          expect(part.quantity.split(".")[1]?.length ?? 0).toBeLessThanOrEqual(places);
          const exact = new Decimal(whole).times(part.days).div(countDays(bill));
          expect(
            exact
              .minus(part.quantity)
              .abs()
              .lte(new Decimal("0.5").times(new Decimal(10).pow(-places))),
          ).toBe(true);
        }
      }),
      { numRuns: CASES },
    );
  }, 60_000);

  test("months add up to the bill and to its days: 10,000 cases", () => {
    fc.assert(
      fc.property(quantity, period, (whole, bill) => {
        const parts = prorateByMonth(ratio(whole), bill);
        expect(toExactOr40(sum(parts.map((part) => part.quantity)))).toBe(toExactOr40(ratio(whole)));
        expect(
          parts.every((part) => part.index !== null && part.period.start.slice(0, 7) === part.period.end.slice(0, 7)),
        );
      }),
      { numRuns: CASES },
    );
  }, 60_000);
});

describe("tilePeriod", () => {
  test.each([
    ["nothing to cut at", [], [["2025-01-01", "2025-01-31", null]]],
    ["both ends open", [[null, null]], [["2025-01-01", "2025-01-31", 0]]],
    [
      "two factor years",
      [
        [null, "2025-01-10"],
        ["2025-01-11", null],
      ],
      [
        ["2025-01-01", "2025-01-10", 0],
        ["2025-01-11", "2025-01-31", 1],
      ],
    ],
    [
      "days that no edition has stay visible",
      [
        ["2025-01-02", "2025-01-10"],
        ["2025-01-12", "2025-01-30"],
      ],
      [
        ["2025-01-01", "2025-01-01", null],
        ["2025-01-02", "2025-01-10", 0],
        ["2025-01-11", "2025-01-11", null],
        ["2025-01-12", "2025-01-30", 1],
        ["2025-01-31", "2025-01-31", null],
      ],
    ],
    [
      "the first of two has the days they share",
      [
        ["2025-01-05", "2025-01-20"],
        ["2025-01-01", "2025-01-31"],
      ],
      [
        ["2025-01-01", "2025-01-04", 1],
        ["2025-01-05", "2025-01-20", 0],
        ["2025-01-21", "2025-01-31", 1],
      ],
    ],
    ["another year", [["2024-01-01", "2024-12-31"]], [["2025-01-01", "2025-01-31", null]]],
  ] as [string, [string | null, string | null][], [string, string, number | null][]][])("%s", (_, others, expected) => {
    const editions = others.map(([validFrom, validTo]) => ({ validFrom, validTo }));
    const tiles = splitByValidity({ start: "2025-01-01", end: "2025-01-31" }, editions);
    expect(tiles.map(({ period: { start, end }, index }) => [start, end, index])).toEqual(expected);
  });

  test("each day occurs once, in the first period that contains it", () => {
    fc.assert(
      fc.property(period, periods, (whole, others) => {
        const tiles = tilePeriod(whole, others);
        let next = whole.start;
        for (const tile of tiles) {
          expect(tile.period.start).toBe(next);
          for (let at = tile.period.start; at <= tile.period.end; at = addDays(at, 1)) {
            const first = others.findIndex(
              ({ start, end }) => (start === null || start <= at) && (end === null || at <= end),
            );
            expect(tile.index).toBe(first < 0 ? null : first);
          }
          next = addDays(tile.period.end, 1);
        }
        expect(next).toBe(addDays(whole.end, 1));
      }),
      { numRuns: 300 },
    );
  });

  test("splits a single day and ten thousand years", () => {
    expect(tilePeriod({ start: "9999-12-31", end: "9999-12-31" }, [{ start: null, end: null }])).toHaveLength(1);
    expect(
      tilePeriod({ start: "0001-01-01", end: "9999-12-31" }, [{ start: "2024-02-29", end: "2024-02-29" }]),
    ).toHaveLength(3);
    expect(prorate(fromInteger(0), { start: "2025-01-01", end: "2025-01-01" }, [])).toHaveLength(1);
  });
});
