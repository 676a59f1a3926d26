import { describe, expect, it } from "vitest";
import {
  faultsOf,
  readFiles,
  shippedLibrary,
  shippedRows,
  textFile,
  withoutState,
} from "#tests/support/publications/read-file.ts";
import { supplyChainCsv, supplyChainFiles } from "#tests/support/publications/supply-chain.ts";

const nameOf = (part: string, edition: string) =>
  `SupplyChainGHGEmissionFactors_v${edition === "1.3" ? "1.3.0" : edition}_NAICS_${part}_USD202${edition === "1.3" ? 2 : 1}.csv`;

function filesOf(edition: "1.2" | "1.3", change: (rows: ReturnType<typeof supplyChainFiles>) => void = () => {}) {
  const rows = structuredClone(supplyChainFiles(shippedLibrary(), edition));
  change(rows);
  return [
    textFile(supplyChainCsv(rows.totals), nameOf("CO2e", edition)),
    textFile(supplyChainCsv(rows.gases), nameOf("byGHG", edition)),
  ];
}

describe("the supply-chain factors", () => {
  it.each(["1.2", "1.3"] as const)("of release %s give the shipped rows", (edition) => {
    const read = readFiles(...filesOf(edition));
    expect(read.edition).toBe(edition);
    const shipped = shippedRows("us-epa-supply-chain", edition);
    const rows = read.publications[0]!.rows;
    expect(rows.length).toBe(shipped.size);
    for (const row of rows) expect(withoutState(row)).toEqual(withoutState(shipped.get(row.id)!));
  });

  it("reads figures with an exponent exactly", () => {
    const read = readFiles(
      ...filesOf("1.3", ({ gases }) => {
        for (const row of gases.filter((one) => one[2] === "Methane" && one[0] === "111110")) row[6] = "4.82E-04";
      }),
    );
    expect(read.publications[0]!.rows.find(({ id }) => id === "us-epa-supply-chain.111110")?.ch4).toBe("0.000482");
  });

  it.each([
    ["total_mismatch", "totals", 0, 6, "0.632"],
    ["total_mismatch", "gases", 0, 6, "0.272"],
    ["unknown_unit", "totals", 0, 3, "kg CO2e/2012 USD"],
    ["unknown_gas", "gases", 3, 2, "Phlogiston"],
    ["not_a_number", "totals", 0, 6, "n/a"],
    ["duplicate", "totals", 1, 0, "111110"],
    ["missing_figure", "totals", 0, 0, "999999"],
  ] as const)("refuses %s with file, row and column", (code, file, row, column, text) => {
    const files = filesOf("1.3", (rows) => {
      rows[file][row]![column] = text;
    });
    const [fault] = faultsOf(...files).filter((one) => one.code === code);
    expect(fault?.sheet).toMatch(/\.csv$/);
    expect(fault?.row).toBeGreaterThan(1);
    expect(fault?.cell).not.toBe("");
  });

  it("asks for the second file, whichever is first", () => {
    const [totals, gases] = filesOf("1.3");
    expect(faultsOf(totals!)).toMatchObject([
      { code: "missing_file", facts: { file: expect.stringContaining("byGHG") } },
    ]);
    expect(faultsOf(gases!)).toMatchObject([
      { code: "missing_file", facts: { file: expect.stringContaining("CO2e") } },
    ]);
    expect(faultsOf(gases!, totals!)).toEqual([]);
  });
});
