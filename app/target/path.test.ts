import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal } from "#app/number/decimal.ts";
import { compare, fromDecimal, type Ratio, subtract, toFractionText, toIntegers } from "#app/number/ratio.ts";
import { mayBecome } from "./measure-state.ts";
import { pathValue, pathYears } from "./path.ts";
import { placePath } from "./path-geometry.ts";
import { followPath, gapOf, yearValue } from "./progress.ts";
import { coveredParts, isSamePer } from "./reduction-target.ts";

const ratio = (text: string) => fromDecimal(new Decimal(text));
const path = (base: string, reductionPercent: string, [baseYear, targetYear] = [2020, 2030]) => ({
  base: ratio(base),
  baseYear: baseYear!,
  targetYear: targetYear!,
  reductionPercent,
});

const paths = fc.record({
  base: fc.bigInt({ min: 1n, max: 10n ** 18n }).map((digits) => new Decimal(digits.toString()).div(1000).toFixed()),
  // Up to 100 with four decimals.
  reduction: fc.integer({ min: 1, max: 1_000_000 }),
  baseYear: fc.integer({ min: 1990, max: 2090 }),
  length: fc.integer({ min: 1, max: 10 }),
});

/** The same fraction with integers alone. */
function expected(base: string, reduction: number, passed: number, length: number): string {
  const [whole, decimals = ""] = base.split(".");
  const scale = 10n ** BigInt(decimals.length);
  const top = BigInt(whole! + decimals) * (1_000_000n * BigInt(length) - BigInt(reduction) * BigInt(passed));
  return print(top, scale * 1_000_000n * BigInt(length));
}

function print(top: bigint, bottom: bigint): string {
  let [a, b] = [top < 0n ? -top : top, bottom];
  while (b !== 0n) [a, b] = [b, a % b];
  return `${top / a}/${bottom / a}`;
}

function fraction(value: Ratio): string {
  const { numerator, denominator } = toIntegers(value);
  return print(numerator, denominator);
}

describe("the path of a target", () => {
  it("equals the fraction of every year exactly", () => {
    fc.assert(
      fc.property(paths, ({ base, reduction, baseYear, length }) => {
        const one = {
          ...path(base, new Decimal(reduction).div(10_000).toFixed(), [baseYear, baseYear + length]),
        };
        const years = pathYears(one);
        expect(years).toHaveLength(length + 1);
        const values = years.map((year) => fraction(pathValue(one, year)));
        expect(values).toEqual(years.map((_, passed) => expected(base, reduction, passed, length)));
      }),
    );
  });

  it("falls by the same amount each year and stays at the target after it", () => {
    fc.assert(
      fc.property(paths, ({ base, reduction, baseYear, length }) => {
        const one = path(base, new Decimal(reduction).div(10_000).toFixed(), [baseYear, baseYear + length]);
        const steps = pathYears(one)
          .slice(1)
          .map((year) => fraction(subtract(pathValue(one, year - 1), pathValue(one, year))));
        expect(new Set(steps).size).toBe(1);
        expect(compare(pathValue(one, baseYear + length + 7), pathValue(one, baseYear + length))).toBe(0);
        expect(compare(pathValue(one, baseYear), one.base)).toBe(0);
      }),
    );
  });

  it("keeps thirds until they are shown", () => {
    expect(toFractionText(pathValue(path("100", "100", [2024, 2027]), 2025))).toBe("200/3");
    expect(followPath(path("100", "100", [2024, 2027]), new Map())[1]!.path).toBe(`66.${"6".repeat(37)}7`);
  });
});

describe("progress", () => {
  const kg = (tonnes: string) => ({ kg: `${tonnes}000`, quantity: null });

  it("leaves a year without an issued report empty", () => {
    const years = followPath(
      path("100", "50"),
      new Map([
        [2020, kg("100")],
        [2022, kg("95")],
      ]),
    );
    expect(years[1]).toEqual({ year: 2021, path: "95", issued: null, difference: null, isAbove: false });
    expect(years[2]).toEqual({ year: 2022, path: "90", issued: "95", difference: "5", isAbove: true });
  });

  it("counts a figure that equals the path as on the path", () => {
    expect(followPath(path("100", "50"), new Map([[2022, kg("90")]]))[2]).toMatchObject({
      isAbove: false,
      difference: "0",
    });
  });

  it("divides an intensity by the units and refuses zero units", () => {
    expect(toFractionText(yearValue({ kg: "1000", quantity: "3" }))).toBe("1/3");
    expect(() => yearValue({ kg: "1000", quantity: "0" })).toThrow();
  });

  it("counts the measures whose effect is still to come", () => {
    const measure = (year: number, effectTonnes: string, state: "planned" | "done" | "dropped") => ({
      year,
      effectTonnes,
      state,
    });
    const measures = [
      measure(2021, "1.5", "planned"),
      measure(2024, "2", "done"),
      measure(2022, "4", "done"),
      measure(2024, "8", "dropped"),
      measure(2031, "16", "planned"),
    ];
    expect(gapOf(path("100", "50"), { year: 2022, ...kg("90") }, measures)).toEqual({
      year: 2022,
      tonnes: "40",
      measures: "3.5",
      left: "36.5",
      isCovered: false,
    });
  });

  it("takes the gap of an intensity at the units of the newest year", () => {
    // 2 t per unit, half of it by 2030, 30 units.
    const gap = gapOf(path("2", "50"), { year: 2022, kg: "45000", quantity: "30" }, []);
    expect(gap).toMatchObject({ tonnes: "15", left: "15" });
  });
});

describe("what a target covers", () => {
  const sums = { byScope: { 1: "1", 2: "2", 3: undefined }, scope2Market: "0.5", byCategory: { waste: "7" } };
  const coverage = { scopes: [1, 2] as const, scope2Method: "market" as const, categories: [] };

  it("adds scopes by their method and the chosen categories", () => {
    expect(coveredParts(coverage, sums)).toEqual(["1", "0.5"]);
    expect(coveredParts({ ...coverage, scope2Method: "location" }, sums)).toEqual(["1", "2"]);
    expect(coveredParts({ ...coverage, scopes: [3], categories: ["waste"] }, sums)).toEqual(["7"]);
  });

  it("has no figure where a scope or category is missing", () => {
    expect(coveredParts({ ...coverage, scopes: [1, 3] }, sums)).toBeNull();
    expect(coveredParts({ ...coverage, scopes: [3], categories: ["waste", "business_travel"] }, sums)).toBeNull();
  });

  it("compares intensities only with the same unit", () => {
    expect(isSamePer({ en: "tonne of steel" }, { en: " tonne of steel", zh: "吨钢" })).toBe(true);
    expect(isSamePer({ en: "", zh: "吨钢" }, { en: "", zh: "吨铝" })).toBe(false);
    expect(isSamePer({}, { en: "" })).toBe(false);
  });
});

describe("the chart of a path", () => {
  const years = Array.from({ length: 31 }, (_, index) => ({
    year: 2020 + index,
    path: String(2_000_000 - index * 50_000),
    issued: index === 2 ? "1950000" : null,
    isAbove: true,
  }));

  it("labels the first and last year, and no neighbour of the last", () => {
    const labels = placePath(years)!.years.filter(({ label }) => label === "both");
    expect(labels[0]!.year).toBe(2020);
    expect(labels.at(-1)!.year).toBe(2050);
    expect(labels.length).toBeLessThanOrEqual(6);
    expect(labels.at(-2)!.year).toBeLessThanOrEqual(2044);
  });

  it("draws a bar for issued years alone", () => {
    expect(
      placePath(years)!
        .years.filter(({ bar }) => bar)
        .map(({ year }) => year),
    ).toEqual([2022]);
    expect(placePath([{ year: 2020, path: "0", issued: null, isAbove: false }])).toBeNull();
  });
});

it("refuses to drop a measure that is done", () => {
  expect(mayBecome("done", "dropped")).toBe(false);
  expect(mayBecome("dropped", "done")).toBe(false);
  expect(mayBecome("done", "under_way")).toBe(true);
});
