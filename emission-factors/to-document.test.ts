import { describe, expect, it } from "vitest";
import { type DatasetManifest, FACTOR_COLUMNS, type FactorRow } from "./library-schema.ts";
import { toDocumentFactor } from "./to-document.ts";

const DATASET: Omit<DatasetManifest, "rows" | "sha256"> = {
  id: "sample",
  edition: "2025",
  publisher: "A publisher",
  title: { en: "Sample", zh: "样例" },
  publishedOn: "2025-06-10",
  retrievedOn: "2026-11-24",
  dataYear: 2025,
  validFrom: "2025-01-01",
  validTo: "2025-12-31",
  validityBasis: "calendar year",
  gwpSet: "AR5",
  gasesGwp: { CO2: "1", CH4: "28", CH4_fossil: "28", N2O: "265" },
  gasBasis: "CO2e of each gas",
  trust: "primary_file",
  licence: { name: "OGL", url: "", redistributable: true, attribution: "" },
  sourceTitle: "A workbook",
  sourceTable: "Sheet",
  sourceUrl: "",
  supersedes: null,
  correctionOf: null,
  status: "active",
  comparableWithPrevious: null,
  notes: [],
};

function row(cells: Partial<FactorRow>): FactorRow {
  const empty = Object.fromEntries(FACTOR_COLUMNS.map((column) => [column, ""])) as FactorRow;
  return { ...empty, id: "sample.a", kind: "emission", name_en: "A", unit: "t", status: "active", ...cells };
}

describe("a factor of the document", () => {
  it("has identity, source and validity, and leaves out unpublished values", () => {
    const factor = toDocumentFactor(row({ basis: "co2e", co2e: "2.50", source_cell: "1_2", name_zh: "甲" }), DATASET);
    expect(factor).toEqual({
      kind: "emission",
      id: "sample.a",
      version: "2025",
      publisher: "A publisher",
      name: { en: "A", zh: "甲" },
      validFrom: "2025-01-01",
      validTo: "2025-12-31",
      source: { title: "A workbook", table: "Sheet", cell: "1_2", licence: "OGL" },
      unit: "t",
      co2e: "2.50",
      co2eGwpSet: "AR5",
    });
  });

  it("has the traits given by the publisher", () => {
    const cells = { basis: "co2e", co2e: "4.6", traits: "boundary=tank_to_wheel;radiativeForcing=included" };
    expect(toDocumentFactor(row(cells), DATASET)).toMatchObject({
      boundary: "tank_to_wheel",
      radiativeForcing: "included",
    });
    expect(toDocumentFactor(row({ basis: "co2e", co2e: "4.6" }), DATASET)).not.toHaveProperty("boundary");
  });

  it("keeps masses and leaves out unpublished gases instead of using zero", () => {
    const factor = toDocumentFactor(row({ basis: "mass", co2: "2", n2o: "0", biogenic_co2: "3" }), DATASET);
    expect(factor).toMatchObject({ gases: { CO2: "2", N2O: "0" }, biogenicCo2: "3" });
    expect(Object.keys(factor.kind === "property" ? {} : (factor.gases ?? {}))).toEqual(["CO2", "N2O"]);
  });

  it("has the publisher's GWP of each gas published as CO2e", () => {
    const cells = {
      basis: "co2e_by_gas",
      co2: "2",
      ch4_fossil: "0.1",
      other_gases: "HFC-32=677",
      other_gwp: "HFC-32=677",
    };
    expect(toDocumentFactor(row(cells), DATASET)).toMatchObject({
      gasesCo2e: { CO2: "2", CH4_fossil: "0.1", "HFC-32": "677" },
      gasesGwp: { CO2: "1", CH4_fossil: "28", "HFC-32": "677" },
    });
  });

  it("keeps carbon and oxidation separate, so that 44/12 stays a fraction", () => {
    const cells = { basis: "carbon", carbon: "27.49", oxidation: "0.94", unit: "GJ", heat_basis: "net" };
    expect(toDocumentFactor(row(cells), DATASET)).toMatchObject({
      unit: "GJ",
      heatBasis: "net",
      carbon: { kgCarbonPerUnit: "27.49", oxidation: "0.94" },
    });
  });

  it("turns a heating value into a property", () => {
    const cells = { kind: "property", basis: "property", property: "heating_value", to_unit: "GJ", value: "43.33" };
    expect(toDocumentFactor(row({ ...cells, heat_basis: "net" }), DATASET)).toMatchObject({
      kind: "property",
      property: "heating_value",
      heatBasis: "net",
      from: "t",
      to: "GJ",
      value: "43.33",
    });
  });

  it("prefers the validity of the row", () => {
    const factor = toDocumentFactor(
      row({ basis: "mass", co2: "1", valid_from: "2023-01-01", valid_to: "2023-12-31" }),
      DATASET,
    );
    expect(factor).toMatchObject({ validFrom: "2023-01-01", validTo: "2023-12-31" });
  });

  it("rejects a row without a basis and CO2e without a GWP set", () => {
    expect(() => toDocumentFactor(row({ basis: "" }), DATASET)).toThrow("unknown basis");
    expect(() => toDocumentFactor(row({ basis: "co2e", co2e: "1" }), { ...DATASET, gwpSet: null })).toThrow("no GWP");
    expect(() =>
      toDocumentFactor(row({ basis: "co2e_by_gas", ch4_nonfossil: "1" }), { ...DATASET, gasesGwp: null }),
    ).toThrow("no GWP of CH4_nonfossil");
  });
});
