import { describe, expect, it } from "vitest";
import { formatCsv } from "#emission-factors/csv.ts";
import { faultsOf, readFiles, textFile, workbookFile } from "#tests/support/publications/read-file.ts";
import { writeWorkbook } from "#tests/support/write-workbook.ts";

/** The columns of the database export, in order. */
const HEADER = [
  "EF ID",
  "IPCC 1996 Source/Sink Category",
  "IPCC 2006 Source/Sink Category",
  "Gas",
  "Fuel 1996",
  "Fuel 2006",
  "C pool",
  "Type of parameter",
  "Description",
  "Technologies / Practices",
  "Parameters / Conditions",
  "Region / Regional Conditions",
  "Abatement / Control Technologies",
  "Other properties",
  "Value",
  "Unit",
  "Equation",
  "IPCC Worksheet",
  "Technical Reference",
  "Source of data",
  "Data provider",
];

const NAMES = { CO2: "CARBON DIOXIDE\n", CH4: "METHANE\n", N2O: "NITROUS OXIDE\n" };

function record(cells: Record<string, string>): string[] {
  return HEADER.map((name) => cells[name] ?? "");
}

let nextId = 1;
function gas(fuel: string, name: keyof typeof NAMES, value: string, more: Record<string, string> = {}): string[] {
  return record({
    "EF ID": String(nextId++),
    "IPCC 2006 Source/Sink Category": "1.A.1 - Energy Industries\n",
    Gas: NAMES[name],
    "Fuel 2006": fuel,
    "Type of parameter": "2006 IPCC default",
    Description: `${name} Emission Factor for Stationary Combustion (kg/TJ on a net calorific basis)`,
    Value: value,
    Unit: "kg/TJ",
    ...more,
  });
}

const NATURAL_GAS = [
  gas("Natural Gas", "CO2", "56100"),
  gas("Natural Gas", "CH4", "1"),
  gas("Natural Gas", "N2O", "0.1"),
];
const WOOD = [
  gas("Wood/Wood Waste", "CO2", "112000"),
  gas("Wood/Wood Waste", "CH4", "30"),
  gas("Wood/Wood Waste", "N2O", "4"),
];
const HEAT = record({
  "EF ID": "90",
  "IPCC 2006 Source/Sink Category": "1.A - Fuel Combustion Activities\n",
  Gas: NAMES.CO2,
  "Fuel 2006": "Natural Gas",
  "Type of parameter": "2006 IPCC default",
  Description: "Net Calorific Value (NCV)",
  Value: "48",
  Unit: "TJ/Gg",
});

const asWorkbook = (rows: string[][]) =>
  workbookFile(writeWorkbook({ sheets: [{ name: "Sheet1", rows: [HEADER, ...rows] }] }));
const asText = (rows: string[][]) => textFile(formatCsv(HEADER, rows), "EFDB_output.csv");

describe("a user's own export of the EFDB", () => {
  it.each([
    ["workbook", asWorkbook],
    ["text", asText],
  ])("as a %s gives the defaults of stationary combustion per GJ net", (_, make) => {
    const { publications } = readFiles(make([...NATURAL_GAS, ...WOOD, HEAT]));
    const [combustion, heating] = publications;
    expect(combustion!.rows).toMatchObject([
      {
        id: "ipcc-2006-stationary.t2-2-natural-gas",
        unit: "GJ",
        heat_basis: "net",
        co2: "56.100",
        ch4_fossil: "0.001",
        n2o: "0.0001",
      },
      { id: "ipcc-2006-stationary.t2-2-wood-wood-waste", co2: "", biogenic_co2: "112.000", ch4_nonfossil: "0.030" },
    ]);
    expect(heating!.rows).toMatchObject([{ id: "ipcc-2006-ncv.natural-gas", unit: "t", to_unit: "GJ", value: "48" }]);
  });

  it("is not redistributable", () => {
    for (const { manifest } of readFiles(asText([...NATURAL_GAS, HEAT])).publications) {
      expect(manifest.licence.redistributable).toBe(false);
    }
  });

  it("leaves out other guidelines, sectors and ranges, and counts them", () => {
    const { publications } = readFiles(
      asText([
        ...NATURAL_GAS,
        gas("Coke", "CO2", "1", { "Type of parameter": "2019 Refinement default" }),
        gas("Natural Gas", "CH4", "2", { "IPCC 2006 Source/Sink Category": "1.A.1.a - Main Activity Electricity" }),
        gas("Peat", "CO2", "100000 (95000-110000)"),
      ]),
    );
    expect(publications[0]!.rows).toHaveLength(1);
    expect(Object.fromEntries(publications[0]!.leftOut)).toEqual({
      "another sector than those of tables 2.2 to 2.5": 1,
      "a range or a text in place of a figure": 1,
    });
  });

  it.each([
    ["missing_figure", [gas("Peat", "CO2", "106000")]],
    ["duplicate", [gas("Natural Gas", "CH4", "2")]],
    ["unknown_unit", [gas("Peat", "CO2", "106", { Unit: "t/TJ" })]],
    ["unknown_gas", [gas("Peat", "CO2", "106", { Gas: "CARBON MONOXIDE" })]],
  ])("refuses %s", (code, rows) => {
    const faults = faultsOf(asText([...NATURAL_GAS, ...rows]));
    expect(faults.map((fault) => fault.code)).toContain(code);
    expect(faults[0]!.row).toBeGreaterThan(1);
  });
});
