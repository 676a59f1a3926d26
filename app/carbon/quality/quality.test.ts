import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DocumentActivity, DocumentFactor, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { documentOf, fuel, power } from "#app/carbon/document/sample-document.ts";
import { validateDocument } from "#app/carbon/document/validate-document.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import { assessDataQuality } from "./assess-quality.ts";
import { gradeTime } from "./pedigree.ts";
import { QUALITY_GRADES, type QualityGrade } from "./quality-types.ts";

function run(document: InventoryDocument) {
  expect(validateDocument(document)).toEqual({ ok: true, document });
  return runInventory(document).totals!.dataQuality;
}
const all = (grade: QualityGrade) => ({
  technology: grade,
  time: grade,
  geography: grade,
  completeness: grade,
  reliability: grade,
});
const correction = { kind: "correction" as const, reason: "r" };

test("shows nothing if nothing is stated", () => {
  expect(run(documentOf(fuel({}), power({ id: "b" })))).toBeUndefined();
  expect(runInventory(documentOf(fuel({}))).totals).not.toHaveProperty("dataQuality");
});

describe("primary data", () => {
  test("are counted by number, by quantity and by emissions, each with its weighting", () => {
    // 30,000 kg of 10 t primary, 60,000 kg of 20 t not primary, 500 kg of 1,000 kWh without a statement.
    const document = documentOf(
      fuel({ primary: true }),
      fuel({ id: "b", quantity: "20", primary: false }),
      power({ id: "c" }),
    );
    expect(run(document)!.primary).toEqual({
      unstatedActivities: "1",
      byActivityCount: {
        weighting: "activity_count",
        part: "1",
        whole: "3",
        percent: "33.33333333333333333333333333333333333333",
      },
      byQuantity: [
        {
          weighting: "quantity",
          unit: "t",
          part: "10",
          whole: "30",
          percent: "33.33333333333333333333333333333333333333",
        },
        { weighting: "quantity", unit: "kWh", part: "0", whole: "1000", percent: "0" },
      ],
      byEmissions: {
        weighting: "absolute_co2e_location_based",
        part: "30000",
        whole: "90500",
        percent: "33.14917127071823204419889502762430939227",
      },
    });
  });
  test("weigh a correction by its size, which can't move a share outside 0 to 100, and leave out a credit", () => {
    const document = documentOf(
      fuel({ primary: true }),
      fuel({ id: "b", quantity: "-10", primary: false, entry: correction }),
      fuel({ id: "c", quantity: "-99", primary: false, entry: { kind: "credit", reason: "r" } }),
    );
    expect(run(document)!.primary!.byEmissions).toMatchObject({ part: "30000", whole: "60000", percent: "50" });
  });
  test("have no share if nothing is emitted", () => {
    expect(run(documentOf(fuel({ quantity: "0", primary: true })))!.primary!.byEmissions.percent).toBeNull();
  });
});

describe("grades of table 7.6", () => {
  const year = (start: string, end = start) => ({ start: `${start}-01-01`, end: `${end}-12-31` });
  test.each([
    ["2025", "very_good"],
    ["2023", "very_good"],
    ["2022", "good"],
    ["2020", "good"],
    ["2019", "fair"],
    ["2016", "fair"],
    ["2015", "poor"],
    ["2028", "good"],
  ])("data of %s for 2025 are %s", (dataYear, grade) => expect(gradeTime(dataYear, year("2025"))).toBe(grade));
  test("depend on the year that is furthest away", () => expect(gradeTime("2023", year("2024", "2026"))).toBe("good"));

  test("averages the five indicators, weighted by emissions", () => {
    // 30,000 kg at 1, 10,000 kg at (1 + 2 + 3 + 4 + 4) ÷ 5 = 2.8: (30,000 × 1 + 10,000 × 2.8) ÷ 40,000
    const mixed = { ...all("poor"), technology: "very_good", time: "good", geography: "fair" } as const;
    const document = documentOf(
      fuel({ quality: all("very_good") }),
      power({ id: "b", quantity: "20000", quality: mixed }),
      fuel({ id: "c", quantity: "20" }),
    );
    const quality = run(document)!.quality!;
    expect(quality.total).toEqual({ score: "1.45", coveredPercent: "40" });
    expect(quality.byIndicator.completeness).toEqual({ score: "1.75", coveredPercent: "40" });
    expect(quality.byCategory).toEqual({
      stationary_combustion: { score: "1", coveredPercent: "33.33333333333333333333333333333333333333" },
      purchased_electricity: { score: "2.8", coveredPercent: "100" },
    });
  });
  test("gives no score to a line without all five indicators, but counts those it states", () => {
    const quality = run(documentOf(fuel({ quality: { reliability: "fair" } })))!.quality!;
    expect(quality.total).toEqual({ score: null, coveredPercent: "0" });
    expect(quality.byIndicator.reliability).toEqual({ score: "3", coveredPercent: "100" });
    expect(quality.byIndicator.time).toEqual({ score: null, coveredPercent: "0" });
  });

  const withFactor = (extra: Partial<DocumentFactor>, ...activities: DocumentActivity[]): InventoryDocument => {
    const document = documentOf(...activities);
    const factors = document.factors.map((one) =>
      one.id === "per-t" ? ({ ...one, ...extra } as DocumentFactor) : one,
    );
    return { ...document, factors };
  };
  test("derives the grade for time from the factor's data year only if none is stated", () => {
    const derived = run(withFactor({ dataYear: "2019" }, fuel({})))!.quality!;
    expect([derived.byIndicator.time.score, derived.derivedTime]).toEqual(["3", "1"]);
    const stated = run(withFactor({ dataYear: "2019" }, fuel({ quality: { time: "good" } })))!.quality!;
    expect([stated.byIndicator.time.score, stated.derivedTime]).toEqual(["2", "0"]);
  });
  test("weights tiers of factors by emissions", () => {
    const document = withFactor({ tier: 2 }, fuel({}), power({ id: "b", quantity: "20000" }));
    expect(run(document)!.factorTier).toEqual({
      scale: "ipcc_2006_tier_1_to_3",
      weighting: "absolute_co2e_location_based",
      total: { score: "2", coveredPercent: "75" },
      co2eKgByTier: { 1: "0", 2: "30000", 3: "0", unstated: "10000" },
    });
  });
});

test("keeps scores on their scale, for any order of activities", () => {
  const grade = fc.constantFrom(...QUALITY_GRADES);
  const row = fc.tuple(fc.integer({ min: -500, max: 500 }), grade, grade, fc.option(fc.boolean(), { nil: undefined }));
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
      const activities = rows.map(([quantity, one, two, primary], index) =>
        fuel({
          id: `a${index}`,
          quantity: String(quantity),
          quality: { ...all(one), time: two },
          ...(primary === undefined ? {} : { primary }),
          ...(quantity < 0 ? { entry: correction } : {}),
        }),
      );
      const found = assessDataQuality(documentOf(...activities))!;
      const backward = assessDataQuality(documentOf(...[...activities].reverse()))!;
      expect(backward).toEqual(found);
      const { score } = found.quality!.total;
      if (score !== null) expect(Number(score) >= 1 && Number(score) <= 4).toBe(true);
      const percent = found.primary?.byEmissions.percent ?? null;
      if (percent !== null) expect(Number(percent) >= 0 && Number(percent) <= 100).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test.each([
  [{ primary: "yes" }, "wrong_type", "/activities/0/primary"],
  [{ quality: { time: "superb" } }, "value_unknown", "/activities/0/quality/time"],
  [{ quality: [] }, "wrong_type", "/activities/0/quality"],
  [{ emissionSource: " " }, "text_empty", "/activities/0/emissionSource"],
])("rejects %o", (extra, code, pointer) => {
  const faults = validateDocument(documentOf(fuel(extra as Partial<DocumentActivity>)));
  expect(faults).toMatchObject({ ok: false, faults: [{ code, pointer }] });
});
