import { describe, expect, test } from "vitest";
import { computeBridge } from "#app/carbon/comparison/bridge.ts";
import { keysOfDocument } from "#app/carbon/comparison/bridge-keys.ts";
import { restateFigures } from "#app/carbon/comparison/restatement.ts";
import type { DocumentActivity, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { documentOf, fuel, power } from "#app/carbon/document/sample-document.ts";
import { divide, fromInteger, toExactOr40 } from "#app/number/ratio.ts";
import { percentOf, proposeRecalculation } from "./base-year.ts";

const boiler = (extra: Partial<DocumentActivity> = {}) => fuel({ description: { en: "Boiler" }, ...extra });
const bridgeOf = (before: InventoryDocument, after: InventoryDocument) =>
  computeBridge({ document: before, keys: keysOfDocument(before) }, { document: after, keys: keysOfDocument(after) });
const base = documentOf(boiler());
const inYear = (year: string, { activities, ...rest }: InventoryDocument) => {
  const period = { start: `${year}-01-01`, end: `${year}-12-31` };
  return { ...rest, period, activities: activities.map((one) => ({ ...one, period })) };
};
const judge = (after: InventoryDocument, thresholdPercent = "5", before = base) => {
  const { triggers, together, organic, isProposed } = proposeRecalculation(bridgeOf(before, after), {
    thresholdPercent,
  });
  return {
    above: triggers.filter((one) => one.isAboveThreshold).map(({ trigger }) => trigger),
    percent: Object.fromEntries(
      triggers.map(({ trigger, percent }) => [trigger, percent.location && toExactOr40(percent.location)]),
    ),
    together: together.isAboveThreshold,
    organic: toExactOr40(organic.location),
    isProposed,
  };
};

describe("a recalculation of the base year is proposed", () => {
  test.each([
    ["for an error above the threshold", documentOf(boiler({ quantity: "10.6" })), ["error"]],
    ["not for one that only reaches it", documentOf(boiler({ quantity: "10.5" })), []],
    ["for an error downwards", documentOf(boiler({ quantity: "9" })), ["error"]],
    ["for a structural change: a share", documentOf(boiler({ share: "0.9" })), ["structural"]],
    [
      "for a structural change: a site",
      documentOf(boiler(), fuel({ id: "n", facility: "g", quantity: "1" })),
      ["structural"],
    ],
    ["for a change of method", documentOf(boiler({ via: ["ncv@1"], factor: "net@1" })), []],
    ["for a change of factor", documentOf(boiler({ unit: "t", factor: "newer@1" })), ["methodology"]],
  ])("%s", (_, after, above) => {
    const newer = {
      kind: "emission" as const,
      id: "newer",
      version: "1",
      unit: "t",
      gases: { CO2: "3300" },
      source: {},
    };
    const answer = judge({ ...after, factors: [...after.factors, newer] });
    expect(answer.above).toEqual(above);
    expect(answer.isProposed).toBe(above.length > 0);
  });

  test("adds up small changes", () => {
    const answer = judge(
      documentOf(boiler({ quantity: "10.3", share: "1" }), fuel({ id: "n", facility: "g", quantity: "0.3" })),
    );
    expect(answer).toMatchObject({
      above: [],
      together: true,
      isProposed: true,
      percent: { error: "3", structural: "3" },
    });
  });

  test("never happens for organic growth, however large", () => {
    const next = inYear("2026", documentOf(boiler({ quantity: "1000" })));
    expect(judge(next)).toMatchObject({ above: [], isProposed: false, organic: "2970000" });
  });

  test("happens for any effect on a base year of zero, without a percentage", () => {
    const empty = documentOf(boiler({ quantity: "0" }));
    expect(judge(documentOf(boiler({ quantity: "1" })), "5", empty)).toMatchObject({
      above: ["error"],
      percent: { error: null, structural: null },
    });
  });

  test("counts other contracts as an error found, market-based", () => {
    const market = { instruments: [], residualFactor: "mix@1" };
    expect(judge(documentOf(power({ market })), "5", documentOf(power({}))).above).toEqual(["methodology"]);
  });
});

test("shows restated figures next to the original ones, by scope and category", () => {
  const after = documentOf(boiler({ share: "1/3" }), power({ id: "b", facility: "f" }));
  expect(restateFigures(bridgeOf(base, after))).toMatchObject([
    { scope: 1, category: null, original: { co2eKg: "30000" }, restated: { co2eKg: "10000" }, percent: "-66.67" },
    { scope: 1, category: "stationary_combustion", difference: { co2eKg: "-20000" } },
    { scope: 2, category: null, original: { co2eKg: "0" }, restated: { co2eKg: "500" }, percent: null },
    { scope: 2, category: "purchased_electricity", difference: { co2eKg: "500", co2eKgMarketBased: "500" } },
  ]);
});

test("rounds a percentage once, half-even", () => {
  expect(percentOf(divide(fromInteger(1), fromInteger(3)), fromInteger(-1))).toBe("33.33");
  expect(percentOf(fromInteger(1), fromInteger(0))).toBeNull();
});
