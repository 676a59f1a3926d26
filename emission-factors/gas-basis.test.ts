/** A figure in CO2e of a gas is never multiplied by a GWP again. Tested for every such row of the library. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EmissionFactor } from "#app/carbon/document/inventory-document.ts";
import { evaluateFactor } from "#app/carbon/factor/factor-value.ts";
import { equalDecimals, multiplyDecimals, sumDecimals } from "./decimal-text.ts";
import { readLibrary } from "./read-library.ts";
import { toDocumentFactor, toDocumentGwp } from "./to-document.ts";

const { datasets, gwpSets } = readLibrary();
const rows = datasets.flatMap(({ manifest, rows: own }) =>
  own
    .filter(({ basis }) => basis === "co2e_by_gas")
    .map((row) => ({
      name: `${row.id}@${manifest.edition}`,
      row,
      manifest,
      factor: toDocumentFactor(row, manifest) as EmissionFactor,
    })),
);

/** kg CO2e per unit with the publisher's GWPs, each multiplied by `scale`. */
function totalOf(factor: EmissionFactor, scale = "1"): string {
  const values = Object.fromEntries(
    Object.entries(factor.gasesGwp!).map(([gas, gwp]) => [gas, multiplyDecimals(gwp, scale)]),
  );
  const value = evaluateFactor(factor, { set: "the publisher's", values });
  if (value.kind === "property" || value.total === null) throw new Error("no total");
  return value.total;
}

/** Decimals in the UK's tables: five, and two per tonne until 2022. Figures per million litres are per m3 here. */
function placesOf(edition: string, printedUnit: string): number {
  if (printedUnit.endsWith("million litres")) return 8;
  return printedUnit.endsWith("tonnes") && edition < "2023" ? 2 : 5;
}

describe("rows of CO2e by gas", () => {
  it("number in the thousands", () => {
    expect(rows.length).toBeGreaterThan(6500);
  });

  it("equal the exact sum of their columns with the publisher's GWPs", () => {
    const wrong = rows.filter(
      ({ factor }) => !equalDecimals(totalOf(factor), sumDecimals(Object.values(factor.gasesCo2e!))),
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it("equal the published total within its rounding", () => {
    const wrong = rows.flatMap(({ name, row, manifest, factor }) => {
      const columns = Object.values(factor.gasesCo2e!);
      const off = Math.abs(Number(sumDecimals([totalOf(factor), `-${row.co2e}`.replace("--", "")])));
      // Columns and total are rounded separately, and workbook cells have 15 digits.
      const places = placesOf(manifest.edition, row.published_unit);
      const allowed = ((columns.length + 1) / 2) * 10 ** -places + Math.abs(Number(row.co2e)) * 1e-14;
      return off <= allowed ? [] : [`${name}: ${off} off ${row.co2e}`];
    });
    expect(wrong).toEqual([]);
  });

  it("change in proportion to the GWPs for any row and scale", () => {
    fc.assert(
      fc.property(fc.constantFrom(...rows), fc.integer({ min: 1, max: 40 }), ({ factor }, scale) => {
        expect(equalDecimals(totalOf(factor, String(scale)), multiplyDecimals(totalOf(factor), String(scale)))).toBe(
          true,
        );
      }),
      { numRuns: 500 },
    );
  });

  it("use the GWPs of the set that their release names", () => {
    const sets = new Map(gwpSets.map((set) => [set.manifest.id, toDocumentGwp(set).values]));
    for (const { name, manifest, factor } of rows) {
      const values = sets.get(manifest.gwpSet ?? "")!;
      for (const gas of ["CH4", "N2O"].filter((gas) => gas in factor.gasesGwp!)) {
        expect(factor.gasesGwp![gas], `${name} ${gas}`).toBe(values[gas]);
      }
    }
  });
});
