import { describe, expect, test } from "vitest";
import type { DocumentActivity } from "#app/carbon/document/inventory-document.ts";
import { documentOf, fuel, notesBesidesCo2, power, rec } from "#app/carbon/document/sample-document.ts";
import { validateDocument } from "#app/carbon/document/validate-document.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";

function run(...activities: DocumentActivity[]) {
  const document = documentOf(...activities);
  expect(validateDocument(document)).toEqual({ ok: true, document });
  return runInventory(document);
}

describe("market-based scope 2", () => {
  test.each<[string, Partial<DocumentActivity>, string, string[]]>([
    ["no market: all of it is the rest", {}, "500", ["market_based_grid_average"]],
    ["an empty market", { market: { instruments: [], residualFactor: null } }, "500", ["market_based_grid_average"]],
    ["all residual", { market: { instruments: [], residualFactor: "mix@1" } }, "800", []],
    ["part covered, residual", { market: { instruments: [rec("0.4", "MWh")], residualFactor: "mix@1" } }, "484", []],
    [
      "part covered, grid",
      { market: { instruments: [rec("100"), rec("1.44", "GJ")], residualFactor: null } },
      "255",
      ["market_based_grid_average"],
    ],
    [
      "all covered: nothing is left to disclose",
      { market: { instruments: [rec("1000")], residualFactor: null } },
      "10",
      [],
    ],
    [
      "the share applies to instruments too",
      { share: "0.5", market: { instruments: [rec("1000")], residualFactor: null } },
      "5",
      [],
    ],
    ["nothing bought", { quantity: "0" }, "0", []],
    [
      "a correction",
      { quantity: "-100", entry: { kind: "correction", reason: "r" } },
      "-50",
      ["market_based_grid_average"],
    ],
    [
      "losses before the factor scale the certificates",
      { via: ["losses@1"], market: { instruments: [rec("1000")], residualFactor: null } },
      "10",
      [],
    ],
  ])("%s", (_, extra, marketBased, codes) => {
    const results = run(power(extra));
    expect(results.issues).toEqual([]);
    expect(results.lines[0]!.co2eKgMarketBased).toBe(marketBased);
    expect(results.totals!.scope2.marketBased).toBe(marketBased);
    expect(notesBesidesCo2(results).map(({ code }) => code)).toEqual(codes);
  });

  test.each<[string, Partial<DocumentActivity>, string, string]>([
    [
      "more than was used",
      { market: { instruments: [rec("600"), rec("400.000000000001")], residualFactor: null } },
      "instrument_exceeds_consumption",
      "/activities/0/market/instruments",
    ],
    [
      "certificates for nothing",
      { quantity: "0", market: { instruments: [rec("1")], residualFactor: null } },
      "instrument_exceeds_consumption",
      "/activities/0/market/instruments",
    ],
    [
      "an instrument in kilograms",
      { market: { instruments: [rec("1", "kg")], residualFactor: null } },
      "unit_mismatch",
      "/activities/0/market/instruments/0/unit",
    ],
    [
      "an instrument's factor per tonne",
      { market: { instruments: [rec("1", "kWh", "per-t@1")], residualFactor: null } },
      "unit_mismatch",
      "/activities/0/market/instruments/0/unit",
    ],
    [
      "a residual factor per kilogram",
      { market: { instruments: [], residualFactor: "mix-kg@1" } },
      "unit_mismatch",
      "/activities/0/market/residualFactor",
    ],
    [
      "an instrument's factor of another year",
      { market: { instruments: [rec("1", "kWh", "old@1")], residualFactor: null } },
      "factor_not_valid",
      "/activities/0/market/instruments/0/factor",
    ],
  ])("reports %s as an issue", (_, extra, code, pointer) => {
    expect(run(power(extra)).issues).toEqual([expect.objectContaining({ code, pointer })]);
  });

  test("never changes location-based totals by a contract", () => {
    const totals = run(power({ market: { instruments: [rec("1000")], residualFactor: null } }), fuel({ id: "b" }))
      .totals!;
    expect(totals).toMatchObject({
      co2eKg: "30500",
      co2eKgMarketBased: "30010",
      byScope: { 1: "30000", 2: "500", 3: "0" },
    });
  });
});
