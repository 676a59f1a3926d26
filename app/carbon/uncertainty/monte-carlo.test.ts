import { describe, expect, test } from "vitest";
import type { DocumentActivity } from "#app/carbon/document/inventory-document.ts";
import { documentOf, fuel, power } from "#app/carbon/document/sample-document.ts";
import { validateDocument } from "#app/carbon/document/validate-document.ts";
import { type MonteCarlo, runMonteCarlo, type SimulatedFigure } from "./monte-carlo.ts";
import type { DocumentUncertainty, StatedUncertainty } from "./uncertainty-types.ts";

const Z = 1.959963984540054;

function check(activities: DocumentActivity[], uncertainty?: DocumentUncertainty, draws = 40_000): MonteCarlo {
  const document = { ...documentOf(...activities), ...(uncertainty ? { uncertainty } : {}) };
  expect(validateDocument(document)).toEqual({ ok: true, document });
  const outcome = runMonteCarlo(document, { seed: 20260101n, draws });
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.crossCheck;
}

const line = (id: string, uncertainty: StatedUncertainty, extra: Partial<DocumentActivity> = {}) =>
  fuel({ id, uncertainty, ...extra });

/** Within four standard errors of the closed form, with an error small enough to be meaningful. */
function expectFigure(found: SimulatedFigure, expected: { mean: number; low: number; high: number }): void {
  const pairs = [
    [found.meanKg, found.meanStandardErrorKg, expected.mean],
    [found.lowKg, found.lowStandardErrorKg, expected.low],
    [found.highKg, found.highStandardErrorKg, expected.high],
  ] as const;
  for (const [value, error, wanted] of pairs) {
    expect(Math.abs(Number(value) - wanted)).toBeLessThanOrEqual(4.5 * Number(error));
    expect(Number(error)).toBeLessThan(0.02 * expected.mean);
  }
}

const normal = (mean: number, percent: number) => ({
  mean,
  low: mean * (1 - percent / 100),
  high: mean * (1 + percent / 100),
});
const lognormal = (mean: number, spread: number) => ({
  mean,
  low: mean * Math.exp(-spread * Z - spread ** 2 / 2),
  high: mean * Math.exp(spread * Z - spread ** 2 / 2),
});
const spreadOf = (percent: number) => Math.sqrt(Math.log(1 + (percent / 100 / Z) ** 2));

describe("agrees with analytical results", () => {
  test("for one normal error", () => {
    expectFigure(check([line("a", { activity: "20", factor: "0" })]).total, normal(30_000, 20));
  });
  test("for a sum of independent normals: 30 t ± 20 % and 30 t ± 15 % are 60 t ± 12.5 %", () => {
    const found = check([line("a", { activity: "20", factor: "0" }), line("b", { activity: "15", factor: "0" })]);
    expectFigure(found.total, normal(60_000, 12.5));
    expect(found.approach1Percent).toBe("12.5");
    expect(Number(found.total.plusPercent)).toBeCloseTo(12.5, 0);
  });
  test("for one factor in two lines: 60 t ± 20 %", () => {
    const lines = [line("a", { activity: "0", factor: "20" }), line("b", { activity: "0", factor: "20" })];
    expectFigure(check(lines, { correlation: "by_factor" }).total, normal(60_000, 20));
    expectFigure(check(lines).total, normal(60_000, 20 / Math.SQRT2));
  });
  test("for a group: absolute uncertainties add", () => {
    const lines = [line("a", { activity: "12", factor: "16" }), line("b", { activity: "10", factor: "0" })];
    expectFigure(check(lines, { correlation: "by_group", groups: [["a", "b"]] }).total, normal(60_000, 15));
  });
  test("for a product of lognormals: variances of the logarithms add", () => {
    const found = check([line("a", { activity: "60", factor: "80" })]);
    expectFigure(found.total, lognormal(30_000, Math.hypot(spreadOf(60), spreadOf(80))));
    expect(Number(found.total.lowKg)).toBeGreaterThan(0);
    expect(Number(found.total.plusPercent)).toBeGreaterThan(Number(found.total.minusPercent) * 1.5);
    expect(found.approach1Percent).toBe("100");
  });
  test("for a stated shape", () => {
    const shaped = (distribution: StatedUncertainty["distribution"]) =>
      check([line("a", { activity: "20", factor: "0", distribution: distribution! })]).total;
    expectFigure(shaped({ activity: "uniform" }), normal(30_000, 20));
    expectFigure(shaped({ activity: "triangular" }), normal(30_000, 20));
    expectFigure(shaped({ activity: "lognormal" }), lognormal(30_000, spreadOf(20)));
  });
  test("for a shared factor, whose error a correction removes", () => {
    const correction = line(
      "b",
      { activity: "0", factor: "20" },
      { quantity: "-5", entry: { kind: "correction", reason: "r" } },
    );
    const found = check([line("a", { activity: "0", factor: "20" }), correction], { correlation: "by_factor" });
    expectFigure(found.total, normal(15_000, 20));
  });
  test("for each scope and category", () => {
    const found = check([
      line("a", { activity: "20", factor: "0" }),
      power({ id: "b", quantity: "20000", uncertainty: { activity: "10", factor: "0" } }),
    ]);
    expectFigure(found.byScope["1"]!, normal(30_000, 20));
    expectFigure(found.byCategory.purchased_electricity!, normal(10_000, 10));
    expect(Object.keys(found.byScope)).toEqual(["1", "2"]);
  });
});

describe("a seed", () => {
  const lines = [
    line("a", { activity: "40", factor: "25" }),
    line("b", { activity: "5", factor: "25" }),
    power({ id: "c", uncertainty: { activity: "2", factor: "70" } }),
  ];
  test("gives the same figures to the last digit on any machine, as stored here", () => {
    const document = { ...documentOf(...lines), uncertainty: { correlation: "by_factor" as const } };
    const outcome = runMonteCarlo(document, { seed: 1n, draws: 2_000 });
    expect(outcome).toMatchObject({ ok: true, crossCheck: { seed: "1", draws: "2000", kind: "cross_check" } });
    if (outcome.ok)
      expect(outcome.crossCheck.total).toMatchInlineSnapshot(`
      {
        "highKg": "81900",
        "highStandardErrorKg": "340",
        "lowKg": "41800",
        "lowStandardErrorKg": "510",
        "meanKg": "60600",
        "meanStandardErrorKg": "230",
        "minusPercent": "31",
        "plusPercent": "35.3",
      }
    `);
    expect(runMonteCarlo(document, { seed: 2n, draws: 2_000 })).not.toEqual(outcome);
  });
  test("gives the same figures for any order of activities", () => {
    const [forward, backward] = [lines, [...lines].reverse()].map((some) => check(some, undefined, 1_000));
    expect(forward).toEqual(backward);
  });
});

describe("rejects", () => {
  test.each([
    ["uncertainty_unstated", [line("a", { activity: "1", factor: "1" }), fuel({ id: "b" })], ["b"]],
    ["lines_with_issues", [fuel({ id: "c", quantity: "-1" })], ["c"]],
    ["no_lines", [], []],
  ])("%s", (code, activities, named) => {
    expect(runMonteCarlo(documentOf(...activities))).toEqual({ ok: false, code, activities: named });
  });
  test("too few and too many draws, and a seed of more than 64 bits", () => {
    const document = documentOf(line("a", { activity: "1", factor: "1" }));
    expect(() => runMonteCarlo(document, { draws: 999 })).toThrow("value_out_of_range");
    expect(() => runMonteCarlo(document, { draws: 1_000_001 })).toThrow("value_out_of_range");
    expect(() => runMonteCarlo(document, { seed: 1n << 64n })).toThrow("value_out_of_range");
  });
  test("prints a certain line without an error", () => {
    const found = check([line("a", { activity: "0", factor: "0" })], undefined, 1_000);
    expect(found.total).toMatchObject({ meanKg: "30000", lowKg: "30000", minusPercent: "0", meanStandardErrorKg: "0" });
  });
});
