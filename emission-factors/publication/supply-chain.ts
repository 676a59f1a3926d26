/**
 * US EPA Supply Chain GHG Emission Factors by NAICS-6 commodity: two CSV files of one release, the totals
 * (`…_NAICS_CO2e_USD2022.csv`) and the gases (`…_NAICS_byGHG_USD2022.csv`). Both are required, because the totals are
 * compared with the gases times their GWPs.
 */
import type { Publication, SourceRecord } from "../convert/publication.ts";
import { convertSupplyChainRelease, type SupplyChainRelease } from "../convert/us-supply-chain.ts";
import { parseCsv } from "../csv.ts";
import { isDecimalText, multiplyDecimals, sumDecimals } from "../decimal-text.ts";
import type { GwpSet } from "../library-schema.ts";
import {
  FaultList,
  PublicationError,
  type PublicationFormat,
  type PublisherFile,
  type ReadingAids,
  type Recognition,
} from "./publication-format.ts";
import { halfPlace, isWithin, placesOf } from "./rounding.ts";

const COLUMNS = [
  "2017 NAICS Code",
  "2017 NAICS Title",
  "GHG",
  "Unit",
  "Supply Chain Emission Factors without Margins",
  "Margins of Supply Chain Emission Factors",
  "Supply Chain Emission Factors with Margins",
  "Reference USEEIO Code",
] as const;
const [CODE, TITLE, GHG, UNIT, WITHOUT, MARGINS, WITH, MODEL] = COLUMNS;

/** Releases by price year. A later release uses the GWP set of the latest. */
const RELEASES: Record<string, { edition: string; set: string }> = {
  "2018": { edition: "1.1.1", set: "AR4" },
  "2021": { edition: "1.2", set: "AR4" },
  "2022": { edition: "1.3", set: "AR5" },
};

/** Gas names in the file → ours. Gases published as CO2e have the GWP 1. */
const GASES: Record<string, string> = {
  "Carbon dioxide": "CO2",
  Methane: "CH4",
  "Nitrous oxide": "N2O",
  "Sulfur hexafluoride": "SF6",
  "Nitrogen trifluoride": "NF3",
  "Carbon tetrafluoride": "PFC-14",
  Hexafluoroethane: "PFC-116",
  Perfluoropropane: "PFC-218",
  Perfluorobutane: "PFC-31-10",
  Perfluorocyclobutane: "PFC-318",
  Perfluorohexane: "PFC-51-14",
  "HFCs and PFCs, unspecified": "CO2e",
};

export const supplyChain: PublicationFormat = {
  key: "us-epa-supply-chain",
  name: {
    en: "US EPA Supply Chain GHG Emission Factors, the CO2e file and the byGHG file together (.csv)",
    zh: "美国环保署供应链温室气体排放因子，CO2e 与 byGHG 两个文件一并提供（.csv）",
  },
  recognise(files) {
    if (files.length === 0 || !files.every(({ text }) => text?.replace(/^\ufeff/, "").startsWith(CODE))) return null;
    const release = releaseOf(files[0]!);
    const recognition: Recognition = {
      format: "us-epa-supply-chain",
      dataset: "us-epa-supply-chain",
      edition: release.edition,
      version: /_(v\d+(?:\.\d+)*)_/.exec(files[0]!.name)?.[1] ?? "",
      files: [...files],
      read: (aids) => [readRelease(files, release, aids)],
    };
    return recognition;
  },
};

/** The price year is in every unit ("kg CO2e/2022 USD, purchaser price"). The release is also in the file name. */
function releaseOf(file: PublisherFile): SupplyChainRelease {
  const dollars = /\/(20\d\d) USD/.exec(file.text ?? "")?.[1] ?? "";
  const named = /_v(\d+\.\d+)(?:\.\d+)?_/.exec(file.name)?.[1];
  const known = RELEASES[dollars];
  return { edition: known?.edition ?? named ?? dollars, dollars, set: known?.set ?? "AR5" };
}

interface Line {
  file: string;
  row: number;
  cells: Record<string, string>;
}

function readRelease(files: readonly PublisherFile[], release: SupplyChainRelease, aids: ReadingAids): Publication {
  const faults = new FaultList();
  const lines = files.flatMap((file) => readLines(file, release, faults));
  faults.throwIfAny();
  const totals = lines.filter(({ cells }) => cells[GHG] === "All GHGs");
  const gases = lines.filter(({ cells }) => cells[GHG] !== "All GHGs");
  for (const [part, name] of [[totals, "CO2e"] as const, [gases, "byGHG"] as const]) {
    if (part.length === 0) faults.add("missing_file", { sheet: files[0]!.name }, { file: `…_NAICS_${name}_USD….csv` });
  }
  faults.throwIfAny();
  const byCode = groupByCode(gases, faults);
  checkTotals(totals, byCode, valuesOf(aids.library.gwpSets, release.set), faults);
  faults.throwIfAny();
  return convertSupplyChainRelease(
    release,
    totals.map((line) => toRecord(line, byCode.get(line.cells[CODE] ?? "") ?? new Map(), release)),
  );
}

function readLines(file: PublisherFile, { dollars }: SupplyChainRelease, faults: FaultList): Line[] {
  const { header, rows } = parseTable(file);
  for (const column of COLUMNS) {
    if (!header.includes(column)) faults.add("missing_column", { sheet: file.name, row: 1, cell: column });
  }
  faults.throwIfAny();
  return rows.map((values, index) => {
    const cells = Object.fromEntries(header.map((name, column) => [name, values[column] ?? ""]));
    const line = { file: file.name, row: index + 2, cells };
    for (const column of [WITHOUT, MARGINS, WITH]) {
      cells[column] = plain(cells[column] ?? "");
      if (!isDecimalText(cells[column])) faults.add("not_a_number", at(line, column), { text: cells[column] });
    }
    // pattern: our own text, a publication in the library.
    const unit = new RegExp(`^kg( CO2e)?/${dollars} USD, purchaser price$`);
    if (!unit.test(cells[UNIT] ?? "")) faults.add("unknown_unit", at(line, UNIT), { text: cells[UNIT] });
    return line;
  });
}

function parseTable(file: PublisherFile): { header: string[]; rows: string[][] } {
  try {
    return parseCsv(file.text ?? "");
  } catch (error) {
    const facts = { text: error instanceof Error ? error.message : String(error) };
    throw new PublicationError([{ code: "missing_table", sheet: file.name, row: null, cell: "", facts }]);
  }
}

/** `4.82E-04` → `0.000482`. The file writes small figures with an exponent. */
function plain(text: string): string {
  const match = /^(-?\d+(?:\.\d+)?)[eE]([+-]?\d{1,2})$/.exec(text.trim());
  if (match === null) return text.trim();
  const power = Number.parseInt(match[2]!, 10);
  const scale = power >= 0 ? `1${"0".repeat(power)}` : `0.${"0".repeat(-power - 1)}1`;
  const exact = multiplyDecimals(match[1]!, scale);
  // Published digits stay, including trailing zeros.
  const places = Math.max(0, placesOf(match[1]!) - power);
  const missing = places - placesOf(exact);
  return missing > 0 ? `${exact}${exact.includes(".") ? "" : "."}${"0".repeat(missing)}` : exact;
}

function groupByCode(gases: Line[], faults: FaultList): Map<string, Map<string, Line>> {
  const byCode = new Map<string, Map<string, Line>>();
  for (const line of gases) {
    const [code, name] = [line.cells[CODE] ?? "", line.cells[GHG] ?? ""];
    if (!(name in GASES) && !/^HFC-\d+[a-z]*$/.test(name)) faults.add("unknown_gas", at(line, GHG), { text: name });
    const own = byCode.get(code) ?? new Map<string, Line>();
    if (own.has(name))
      faults.add("duplicate", at(line, CODE), { key: `${code} ${name}`, first: String(own.get(name)?.row) });
    byCode.set(code, own.set(name, line));
  }
  return byCode;
}

/** GWP by our name of the gas. */
function valuesOf(sets: readonly GwpSet[], id: string): Map<string, string> {
  const rows = sets.find(({ manifest }) => manifest.id === id)?.rows ?? [];
  return new Map([...rows.map((row): [string, string] => [row.gas, row.value]), ["CO2e", "1"]]);
}

/**
 * Three checks for each commodity: it has gases, its total is their sum times the GWPs, and the figures with and
 * without margins differ by the margins. Figures have three significant digits or three decimals.
 */
function checkTotals(
  totals: Line[],
  byCode: Map<string, Map<string, Line>>,
  gwp: Map<string, string>,
  faults: FaultList,
): void {
  const seen = new Map<string, number>();
  for (const line of totals) {
    const code = line.cells[CODE] ?? "";
    const first = seen.get(code);
    if (first !== undefined) faults.add("duplicate", at(line, CODE), { key: code, first: String(first) });
    seen.set(code, line.row);
    const gases = byCode.get(code);
    if (gases === undefined) {
      faults.add("missing_figure", at(line, CODE), { label: code });
      continue;
    }
    for (const column of [WITHOUT, WITH]) checkSum(line, column, { gases, gwp }, faults);
    const [without, margins, total] = [WITHOUT, MARGINS, WITH].map((column) => line.cells[column] ?? "");
    const parts = sumDecimals([without!, margins!]);
    const tolerance = multiplyDecimals(halfPlace(Math.min(3, placesOf(total!) || 3)), "3");
    if (!isWithin(parts, total!, tolerance))
      faults.add("total_mismatch", at(line, WITH), { total: total!, sum: parts });
  }
}

function checkSum(
  line: Line,
  column: string,
  { gases, gwp }: { gases: Map<string, Line>; gwp: Map<string, string> },
  faults: FaultList,
): void {
  const total = line.cells[column] ?? "";
  const terms: string[] = [];
  const tolerances = [halfPlace(Math.min(3, placesOf(total) || 3))];
  for (const [name, gas] of gases) {
    const value = gwp.get(GASES[name] ?? name);
    if (value === undefined) {
      faults.add("unknown_gas", at(gas, GHG), { text: name });
      return;
    }
    const figure = gas.cells[column] ?? "";
    terms.push(multiplyDecimals(figure, value));
    tolerances.push(multiplyDecimals(halfPlace(placesOf(figure)), value));
  }
  const sum = sumDecimals(terms);
  if (!isWithin(total, sum, sumDecimals(tolerances))) faults.add("total_mismatch", at(line, column), { total, sum });
}

function toRecord({ cells }: Line, gases: Map<string, Line>, { edition, dollars }: SupplyChainRelease): SourceRecord {
  const gas = (name: string) => gases.get(name)?.cells[WITH] ?? "";
  return {
    naics2017: cells[CODE] ?? "",
    activity: cells[TITLE] ?? "",
    useeio_code: cells[MODEL] ?? "",
    co2e_per_unit_kg: cells[WITH] ?? "",
    published_co2e: cells[WITH] ?? "",
    co2_kg: gas("Carbon dioxide"),
    ch4_kg: gas("Methane"),
    n2o_kg: gas("Nitrous oxide"),
    ef_without_margins: cells[WITHOUT] ?? "",
    margins: cells[MARGINS] ?? "",
    published_unit: cells[UNIT] ?? "",
    source_table: "NAICS_CO2e + NAICS_byGHG",
    source_title: `Supply Chain GHG Emission Factors v${edition} by NAICS-6 (USD${dollars})`,
    source_url: "https://catalog.data.gov/dataset/?q=supply+chain+greenhouse+gas+emission+factors",
  };
}

function at({ file, row }: Line, cell: string): { sheet: string; row: number; cell: string } {
  return { sheet: file, row, cell };
}
