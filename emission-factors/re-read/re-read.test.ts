/**
 * A second reading: compares 200 figures, which `pick.ts` copied from the publishers' tables without the converters,
 * with the library to the last digit.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseCsvRecords } from "../csv.ts";
import { equalDecimals, shiftPoint } from "../decimal-text.ts";
import type { FactorColumn, FactorRow } from "../library-schema.ts";
import { listPairs } from "../pairs.ts";
import { locateLibrary, readLibrary } from "../read-library.ts";

type Copied = Record<string, string>;

const copied = parseCsvRecords(readFileSync(join(locateLibrary(), "re-read", "figures.csv"), "utf8"));
const { datasets, trustChanges } = readLibrary();
/** Rows that were compared with another document after they were copied. */
const confirmed = new Map(trustChanges.map((change) => [`${change.factor_id}@${change.edition}`, change.trust]));
const library = new Map(
  datasets.flatMap(({ manifest, rows }) =>
    rows.map((row) => [`${row.id}@${manifest.edition}`, { row, manifest }] as const),
  ),
);

/** A publisher's unit → ours, and the power of ten for the figure. Written for this test only. */
const UNITS: Record<string, [unit: string, power?: number]> = {
  km: ["km"],
  miles: ["mi"],
  "tonne.km": ["t.km"],
  "passenger.km": ["p.km"],
  tonnes: ["t"],
  t: ["t"],
  kg: ["kg"],
  kWh: ["kWh"],
  "kWh (Gross CV)": ["kWh"],
  "kWh (Net CV)": ["kWh"],
  MWh: ["MWh"],
  GJ: ["GJ"],
  "TJ (NCV)": ["TJ"],
  litres: ["L"],
  "cubic metres": ["m3"],
  "million litres": ["m3", -3],
  "Room per night": ["room_night"],
  "short ton": ["short_ton"],
  "mmBtu (HHV)": ["MMBtu"],
  gallon: ["gal_us"],
  scf: ["scf"],
  "vehicle-mile": ["mi"],
  "passenger-mile": ["p.mi"],
  "ton-mile": ["short_ton.mi"],
  "short ton-mile": ["short_ton.mi"],
};

describe("a second reading of the publishers' tables", () => {
  it("has 200 figures from all shipped tables", () => {
    expect(copied.length).toBe(200);
    expect(new Set(copied.map(({ source_id }) => source_id)).size).toBe(200);
    expect(new Set(copied.map(({ table }) => table)).size).toBe(17);
  });

  it.each(copied.map((figure) => [figure.source_id!, figure] as const))("%s", (_id, figure) => {
    const found = library.get(`${figure.id}@${figure.edition}`);
    expect(found, figure.id).toBeDefined();
    const { row, manifest } = found!;
    expect(manifest.id).toBe(figure.dataset);
    const trust = confirmed.get(`${figure.id}@${figure.edition}`) ?? figure.trust;
    expect(row.trust || manifest.trust, "trust").toBe(trust);
    expect(missingWords(figure, row), "words of the heading").toEqual([]);
    if (figure.table === "cn-fuels.csv") checkChineseFuel(figure, row);
    else checkFigures(figure, row);
    checkFurther(figure, row);
  });
});

/** Compares kilograms of the copied table in our unit. Empty cells must be empty in both. */
function checkFigures(figure: Copied, row: FactorRow): void {
  // Spend factors have the dollar year next to the currency.
  const [unit, power = 0] = UNITS[figure.unit!] ?? [figure.unit!.slice(0, 3)];
  expect(row.unit).toBe(unit);
  const isOneGas = row.other_gases !== "" || (row.source_table === "Refrigerant & other" && row.co2e !== "");
  for (const [name, columns] of COLUMNS) {
    const copiedText = figureOf(figure, row, name);
    const held = columns.map((column) => row[column]).filter((text) => text !== "");
    if (copiedText === "") {
      if (!isOneGas) expect(held, name).toEqual([]);
      continue;
    }
    expect(held.length, `${name}: ${held.join()}`).toBe(1);
    const moved = shiftPoint(copiedText, power);
    expect(equalDecimals(held[0]!, moved), `${name}: ${held[0]} instead of ${moved}`).toBe(true);
  }
  const printed = figure.printed || figure.co2e_per_unit_kg || figure.biogenic_co2_kg;
  expect(row.published_value, "as printed").toBe(printed);
  if (figure.printed_unit) expect(row.published_unit).toBe(figure.printed_unit);
  else expect(row.published_unit).toContain(figure.unit);
}

/** The EPA lists peat under biomass. Here its CO2 counts as fossil (see the README). */
function figureOf(figure: Copied, row: FactorRow, name: string): string {
  if (!/^us-epa-hub\.t1-.*peat/.test(row.id)) return figure[name]!;
  return { co2_kg: figure.biogenic_co2_kg!, biogenic_co2_kg: "" }[name] ?? figure[name]!;
}

const COLUMNS: [name: string, columns: FactorColumn[]][] = [
  ["co2e_per_unit_kg", ["co2e"]],
  ["co2_kg", ["co2"]],
  ["ch4_kg", ["ch4", "ch4_fossil", "ch4_nonfossil"]],
  ["n2o_kg", ["n2o"]],
  ["biogenic_co2_kg", ["biogenic_co2"]],
];

/** Carbon per GJ and the oxidation factor. The heating value is a row of its own. */
function checkChineseFuel(figure: Copied, row: FactorRow): void {
  const further = Object.fromEntries(listPairs(figure.further!));
  expect(row.carbon).toBe(further.carbon_content_tc_per_tj);
  expect(equalDecimals(row.oxidation, shiftPoint(further.oxidation_pct!, -2))).toBe(true);
  expect(row.published_value).toBe(`${further.carbon_content_as_published}; ${further.oxidation_pct}`);
  const heat = library.get(`${figure.dataset}-ncv.${row.id.split(".")[1]}@${figure.edition}`)?.row;
  expect(heat?.published_value).toBe(further.ncv);
  expect(heat?.published_unit).toBe(further.ncv_unit);
  const gas = further.ncv_unit === "GJ/10^4 Nm3";
  expect(heat?.unit).toBe(gas ? "Nm3" : "t");
  expect(equalDecimals(heat?.value ?? "0", shiftPoint(further.ncv!, gas ? -4 : 0))).toBe(true);
}

/** Names of additional figures in the copied table → in the library. */
const FURTHER: Record<string, string> = {
  see_direct: "direct",
  see_indirect: "indirect",
  dv_2026: "2026",
  dv_2027: "2027",
  dv_2028: "2028",
  ef_without_margins: "without margins",
  margins: "margins",
};

function checkFurther(figure: Copied, row: FactorRow): void {
  const held = Object.fromEntries(listPairs(row.further));
  for (const [name, value] of listPairs(figure.further!)) {
    const key = FURTHER[name];
    if (key !== undefined) expect(held[key] ?? "", name).toBe(value);
    if (name === "ncv_tj_per_gg" && value !== "") {
      const heat = library.get(`eu-cbam-fuels-ncv.${row.id.split(".")[1]}@${figure.edition}`)?.row;
      expect(heat?.value, name).toBe(value);
    }
    if (name === "ef_without_margins") {
      const gate = library.get(`${row.id}.factory-gate@${figure.edition}`)?.row;
      expect([gate?.co2e, gate?.published_value], name).toEqual([value, value]);
    }
  }
}

/** Words of the publisher's heading that are in neither name nor place of the row. Ignores words of units and years. */
function missingWords(figure: Copied, row: FactorRow): string[] {
  const said = wordsOf(
    `${row.name_en} ${row.name_zh} ${row.source_table} ${row.source_cell} ${row.region} ${row.note}`,
  );
  // The table of default values truncates long wordings in the middle of a word.
  const headings = figure.headings!.length < 145 ? figure.headings! : figure.headings!.replace(/ \S*$/, "");
  return [...wordsOf(headings)].filter((word) => !said.has(word) && !OVER_ALL.has(word));
}

/** Heading words of the whole table. Data years and releases are those of the release. */
const OVER_ALL = new Set([
  "electricity",
  "average",
  "with",
  "of",
  "the",
  "china",
  "grid",
  "region",
  "provincial",
  "co2e",
  "rev2",
  "2024",
  "2025",
]);

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}
