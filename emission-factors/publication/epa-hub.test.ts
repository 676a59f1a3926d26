import { describe, expect, it } from "vitest";
import { epaHubFile } from "#tests/support/publications/epa-hub.ts";
import {
  faultsOf,
  readFiles,
  shippedLibrary,
  shippedRows,
  withoutState,
  workbookFile,
} from "#tests/support/publications/read-file.ts";
import type { StoredCell } from "#tests/support/write-workbook.ts";

const isNumber = (cell: StoredCell, number: string) =>
  cell !== null && typeof cell === "object" && "number" in cell && cell.number === number;

/** The hub of 2025 with every occurrence of one figure or text replaced. */
function changed(from: string, to: StoredCell): Uint8Array {
  return epaHubFile(shippedLibrary(), "2025", (cell) => (cell === from || isNumber(cell, from) ? to : cell));
}

describe("the EPA hub", () => {
  it.each([
    ["2023", "2023-09-12"],
    ["2024", "2024-02-13"],
    ["2025", "2025-01-15"],
  ])("of %s gives the shipped rows and the heat contents", (year, day) => {
    const { edition, version, publications } = readFiles(workbookFile(epaHubFile(shippedLibrary(), year)));
    expect([edition, version]).toEqual([year, day]);
    expect(publications.map(({ manifest }) => manifest.id)).toEqual(["us-epa-hub", "us-epa-heat-content"]);
    for (const { manifest, rows } of publications) {
      const shipped = shippedRows(manifest.id, year);
      expect(rows.length).toBe(shipped.size);
      for (const row of rows) expect(withoutState(row)).toEqual(withoutState(shipped.get(row.id)!));
    }
  });

  it("leaves out an implausible figure of February 2024 unless it is corrected", () => {
    const withCar = (figure: string) => {
      const file = epaHubFile(shippedLibrary(), "2024", (cell) => {
        if (cell === "Medium- and Heavy-Duty TruckB") return "Passenger CarA";
        return isNumber(cell, "1.247") ? { number: figure } : cell;
      });
      const { rows, leftOut } = readFiles(workbookFile(file)).publications[0]!;
      const car = rows.find(({ id }) => id === "us-epa-hub.t8-passenger-car-vehicle-mile");
      return { co2: car?.co2, leftOut: leftOut.size };
    };
    expect(withCar("0.175")).toEqual({ co2: undefined, leftOut: 1 });
    expect(withCar("0.306")).toEqual({ co2: "0.306", leftOut: 0 });
  });

  it.each([
    ["total_mismatch", "2602", { number: "2620" }, "G"],
    ["missing_figure", "2602", null, null],
    ["unknown_unit", "vehicle-mile", "vehicle-league", "G"],
    ["unknown_unit", "mmBtu per scf", "mmBtu per barrel", "D"],
    ["missing_table", "Table 9", "Annex 9", null],
    ["missing_column", "Material", "Stuff", null],
    ["not_a_number", "NA", "unknown", null],
  ] as const)("refuses %s (%s)", (code, from, to, column) => {
    const faults = faultsOf(workbookFile(changed(from, to as StoredCell)));
    const found = faults.filter((fault) => fault.code === code);
    expect(found.length, JSON.stringify(faults.slice(0, 3))).toBeGreaterThan(0);
    expect(found[0]!.sheet).toBe("Emission Factors Hub");
    if (column !== null) expect(found[0]!.cell).toMatch(new RegExp(`^[${column}-J]\\d+$`));
  });
});
