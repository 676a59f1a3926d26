import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DocumentFactor, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import type { CheckedActivity } from "./activity-entry.ts";
import { type ChosenFactors, makePreviewer, type PreviewInputs, sumPreviews } from "./entry-preview.ts";

const grid: DocumentFactor = { kind: "emission", id: "grid", version: "1", unit: "kWh", gases: { CO2: "0.5827" } };
const residual: DocumentFactor = {
  kind: "grid_residual",
  id: "residual",
  version: "1",
  unit: "kWh",
  gases: { CO2: "0.7" },
};
const diesel: DocumentFactor = {
  kind: "emission",
  id: "diesel",
  version: "1",
  unit: "GJ",
  heatBasis: "net",
  gases: { CO2: "72.6", N2O: "0.0039" },
};
const ncv: DocumentFactor = {
  kind: "property",
  id: "ncv",
  version: "1",
  property: "heating_value",
  heatBasis: "net",
  from: "t",
  to: "GJ",
  value: "42.652",
};
const sulphur: DocumentFactor = { kind: "emission", id: "leak", version: "1", unit: "kg", gases: { SF6: "1" } };
const chosen = (factors: DocumentFactor[], parts: Partial<ChosenFactors & { ok: true }>): ChosenFactors => ({
  ok: true,
  factors,
  factorRef: `${factors[0]!.id}@1`,
  viaRefs: [],
  residualRef: null,
  accepted: [],
  ...parts,
});

const inputs: PreviewInputs = {
  period: { start: "2025-01-01", end: "2025-12-31" },
  gwp: { set: "AR6", values: { CO2: "1", N2O: "273" } },
  sources: [
    { id: "power", scope: 2, category: "purchased_electricity", share: "1", chosen: chosen([grid], {}) },
    {
      id: "market",
      scope: 2,
      category: "purchased_electricity",
      share: "1",
      chosen: chosen([grid, residual], { residualRef: "residual@1" }),
    },
    {
      id: "fleet",
      scope: 1,
      category: "mobile_combustion",
      share: "1/3",
      chosen: chosen([diesel, ncv], { viaRefs: ["ncv@1"] }),
    },
    { id: "gas", scope: 1, category: "fugitive", share: "1", chosen: chosen([sulphur], {}) },
    {
      id: "none",
      scope: 1,
      category: "process",
      share: "1",
      chosen: { ok: false, code: "factor_missing", detail: { source: "Kiln" } },
    },
  ],
};

const value: CheckedActivity = {
  sourceId: "power",
  period: { start: "2025-12-01", end: "2025-12-31" },
  quantity: "537600",
  unit: "kWh",
  enteredQuantity: "537600",
  enteredUnit: "kWh",
  dataQuality: "measured",
  evidence: "",
  note: "",
};

const previewer = makePreviewer(inputs);

describe("the preview of an entry", () => {
  it("multiplies the quantity and the factor to the last digit", () => {
    expect(previewer.preview(value)).toMatchObject({ ok: true, co2eKg: "313259.52", co2eKgMarketBased: "313259.52" });
  });

  it("uses properties and shares like the inventory", () => {
    const preview = previewer.preview({ ...value, sourceId: "fleet", quantity: "3", unit: "t" });
    // 3 t × 42.652 GJ/t × (72.6 + 0.0039 × 273) kg/GJ ÷ 3
    expect(preview).toMatchObject({ ok: true, co2eKg: "3141.9467844" });
  });

  it("counts the residual mix only market-based", () => {
    const preview = previewer.preview({ ...value, sourceId: "market", quantity: "437600" });
    expect(preview).toMatchObject({ ok: true, co2eKg: "254989.52", co2eKgMarketBased: "306320" });
  });

  it.each([
    ["a source without a factor", { sourceId: "none" }, "factor_missing"],
    ["a source that is gone", { sourceId: "gone" }, "factor_missing"],
    ["a gas without a GWP", { sourceId: "gas", unit: "kg" as const }, "gwp_missing"],
    ["a unit that leads nowhere", { unit: "t" as const }, "unit_mismatch"],
    ["days outside the inventory", { period: { start: "2024-12-31", end: "2025-01-31" } }, "activity_outside_period"],
  ])("explains why there is no result for %s", (_, change, code) => {
    expect(previewer.preview({ ...value, ...change })).toMatchObject({ ok: false, problems: [{ code }] });
  });

  it("shows the steps of the formula with their factors", () => {
    const preview = previewer.preview({ ...value, sourceId: "fleet", quantity: "3", unit: "t" });
    if (!preview.ok) throw new Error("no preview");
    expect(preview.trace.steps.map((step) => step.kind)).toEqual([
      "entered",
      "property",
      "factor",
      "share",
      "gas",
      "gas",
      "total",
    ]);
    expect(preview.factors.map((factor) => factor.id)).toEqual(["ncv", "diesel"]);
  });

  it("shows the value of one unit of the source's factor", () => {
    expect(previewer.factorOf("fleet")).toEqual({ co2eKg: "73.6647", unit: "GJ" });
    expect(previewer.factorOf("gas")).toBeNull();
    expect(previewer.factorOf("none")).toBeNull();
  });

  it("adds up to the total of the inventory, including thirds", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ cents: fc.nat(10_000_000), fleet: fc.boolean() }), { maxLength: 12 }),
        (rows) => {
          const values = rows.map(({ cents, fleet }) => ({
            ...value,
            ...(fleet ? { sourceId: "fleet", unit: "t" as const } : {}),
            quantity: `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`,
          }));
          const total = sumPreviews(values.map((one) => previewer.preview(one)));
          expect(total).toBe(runInventory(toDocument(values)).totals!.co2eKg);
        },
      ),
      { numRuns: 40 },
    );
  });
});

function toDocument(values: CheckedActivity[]): InventoryDocument {
  return {
    schema: "truetonne/inventory-document/v1",
    organization: { name: { en: "Sample" }, consolidationApproach: "operational_control" },
    period: inputs.period,
    gwp: inputs.gwp,
    factors: [grid, diesel, ncv],
    activities: values.map((one, index) => ({
      id: String(index),
      facility: "f",
      scope: one.sourceId === "fleet" ? 1 : 2,
      category: one.sourceId === "fleet" ? "mobile_combustion" : "purchased_electricity",
      period: one.period,
      quantity: one.quantity,
      unit: one.unit,
      factor: one.sourceId === "fleet" ? "diesel@1" : "grid@1",
      ...(one.sourceId === "fleet" ? { via: ["ncv@1"], share: "1/3" } : {}),
    })),
  };
}
