/** Every file that ships, against the schema and the rules of the library. */
import { describe, expect, it } from "vitest";
import { BOUNDS, checkDecimal } from "#app/carbon/decimal.ts";
import { DocumentReader } from "#app/carbon/document-reader.ts";
import { CATEGORIES, isCategory, scopeOf } from "#app/carbon/scope.ts";
import { isUnitCode } from "#app/carbon/unit.ts";
import { validateFactor } from "#app/carbon/validate-factor.ts";
import { equalDecimals, isDecimalText, sumDecimals } from "./decimal-text.ts";
import { FACTOR_BASES, FACTOR_METHODS, FACTOR_STATUSES, TRUST_GRADES } from "./library-schema.ts";
import { readLibrary } from "./read-library.ts";
import { toDocumentFactor } from "./to-document.ts";

const library = readLibrary();
const all = library.datasets.flatMap(({ manifest, rows }) => rows.map((row) => ({ manifest, row })));
const named = library.datasets.map(
  (dataset) => [`${dataset.manifest.id}@${dataset.manifest.edition}`, dataset] as const,
);

/** Columns with one figure each. */
const NUMBERS = [
  "co2",
  "ch4_fossil",
  "ch4_nonfossil",
  "ch4",
  "n2o",
  "co2e",
  "carbon",
  "oxidation",
  "biogenic_co2",
] as const;

describe("the shipped library", () => {
  it("holds the editions that the product promises", () => {
    const keys = named.map(([key]) => key);
    for (const key of [
      ...["2021", "2022", "2023", "2024", "2025"].map((year) => `uk-desnz@${year}`),
      ...["2023", "2024", "2025"].map((year) => `us-epa-hub@${year}`),
      ...["2021", "2022", "2023", "2023-rev2"].map((year) => `us-egrid@${year}`),
      ...["2021", "2022", "2023"].map((year) => `cn-mee-grid@${year}`),
      ...["1.2", "1.3"].map((release) => `us-epa-supply-chain@${release}`),
      "cn-ndrc-industry-fuels@2015",
      "eu-cbam-fuels@2025-2547",
      "ember-electricity@2026-06",
    ]) {
      expect(keys).toContain(key);
    }
    expect(all.length).toBeGreaterThan(17_000);
  });

  it("has no reference twice", () => {
    const references = all.map(({ manifest, row }) => `${row.id}@${manifest.edition}`);
    expect(new Set(references).size).toBe(references.length);
  });

  it("ships nothing that is unconfirmed, implausible or not redistributable", () => {
    const trust = new Set(all.map(({ manifest, row }) => row.trust || manifest.trust));
    for (const grade of trust) expect(TRUST_GRADES).toContain(grade);
    for (const [key, { manifest }] of named) {
      expect(manifest.licence.redistributable, key).toBe(true);
      expect(manifest.licence.name, key).not.toMatch(/NC|NonCommercial|IPCC|ODbL/);
      expect(manifest.publisher, key).not.toMatch(/IPCC|IEA|Electricity Maps/);
    }
  });

  it("leaves out the five implausible rows of the 2024 hub and keeps their other editions", () => {
    const keys = ["t8-passenger-car-vehicle-mile", "t8-light-duty-truck-vehicle-mile", "t10-motorcycle-vehicle-mile"];
    for (const key of keys) {
      const editions = all.filter(({ row }) => row.id === `us-epa-hub.${key}`).map(({ manifest }) => manifest.edition);
      expect(editions, key).toEqual(["2023", "2025"]);
    }
  });
});

describe.each(named)("%s", (_key, { manifest, rows }) => {
  it("has rows of the schema", () => {
    expect(rows.length).toBe(manifest.rows);
    expect(FACTOR_STATUSES).toContain(manifest.status);
    for (const row of rows) {
      expect(row.id).toMatch(/^[A-Za-z0-9._-]+$/);
      expect(row.id.startsWith(`${manifest.id}.`), row.id).toBe(true);
      expect(["emission", "grid_residual", "property"]).toContain(row.kind);
      expect(FACTOR_BASES).toContain(row.basis);
      expect(FACTOR_STATUSES).toContain(row.status);
      if (row.status !== "active") expect(row.status_reason, row.id).not.toBe("");
      if (row.method !== "") expect(FACTOR_METHODS).toContain(row.method);
      expect(isUnitCode(row.unit), `${row.id}: ${row.unit}`).toBe(true);
      expect(row.name_en, row.id).not.toBe("");
    }
  });

  it("has figures within the bounds of the inventory document", () => {
    for (const row of rows) {
      const figures = [...NUMBERS.map((column) => row[column]), row.value].filter((text) => text !== "");
      for (const text of figures) expect(checkDecimal(text, BOUNDS.factor), `${row.id}: ${text}`).toBeNull();
    }
  });

  it("gives a valid factor for every row", () => {
    for (const row of rows) {
      const reader = new DocumentReader();
      validateFactor(reader, toDocumentFactor(row, manifest), row.id);
      expect(reader.faults, row.id).toEqual([]);
    }
  });

  it("has a category that fits its scope, or neither", () => {
    for (const row of rows) {
      if (row.category === "") expect(row.scope, row.id).toBe("");
      else {
        expect(isCategory(row.category), `${row.id}: ${row.category}`).toBe(true);
        if (isCategory(row.category)) expect(String(scopeOf(row.category)), row.id).toBe(row.scope);
      }
    }
    expect(Object.keys(CATEGORIES)).toEqual(["1", "2", "3"]);
  });

  it("selects nothing marginal, and counts no gas outside the Kyoto basket", () => {
    for (const row of rows) {
      if (["marginal", "montreal_protocol", "montreal_included", "footprint_lifecycle"].includes(row.method)) {
        expect(row.status, row.id).toBe("not_for_inventories");
      }
    }
  });
});

describe("UK factors", () => {
  it("split into gases that sum to the published total", () => {
    let checked = 0;
    for (const { row, manifest } of all) {
      if (manifest.id !== "uk-desnz" || row.basis !== "co2e_by_gas" || row.co2 === "" || row.n2o === "") continue;
      const sum = sumDecimals([row.co2, row.ch4 || row.ch4_fossil || "0", row.n2o]);
      // Spreadsheet cells carry 15 significant digits, and columns are rounded apart (methodology rule 16).
      expect(differenceWithin(sum, row.co2e, 0.000015), `${row.id}@${manifest.edition}: ${sum} ≠ ${row.co2e}`).toBe(
        true,
      );
      checked += 1;
    }
    expect(checked).toBeGreaterThan(6000);
  });

  it("state the GWP of every gas they name", () => {
    for (const { row, manifest } of all.filter(({ row }) => row.basis === "co2e_by_gas")) {
      const factor = toDocumentFactor(row, manifest);
      if (factor.kind === "property") continue;
      expect(Object.keys(factor.gasesGwp ?? {}), row.id).toEqual(Object.keys(factor.gasesCo2e ?? {}));
      for (const gwp of Object.values(factor.gasesGwp ?? {})) expect(isDecimalText(gwp)).toBe(true);
    }
  });
});

/** Only for a tolerance; the figures themselves stay text. */
function differenceWithin(a: string, b: string, tolerance: number): boolean {
  return equalDecimals(a, b) || Math.abs(Number(a) - Number(b)) <= tolerance * Math.max(1, Math.abs(Number(b)));
}
