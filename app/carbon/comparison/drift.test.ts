import { describe, expect, test } from "vitest";
import type { DocumentFactor } from "#app/carbon/document/inventory-document.ts";
import { documentOf, fuel, power, rec } from "#app/carbon/document/sample-document.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import { toExactOr40 } from "#app/number/ratio.ts";
import { differenceOf } from "./bridge.ts";
import { computeDrift } from "./drift.ts";

const source = { title: "Sample" };
const newer: Record<string, DocumentFactor> = {
  "grid@1": { kind: "emission", id: "grid", version: "2", unit: "kWh", gases: { CO2: "0.6", N2O: "0.001" }, source },
  "ncv@1": {
    kind: "property",
    id: "ncv",
    version: "2",
    property: "heating_value",
    heatBasis: "net",
    from: "t",
    to: "GJ",
    value: "41",
    source,
  },
  "mix@1": { kind: "grid_residual", id: "mix", version: "2", unit: "MWh", gases: { CO2: "900" }, source },
  "per-nm3@1": { kind: "emission", id: "per-nm3", version: "2", unit: "kg", gases: { CO2: "2" }, source },
};
const gwp = { set: "AR6", values: { CO2: "1", N2O: "273" }, blends: { "R-1": { N2O: "1" } } };
const document = documentOf(
  power({ id: "p", market: { instruments: [rec("400")], residualFactor: "mix@1" } }),
  fuel({ id: "h", via: ["ncv@1"], factor: "net@1" }),
  fuel({ id: "n", unit: "Nm3", factor: "per-nm3@1" }),
  fuel({ id: "t" }),
);
const frozen = { ...document, results: runInventory(document) };
const choose = (reference: string) => newer[reference] ?? null;

describe("the drift of a frozen document", () => {
  const text = JSON.stringify(frozen);
  const drift = computeDrift(frozen, choose, gwp);

  test("is the exact bridge to the newest releases, including properties and the residual mix", () => {
    const { location, market } = differenceOf(drift.bridge);
    // 1,000 kWh × (0.1 + 0.001 × 273) and 10 t × 1 GJ × 74; market-based 600 kWh × 0.1 and the same heat.
    expect([toExactOr40(location), toExactOr40(market)]).toEqual(["1113", "800"]);
    expect(drift.bridge.byKind.factor).toEqual({ location, market });
    expect(drift.replaced).toEqual([
      { from: "grid@1", to: "grid@2", activities: ["p"] },
      { from: "mix@1", to: "mix@2", activities: ["p"] },
      { from: "ncv@1", to: "ncv@2", activities: ["h"] },
    ]);
  });

  test("reports a line that the newer release doesn't fit, and keeps its frozen factor", () => {
    expect(drift.unresolved).toMatchObject([{ code: "unit_mismatch", activity: "n" }]);
    expect(drift.proposed.activities[2]).toBe(frozen.activities[2]);
  });

  test("leaves the document unchanged, and is empty without newer releases", () => {
    expect(JSON.stringify(frozen)).toBe(text);
    const none = computeDrift(frozen, () => null, gwp);
    expect(none.replaced).toEqual([]);
    expect(none.bridge.steps.every(({ effects }) => effects.length === 0)).toBe(true);
  });
});
