import { describe, expect, test } from "vitest";
import type { DocumentActivity } from "#app/carbon/document/inventory-document.ts";
import { documentOf, fuel, power, rec } from "#app/carbon/document/sample-document.ts";
import { validateDocument } from "#app/carbon/document/validate-document.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import { calculateLine } from "./calculation-trace.ts";

function run(...activities: DocumentActivity[]) {
  const document = documentOf(...activities);
  expect(validateDocument(document)).toEqual({ ok: true, document });
  return runInventory(document);
}

describe("calculateLine", () => {
  test("explains how the number was calculated", () => {
    const activity = fuel({ quantity: "500", unit: "kg", via: ["ncv@1"], factor: "net@1", share: "1/3" });
    const result = calculateLine(documentOf(), activity);
    expect(result).toMatchObject({ ok: true, line: { co2eKg: `493.${"3".repeat(37)}` } });
    expect(result.ok && result.trace.steps).toEqual([
      { kind: "entered", quantity: "500", unit: "kg" },
      { kind: "conversion", from: "kg", to: "t", ratio: "0.001", result: "0.5" },
      {
        kind: "property",
        factor: "ncv@1",
        property: "heating_value",
        direction: "forward",
        value: "40",
        from: "t",
        to: "GJ",
        result: "20",
      },
      { kind: "factor", factor: "net@1", unit: "GJ", quantity: "20" },
      { kind: "share", share: "1/3" },
      {
        kind: "gas",
        gas: "CO2",
        kgPerUnit: "74",
        kg: `493.${"3".repeat(37)}`,
        gwp: "1",
        co2eKg: `493.${"3".repeat(37)}`,
      },
      { kind: "total", co2eKg: `493.${"3".repeat(37)}` },
    ]);
  });

  test("gives errors and issues of the row, with pointers into the row", () => {
    expect(calculateLine(documentOf(), fuel({ quantity: "1,5" }))).toMatchObject({
      ok: false,
      faults: [{ code: "number_grammar", pointer: "/quantity" }],
    });
    expect(calculateLine(documentOf(), fuel({ unit: "L" }))).toMatchObject({
      ok: false,
      issues: [{ code: "unit_mismatch", pointer: "/unit" }],
    });
  });

  test("equals the line of the whole run", () => {
    const activity = power({ market: { instruments: [rec("400")], residualFactor: "mix@1" } });
    const row = calculateLine(documentOf(), activity);
    expect(row.ok && row.line).toEqual(run(activity).lines[0]);
    expect(row.ok && row.trace.steps.filter(({ kind }) => kind === "market")).toEqual([
      { kind: "market", part: "instrument", factor: "green@1", quantity: "0.4", unit: "MWh", co2eKg: "4" },
      { kind: "market", part: "residual", factor: "mix@1", quantity: "0.6", unit: "MWh", co2eKg: "480" },
    ]);
  });
});
