import { describe, expect, it } from "vitest";
import { faultsOf, readFiles, shippedRows, withoutState, workbookFile } from "#tests/support/publications/read-file.ts";
import { ukFlatFile, ukSample } from "#tests/support/publications/uk-flat-file.ts";

const SAMPLE = ukSample(2025);

/** The sample with one changed cell: in the row of this ID, below this heading. */
function changed(id: string, heading: string, text: string, sample = SAMPLE): string[][] {
  const column = sample[0]!.indexOf(heading);
  return sample.map((row) => (row[0] === id ? row.map((cell, at) => (at === column ? text : cell)) : row));
}

const faults = (rows: string[][]) => faultsOf(workbookFile(ukFlatFile(rows)));

describe("the UK flat file", () => {
  it.each([2021, 2023, 2025] as const)("of %i gives the shipped rows, figure by figure", (year) => {
    const { edition, version, publications } = readFiles(workbookFile(ukFlatFile(ukSample(year))));
    expect([edition, version]).toEqual([String(year), "v1.0"]);
    const shipped = shippedRows("uk-desnz", String(year));
    const rows = publications[0]!.rows;
    expect(rows.length).toBeGreaterThan(180);
    for (const row of rows) expect(withoutState(row)).toEqual(withoutState(shipped.get(row.id)!));
    expect(new Set(rows.map(({ source_table }) => source_table)).size).toBeGreaterThan(25);
  });

  it("keeps version and date of its front page", () => {
    const file = ukFlatFile(SAMPLE, { version: "v1.1" });
    const { version, publications } = readFiles(workbookFile(file));
    expect(version).toBe("v1.1");
    expect(publications[0]!.manifest).toMatchObject({ publishedOn: "2025-06-10", sourceTitle: /v1\.1$/ });
  });

  it("counts rows without a figure or emission", () => {
    const [publication] = readFiles(
      workbookFile(ukFlatFile(changed("29_600_4001_13_1", "GHG Conversion Factor 2025", ""))),
    ).publications;
    expect([...publication!.leftOut.keys()]).toContain("energy use of vehicles (SECR), no emission factor");
  });

  it("recognizes a later release by the heading of its figures", () => {
    const rows = SAMPLE.map((row, at) => (at === 0 ? row.map((text) => text.replace("2025", "2026")) : row));
    const { edition, publications } = readFiles(workbookFile(ukFlatFile(rows)));
    expect(edition).toBe("2026");
    expect(publications[0]!.manifest).toMatchObject({ validFrom: "2026-01-01", validTo: "2026-12-31", gwpSet: "AR5" });
  });
});

describe("a rejected UK flat file", () => {
  const FIGURE = "GHG Conversion Factor 2025";
  const electricity = "7_400_4000_5_1";
  const rowOf = (id: string) => SAMPLE.findIndex((row) => row[0] === id) + 6;

  it.each([
    ["total_mismatch", changed(electricity, FIGURE, "0.277"), "J"],
    ["total_mismatch", changed(electricity, FIGURE, "0.17704"), "J"],
    ["unknown_unit", changed(electricity, "UOM", "therms"), "H"],
    ["unknown_gas", changed(electricity, "GHG/Unit", "kg CO2e of SF6 per unit"), "I"],
    ["unknown_heading", changed(electricity, "Scope", "Scope 4"), "B"],
    ["not_a_number", changed(electricity, FIGURE, "about 0.2"), "J"],
    ["duplicate", [...SAMPLE, SAMPLE.find((row) => row[0] === electricity)!], null],
  ] as const)("%s, with its cell", (code, rows, column) => {
    const found = faults(rows.map((row) => [...row]));
    expect(found.map((fault) => fault.code)).toContain(code);
    const fault = found.find((one) => one.code === code)!;
    expect(fault.sheet).toBe("Factors by Category");
    if (column !== null)
      expect(fault).toMatchObject({ row: rowOf(electricity), cell: `${column}${rowOf(electricity)}` });
  });

  it("gwp_mismatch, if its refrigerants follow another assessment report", () => {
    const methane = SAMPLE.find((row) => row[4] === "Methane" && row[6] === "Emissions including only Kyoto products")!;
    expect(faults(changed(methane[0]!, FIGURE, "25"))).toMatchObject([
      { code: "gwp_mismatch", facts: { gas: "Methane", found: "25", expected: "28" } },
    ]);
  });

  it("missing_column, by name", () => {
    const rows = SAMPLE.map((row) => row.filter((_, at) => SAMPLE[0]![at] !== "Column Text"));
    expect(faults(rows)).toMatchObject([{ code: "missing_column", row: 6, cell: "Column Text" }]);
  });

  it("unknown_heading, for an unsupported sheet", () => {
    expect(faults(changed(electricity, "Level 1", "Rockets"))).toMatchObject([
      { code: "unknown_heading", facts: { text: "rockets" } },
    ]);
  });
});
