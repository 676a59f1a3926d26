/**
 * UK Government GHG conversion factors, flat file (`Factors by Category`, one row for each activity, unit and gas).
 *
 * Columns are found by heading: ID (from 2023), Scope, Level 1–4, Column Text, UOM, GHG or GHG/Unit, and "GHG
 * Conversion Factor" with the year. Earlier files have no IDs. Their rows get the key of the shipped row with the same
 * name and unit. Figures have at most five decimals and, in 2021, two for tonnes.
 */

import type { Publication, SourceRecord } from "../convert/publication.ts";
import { convertUkDesnzEdition, UK_UNITS } from "../convert/uk-desnz.ts";
import { multiplyDecimals, sumDecimals } from "../decimal-text.ts";
import type { FactorRow, Library } from "../library-schema.ts";
import {
  FaultList,
  PublicationError,
  type PublicationFormat,
  type PublisherFile,
  type ReadingAids,
  type Recognition,
} from "./publication-format.ts";
import { halfPlace, isWithin, magnitudeOf, placesOf } from "./rounding.ts";
import { type GridRow, headingsOf, readGrid, refOf, textAt, tidyText } from "./sheet-grid.ts";
import { dateInText } from "./stated-date.ts";

const YEAR_HEADING = /^GHG Conversion Factor (20\d\d)$/i;
const NEEDED = ["Scope", "Level 1", "Level 2", "Level 3", "Level 4", "Column Text", "UOM"] as const;

export const ukFlatFile: PublicationFormat = {
  key: "uk-flat-file",
  name: {
    en: "UK Government GHG conversion factors for company reporting, flat file (.xlsx)",
    zh: "英国政府企业报告温室气体换算系数，平面文件（.xlsx）",
  },
  recognise(files) {
    const [file] = files;
    const table = files.length === 1 && file?.workbook ? findTable(file.workbook) : null;
    if (file === undefined || table === null) return null;
    const version = statedVersion(file, table);
    const recognition: Recognition = {
      format: "uk-flat-file",
      dataset: "uk-desnz",
      edition: String(table.year),
      version: version.text,
      files: [file],
      read: (aids) => [readTable(table, version, aids)],
    };
    return recognition;
  },
};

interface FlatTable {
  sheet: string;
  year: number;
  header: GridRow;
  rows: GridRow[];
}

function findTable(workbook: NonNullable<PublisherFile["workbook"]>): FlatTable | null {
  const visible = workbook.sheets.filter(({ hidden }) => !hidden).map(({ name }) => name);
  const likely = visible.filter((name) => /factors by category/i.test(name));
  for (const sheet of likely.length > 0 ? likely : visible.slice(0, 3)) {
    const grid = readGrid(workbook, sheet);
    const at = grid.findIndex(({ cells }) => [...cells.values()].some(({ text }) => YEAR_HEADING.test(tidyText(text))));
    const header = grid[at];
    if (header === undefined) continue;
    const heading = [...header.cells.values()].map(({ text }) => YEAR_HEADING.exec(tidyText(text))?.[1]);
    const year = heading.find((found) => found !== undefined);
    return { sheet, year: Number(year), header, rows: grid.slice(at + 1) };
  }
  return null;
}

interface StatedVersion {
  /** `v1.1`, or empty. */
  text: string;
  /** An ISO date, or null. */
  publishedOn: string | null;
}

/** Version and date are on the front page or above the table. */
function statedVersion(file: PublisherFile, table: FlatTable): StatedVersion {
  const workbook = file.workbook!;
  const front = workbook.sheets.find(({ name }) => /front|introduction|cover/i.test(name));
  const rows = [front?.name, table.sheet].flatMap((sheet) =>
    sheet === undefined ? [] : readGrid(workbook, sheet).slice(0, 40),
  );
  const stated: StatedVersion = { text: "", publishedOn: null };
  for (const { cells } of rows.filter(({ row }) => row < 60)) {
    const texts = [...cells.values()].map((cell) =>
      cell.kind === "date" ? cell.text.slice(0, 10) : tidyText(cell.text),
    );
    const line = texts.join(" ");
    stated.text ||= /\bversion:?\s*v?(\d+(?:\.\d+)+)/i.exec(line)?.[1] ?? "";
    if (/updated|published|publication date|date of issue/i.test(line) && !/next publication/i.test(line)) {
      stated.publishedOn ??= dateInText(line, true);
    }
  }
  const inName = /[_-]v(\d+)[._](\d+)/i.exec(file.name);
  stated.text ||= inName === null ? "" : `${inName[1]}.${inName[2]}`;
  return { ...stated, text: stated.text === "" ? "" : `v${stated.text}` };
}

function readTable(table: FlatTable, version: StatedVersion, aids: ReadingAids): Publication {
  const columns = findColumns(table);
  const faults = new FaultList();
  const { records, unpublished } = gatherRecords(table, columns, faults);
  faults.throwIfAny();
  checkTotals(table, records, faults);
  checkGwps(table, records, faults);
  faults.throwIfAny();
  const described = records.map(({ record }) => describe(record, table.year, version));
  const publication = convert(table, described, aids);
  if (unpublished > 0) publication.leftOut.set("no figure published in this edition", unpublished);
  return {
    ...publication,
    rows: columns.id === undefined ? withKnownKeys(publication, aids.library) : publication.rows,
  };
}

interface Columns {
  id: number | undefined;
  gas: number;
  figure: number;
  of: Record<(typeof NEEDED)[number], number>;
}

function findColumns({ sheet, header }: FlatTable): Columns {
  const headings = headingsOf(header);
  const faults = new FaultList();
  const find = (heading: string) => {
    const column = headings.get(heading);
    if (column === undefined) faults.add("missing_column", { sheet, row: header.row, cell: heading });
    return column ?? 0;
  };
  const of = Object.fromEntries(NEEDED.map((heading) => [heading, find(heading)])) as Columns["of"];
  const gas = headings.get("GHG/Unit") ?? headings.get("GHG") ?? find("GHG/Unit");
  const figure = [...headings].find(([heading]) => YEAR_HEADING.test(heading))?.[1] ?? 0;
  faults.throwIfAny();
  return { id: headings.get("ID"), gas, figure, of };
}

/** A record in the format of the transcriptions, with its source rows. */
interface Gathered {
  record: SourceRecord;
  /** Column of the record → position of its figure. */
  refs: Map<string, { row: number; cell: string }>;
}

const GAS_COLUMNS: Record<string, string> = { "": "co2e_per_unit_kg", CO2: "co2_kg", CH4: "ch4_kg", N2O: "n2o_kg" };
const SCOPES: Record<string, string> = {
  "scope 1": "1",
  "scope 2": "2",
  "scope 3": "3",
  "outside of scopes": "outside",
};

function gatherRecords(
  table: FlatTable,
  columns: Columns,
  faults: FaultList,
): { records: Gathered[]; unpublished: number } {
  const { sheet } = table;
  const byKey = new Map<string, Gathered>();
  const records: Gathered[] = [];
  let unpublished = 0;
  for (const row of table.rows) {
    const scopeText = textAt(row, columns.of.Scope).toLowerCase();
    if (scopeText === "end" || scopeText === "") continue;
    const place = readPlace(row, columns, sheet, faults);
    const column = readGasColumn(textAt(row, columns.gas), place);
    if (column === null) {
      faults.add(
        "unknown_gas",
        { sheet, row: row.row, cell: refOf(row.row, columns.gas) },
        { text: textAt(row, columns.gas) },
      );
      continue;
    }
    const figure = readFigure(row, columns.figure, sheet, faults);
    if (figure === "") {
      unpublished += column === "co2e_per_unit_kg" || column === "biogenic_co2_kg" ? 1 : 0;
      continue;
    }
    const id = textAt(row, columns.id).replace(/_\d+$/, "");
    const key = id || NEEDED.map((heading) => textAt(row, columns.of[heading])).join("|");
    const gathered: Gathered = byKey.get(key) ?? {
      record: { ...emptyRecord(), ...place, source_row_id: id },
      refs: new Map(),
    };
    if (!byKey.has(key)) records.push(gathered);
    byKey.set(key, gathered);
    const first = gathered.refs.get(column);
    if (first !== undefined) {
      faults.add(
        "duplicate",
        { sheet, row: row.row, cell: refOf(row.row, columns.figure) },
        { key, first: first.cell },
      );
      continue;
    }
    gathered.record[column] = figure;
    gathered.refs.set(column, { row: row.row, cell: refOf(row.row, columns.figure) });
    gathered.record.gas_basis = column === "non_ghg_quantity" ? "" : "co2e";
  }
  return { records, unpublished };
}

function readPlace(row: GridRow, { of }: Columns, sheet: string, faults: FaultList): SourceRecord {
  const raw = (heading: (typeof NEEDED)[number]) => row.cells.get(of[heading])?.text.trim() ?? "";
  const scope = SCOPES[textAt(row, of.Scope).toLowerCase()];
  if (scope === undefined) {
    faults.add("unknown_heading", { sheet, row: row.row, cell: refOf(row.row, of.Scope) }, { text: raw("Scope") });
  }
  const unit = canonicalUnit(textAt(row, of.UOM));
  if (unit === undefined) {
    faults.add("unknown_unit", { sheet, row: row.row, cell: refOf(row.row, of.UOM) }, { text: raw("UOM") });
  }
  return {
    scope: scope ?? "",
    level1: raw("Level 1"),
    level2: raw("Level 2"),
    level3: raw("Level 3"),
    level4: raw("Level 4"),
    column_text: raw("Column Text"),
    activity_unit: unit ?? "",
  };
}

/** Capitals in units differ between releases. */
function canonicalUnit(text: string): string | undefined {
  if (text in UK_UNITS) return text;
  return text === "Litres" ? text : Object.keys(UK_UNITS).find((unit) => unit.toLowerCase() === text.toLowerCase());
}

/**
 * "kg CO2e" is the total and "kg CO2e of CH4 per unit" the CO2e of a gas. Sheets named "kWh" have a vehicle's energy.
 */
function readGasColumn(text: string, { level1 = "", scope }: SourceRecord): string | null {
  if (/kWh/.test(level1) || /^kWh\b/.test(text)) return "non_ghg_quantity";
  const match = /^kg ?CO2e(?: of (CO2|CH4|N2O)(?: per unit)?)?$/.exec(text);
  if (match === null) return null;
  return scope === "outside" ? "biogenic_co2_kg" : (GAS_COLUMNS[match[1] ?? ""] ?? null);
}

function readFigure(row: GridRow, column: number, sheet: string, faults: FaultList): string {
  const cell = row.cells.get(column);
  if (cell === undefined || /^(|-|n\/?a)$/i.test(cell.text.trim())) return "";
  if (cell.kind === "number") return cell.text;
  faults.add("not_a_number", { sheet, row: row.row, cell: refOf(row.row, column) }, { text: cell.text });
  return "";
}

function emptyRecord(): SourceRecord {
  const columns = [...Object.values(GAS_COLUMNS), "biogenic_co2_kg", "non_ghg_quantity", "gas_basis", "source_row_id"];
  return Object.fromEntries(columns.map((column) => [column, ""]));
}

/** The published total is the sum of the gases, each of the four figures rounded to its own decimals. */
function checkTotals({ sheet }: FlatTable, records: Gathered[], faults: FaultList): void {
  for (const { record, refs } of records) {
    const [total, ...gases] = Object.values(GAS_COLUMNS).map((column) => record[column] ?? "");
    if (total === undefined || total === "" || gases.includes("")) continue;
    const places = Math.min(5, Math.max(...[total, ...gases].map(placesOf)));
    // A stored figure is a double with 15 reliable digits.
    const double = multiplyDecimals(magnitudeOf(total), "0.00000000000001");
    const tolerance = sumDecimals([multiplyDecimals(halfPlace(places), "4"), double]);
    const sum = sumDecimals(gases);
    if (isWithin(total, sum, tolerance)) continue;
    const at = refs.get("co2e_per_unit_kg");
    faults.add("total_mismatch", { sheet, row: at?.row ?? 0, cell: at?.cell ?? "" }, { total, sum });
  }
}

/** The refrigerant sheet contains the GWPs that the whole file is based on. */
function checkGwps({ sheet, year }: FlatTable, records: Gathered[], faults: FaultList): void {
  const expected: Record<string, string> =
    year <= 2022 ? { Methane: "25", "Nitrous oxide": "298" } : { Methane: "28", "Nitrous oxide": "265" };
  for (const { record, refs } of records) {
    const gwp = record.level1 === "Refrigerant & other" ? expected[record.level3 ?? ""] : undefined;
    const isKyoto = !/non-Kyoto/.test(record.column_text ?? "");
    if (gwp === undefined || !isKyoto || record.co2e_per_unit_kg === gwp) continue;
    const at = refs.get("co2e_per_unit_kg");
    const facts = { gas: record.level3 ?? "", found: record.co2e_per_unit_kg ?? "", expected: gwp };
    faults.add("gwp_mismatch", { sheet, row: at?.row ?? 0, cell: at?.cell ?? "" }, facts);
  }
}

function describe(record: SourceRecord, year: number, version: StatedVersion): SourceRecord {
  const title = `UK Government GHG Conversion Factors for Company Reporting ${year} - Flat file ${version.text}`.trim();
  return {
    ...record,
    published_on: version.publishedOn ?? "",
    source_title: title,
    source_url: `https://www.gov.uk/government/publications/greenhouse-gas-reporting-conversion-factors-${year}`,
  };
}

function convert(table: FlatTable, records: SourceRecord[], { translate, gases }: ReadingAids): Publication {
  try {
    return convertUkDesnzEdition(table.year, records, { translate, gases, numbers: new Map() });
  } catch (error) {
    const text = /^Unknown sheet of the UK workbook: (.*)$/.exec(error instanceof Error ? error.message : "")?.[1];
    if (text === undefined) throw error;
    const fault = { code: "unknown_heading", sheet: table.sheet, row: null, cell: "Level 1", facts: { text } } as const;
    throw new PublicationError([fault]);
  }
}

/** Keys of the latest shipped release, preferably of the same year, for rows without a number. */
function withKnownKeys({ manifest, rows }: Publication, library: Library): FactorRow[] {
  const editions = library.datasets.filter((one) => one.manifest.id === manifest.id);
  const rank = (edition: string) => (edition === manifest.edition ? 9999 : Number.parseInt(edition, 10));
  const ordered = editions.toSorted((a, b) => rank(b.manifest.edition) - rank(a.manifest.edition));
  const keys = new Map<string, string>();
  for (const row of ordered.flatMap((one) => one.rows)) {
    if (!keys.has(nameKey(row))) keys.set(nameKey(row), row.id);
  }
  return rows.map((row) => ({ ...row, id: keys.get(nameKey(row)) ?? row.id }));
}

function nameKey(row: FactorRow): string {
  return [row.name_en.toLowerCase(), row.unit, row.heat_basis, row.published_unit].join("|");
}
