import { formatCsv } from "#emission-factors/csv.ts";
import { multiplyDecimals, sumDecimals } from "#emission-factors/decimal-text.ts";
import type { Library } from "#emission-factors/library-schema.ts";
import { parsePairs } from "#emission-factors/pairs.ts";
import { datasetOf } from "./epa-hub.ts";

const HEADER = [
  "2017 NAICS Code",
  "2017 NAICS Title",
  "GHG",
  "Unit",
  "Supply Chain Emission Factors without Margins",
  "Margins of Supply Chain Emission Factors",
  "Supply Chain Emission Factors with Margins",
  "Reference USEEIO Code",
];

/**
 * The two files of a release, rebuilt from the shipped one. The library keeps three gases with margins. The rest of the
 * total, and all of the figure without margins, is under the file's collective name for other gases.
 */
export function supplyChainFiles(library: Library, edition: "1.2" | "1.3"): { totals: string[][]; gases: string[][] } {
  const { rows } = datasetOf(library, "us-epa-supply-chain", edition);
  const gwp = edition === "1.2" ? { ch4: "25", n2o: "298" } : { ch4: "28", n2o: "265" };
  const sold = rows.filter(({ id }) => !id.endsWith(".factory-gate"));
  const commodities = sold.map((row) => {
    const further = parsePairs(row.further);
    return {
      code: row.id.slice("us-epa-supply-chain.".length),
      title: row.name_en.replace("Spend · ", ""),
      without: further["without margins"] ?? "",
      margins: further.margins ?? "",
      row,
    };
  });
  const totals = commodities.map(({ code, title, without, margins, row }) => [
    code,
    title,
    "All GHGs",
    row.published_unit,
    without,
    margins,
    row.published_value,
    "",
  ]);
  const gases = commodities.flatMap(({ code, title, without, row: { co2, ch4, n2o, co2e, published_unit } }) => {
    const known = [co2, multiplyDecimals(ch4, gwp.ch4), multiplyDecimals(n2o, gwp.n2o)];
    const others = sumDecimals([co2e, ...known.map((text) => (text.startsWith("-") ? text.slice(1) : `-${text}`))]);
    const unit = published_unit.replace("kg CO2e/", "kg/");
    return [
      [code, title, "Carbon dioxide", unit, "0", "0", co2, ""],
      [code, title, "Methane", unit, "0", "0", ch4, ""],
      [code, title, "Nitrous oxide", unit, "0", "0", n2o, ""],
      [code, title, "HFCs and PFCs, unspecified", published_unit, without, "0", others, ""],
    ];
  });
  return { totals, gases };
}

export function supplyChainCsv(rows: string[][]): string {
  return formatCsv(HEADER, rows);
}
