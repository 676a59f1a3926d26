import { expect, test } from "vitest";
import type { DocumentActivity } from "#app/carbon/document/inventory-document.ts";
import { documentOf, fuel, power } from "#app/carbon/document/sample-document.ts";
import { groupDisclosures } from "#app/carbon/total/disclosure-groups.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import { viewQuality } from "./quality-view.ts";

const calculated = (...activities: DocumentActivity[]) => {
  const document = documentOf(...activities);
  return { ...document, results: runInventory(document) };
};
const stated = (activity: string, factor: string) => ({ uncertainty: { activity, factor } });

test("shows each category with its errors independent and shared, in the order of the standard", () => {
  const view = viewQuality(
    calculated(
      power({ id: "c", ...stated("0", "10") }),
      fuel(stated("0", "10")),
      fuel({ id: "b", ...stated("0", "10") }),
    ),
  );
  expect(view.categories.map(({ category, scope, shared }) => [category, scope, shared])).toEqual([
    ["stationary_combustion", 1, "10"],
    ["purchased_electricity", 2, "10"],
  ]);
  expect(Number(view.categories[0]!.independent)).toBeCloseTo(10 / Math.SQRT2, 10);
  expect(view).toMatchObject({ lineCount: 3, crossCheck: null, dataQuality: null });
});

test("adds a cross-check only if approach 1 does not hold and every line states an uncertainty", () => {
  const large = fuel(stated("60", "5"));
  const view = viewQuality(calculated(large));
  expect(view.shared.exceedsApproach1).toBe(true);
  expect(view.crossCheck).toMatchObject({ kind: "cross_check", draws: "10000", correlation: "by_factor" });
  expect(viewQuality(calculated(large))).toEqual(view);
  expect(viewQuality(calculated(large, power({ id: "b" }))).crossCheck).toBeNull();
});

test("names the source of days that are missing or count twice", () => {
  const own = { emissionSource: "s1", description: { en: "Boiler" } };
  const all = groupDisclosures(
    calculated(
      fuel({ ...own, period: { start: "2025-01-01", end: "2025-02-01" } }),
      fuel({ ...own, id: "b", period: { start: "2025-02-01", end: "2025-02-28" } }),
    ),
  );
  const groups = all.filter(({ code }) => code !== "factor_co2_only");
  expect(groups.map(({ code, factor, lineCount, firstLine }) => [code, factor.en, lineCount, firstLine])).toEqual([
    ["period_overlap", "Boiler", 1, "b"],
    ["period_gap", "Boiler", 1, ""],
  ]);
});
