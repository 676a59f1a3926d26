import { describe, expect, it } from "vitest";
import { SCOPES } from "#app/carbon/line/scope.ts";
import { Decimal } from "#app/number/decimal.ts";
import { buildReportModel } from "#app/report/model.ts";
import { sampleDocument, sampleFacts } from "#app/report/sample-report.ts";

const document = sampleDocument();
const model = buildReportModel({ document, facts: sampleFacts(""), locale: "en", inventoryJson: "" });
const totals = document.results!.totals!;
const sum = (values: string[]) => values.reduce((total, value) => total.plus(value), new Decimal(0));

/** Sums of printed values may differ from the exact total in the 40th digit. */
function expectSame(values: string[], total: string): void {
  expect(sum(values).minus(total).abs().lessThan("1e-20")).toBe(true);
}

describe("the breakdown of a report", () => {
  const { breakdown } = model;

  it("adds up in every direction", () => {
    expectSame(
      breakdown.facilities.map((row) => row.co2eKg),
      totals.co2eKg,
    );
    expectSame(
      breakdown.months.map((row) => row.co2eKg),
      totals.co2eKg,
    );
    expectSame(
      breakdown.quality.map((row) => row.co2eKg),
      totals.co2eKg,
    );
    expectSame(Object.values(breakdown.gases), totals.co2eKg);
    expectSame(Object.values(breakdown.grades), totals.co2eKg);
    for (const scope of SCOPES) {
      expectSame(Object.values(breakdown.gasesByScope[scope]), totals.byScope[scope]);
      expectSame(
        breakdown.months.map((row) => row.byScope[scope]),
        totals.byScope[scope],
      );
      expectSame(
        breakdown.facilities.map((row) => row.byScope[scope]),
        totals.byScope[scope],
      );
    }
  });

  it("counts a blend under the groups of its gases, and CO2e without a split apart", () => {
    expect(breakdown.gases.HFC).toBe(totals.byGasCo2eKg["R-410A"]);
    expect(breakdown.gases.other).toBe("0");
    expect(breakdown.gases.unsplit).toBe(totals.byGasCo2eKg.unsplit);
    expect(breakdown.gases.SF6).toBe("0");
  });

  it("lists every factor that is used, once", () => {
    const references = [...model.factors, ...model.properties].map((entry) => entry.reference);
    expect(new Set(references).size).toBe(references.length);
    for (const { factor, via = [] } of document.activities) {
      for (const reference of [factor, ...via]) expect(references).toContain(reference);
    }
  });

  it("groups disclosures with what their lines emit", () => {
    const mismatch = breakdown.disclosures.find(({ code }) => code === "gwp_set_mismatch")!;
    expect(mismatch.activities).toHaveLength(12);
    expect(mismatch.co2eKg).toBe(totals.byGasCo2eKg.unsplit);
  });

  it("survives being stored", () => {
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });

  it("refuses a document without totals", () => {
    const { results: _, ...bare } = document;
    const input = { document: bare, facts: sampleFacts(""), locale: "en" as const, inventoryJson: "" };
    expect(() => buildReportModel(input)).toThrow(/totals/);
  });
});
