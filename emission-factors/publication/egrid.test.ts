import { describe, expect, it } from "vitest";
import { egridFile } from "#tests/support/publications/egrid.ts";
import {
  faultsOf,
  readFiles,
  shippedLibrary,
  shippedRows,
  withoutState,
  workbookFile,
} from "#tests/support/publications/read-file.ts";

describe("the eGRID data file", () => {
  it.each([2021, 2022, 2023])("of %i gives the shipped rows", (year) => {
    const { edition, publications } = readFiles(workbookFile(egridFile(shippedLibrary(), year)));
    expect(edition).toBe(String(year));
    const shipped = shippedRows("us-egrid", String(year));
    const rows = publications[0]!.rows;
    expect(rows.length).toBe(shipped.size);
    for (const row of rows) expect(withoutState(row)).toEqual(withoutState(shipped.get(row.id)!));
  });

  it("recognizes a revision by its file name", () => {
    const file = workbookFile(egridFile(shippedLibrary(), 2023), "egrid2023_data_rev2.xlsx");
    expect(readFiles(file)).toMatchObject({ edition: "2023-rev2", version: "rev2" });
  });

  it("rejects a CO2e that does not match its gases, with its cell", () => {
    const change = { "us-egrid.total-output-camx": "500" };
    expect(faultsOf(workbookFile(egridFile(shippedLibrary(), 2023, change)))).toMatchObject([
      { code: "total_mismatch", sheet: "SRL23", cell: expect.stringMatching(/^G\d+$/), facts: { total: "500" } },
    ]);
  });

  it("rejects text that is not a number", () => {
    const change = { "us-egrid.non-baseload-camx": "--" };
    expect(() => faultsOf(workbookFile(egridFile(shippedLibrary(), 2023, change)))).toThrow("workbook_damaged");
  });
});
