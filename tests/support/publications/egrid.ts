import { multiplyDecimals, sumDecimals } from "#emission-factors/decimal-text.ts";
import type { FactorRow, Library } from "#emission-factors/library-schema.ts";
import { parsePairs } from "#emission-factors/pairs.ts";
import { type StoredCell, writeWorkbook } from "#tests/support/write-workbook.ts";
import { datasetOf } from "./epa-hub.ts";

const RATES = ["CO2RTA", "CH4RTA", "N2ORTA", "C2ERTA", "NBCO2", "NBCH4", "NBN2O", "NBC2E"];
const GRIDS = { Eastern: "NEWE", Western: "CAMX", ERCOT: "ERCT", Alaska: "AKGD", Hawaii: "HIOA", "U.S.": "US" };

/**
 * The eGRID data file of a year, rebuilt from the shipped release: descriptions in row 1, column names in row 2. The
 * CO2e results from the gases with the GWPs of that year's file.
 */
export function egridFile(library: Library, year: number, change: Partial<Record<string, string>> = {}): Uint8Array {
  const { rows } = datasetOf(library, "us-egrid", String(year));
  const digits = String(year).slice(2);
  const gwp = year < 2022 ? { ch4: "25", n2o: "298" } : { ch4: "28", n2o: "265" };
  const find = (place: string, kind: string) => rows.find(({ id }) => id === `us-egrid.${kind}-${place}`)!;
  const ratesOf = (row: FactorRow): StoredCell[] => {
    const [co2 = "", ch4 = "", n2o = ""] = row.published_value.split("; ");
    const co2e = sumDecimals([co2, multiplyDecimals(ch4, gwp.ch4), multiplyDecimals(n2o, gwp.n2o)]);
    return [co2, ch4, n2o, change[row.id] ?? co2e].map((number) => ({ number }));
  };
  const bothOf = (place: string) => [...ratesOf(find(place, "total-output")), ...ratesOf(find(place, "non-baseload"))];
  const codes = [...new Set(rows.map(({ region }) => region))].filter((region) => region !== "US");
  const words = RATES.map((name) => `annual ${name} rate (lb/MWh)`);
  const named = (prefix: string) => RATES.map((name) => prefix + name);
  const subregions = codes.map((region): StoredCell[] => {
    const code = region.slice("US-EGRID-".length);
    const place = find(code.toLowerCase(), "total-output").source_cell.replace(/ \/ .*$/, "");
    return [{ number: String(year) }, code, place.slice(code.length + 1), ...bothOf(code.toLowerCase())];
  });
  const losses = Object.entries(GRIDS).flatMap(([grid, code]): StoredCell[][] => {
    const row = find(code === "US" ? "us-average" : code.toLowerCase(), "total-output");
    const loss = parsePairs(row.further)["grid gross loss"];
    return loss === undefined ? [] : [[{ number: String(year) }, grid, { number: loss }]];
  });
  return writeWorkbook({
    sheets: [
      { name: "Contents", rows: [[`eGRID${year}`]] },
      {
        name: `SRL${digits}`,
        rows: [
          ["Data Year", "eGRID subregion acronym", "eGRID subregion name", ...words],
          ["YEAR", "SUBRGN", "SRNAME", ...named("SR")],
          ...subregions,
        ],
      },
      {
        name: `US${digits}`,
        rows: [
          ["Data Year", ...words],
          ["YEAR", ...named("US")],
          [{ number: String(year) }, ...bothOf("us-average")],
        ],
      },
      { name: `GGL${digits}`, rows: [["Data Year"], ["YEAR", "REGION", "GGRSLOSS"], ...losses] },
    ],
  });
}
