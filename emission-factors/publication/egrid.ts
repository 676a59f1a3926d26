/**
 * US EPA eGRID data file: sheets SRL, US and GGL with the two digits of the data year. Row 1 of a sheet describes its
 * columns in words, and row 2 has their names (`SRCO2RTA`). Rates are pounds per MWh.
 */
import type { Workbook } from "#app/encoding/workbook/read-workbook.ts";
import type { Publication, SourceRecord } from "../convert/publication.ts";
import { convertEgridRecord, describeEgridEdition } from "../convert/us-egrid.ts";
import { multiplyDecimals, sumDecimals } from "../decimal-text.ts";
import { FaultList, type PublicationFormat, type Recognition } from "./publication-format.ts";
import { halfPlace, isWithin, placesOf } from "./rounding.ts";
import { type GridRow, headingsOf, readGrid, refOf, textAt, tidyText } from "./sheet-grid.ts";

/** An avoirdupois pound in kilograms, by definition. */
const POUND = "0.45359237";

export const egrid: PublicationFormat = {
  key: "us-egrid",
  name: {
    en: "US EPA eGRID data file (.xlsx, sheets SRL, US and GGL)",
    zh: "美国环保署 eGRID 数据文件（.xlsx，SRL、US、GGL 表）",
  },
  recognise(files) {
    const [file] = files;
    const workbook = files.length === 1 ? file?.workbook : null;
    const digits = workbook?.sheets
      .map(({ name }) => /^SRL(\d\d)$/.exec(name)?.[1])
      .find((found) => found !== undefined);
    if (file === undefined || !workbook || digits === undefined) return null;
    const revision = revisionOf(file.name, workbook);
    const edition = `20${digits}${revision === "" ? "" : `-rev${revision}`}`;
    const recognition: Recognition = {
      format: "us-egrid",
      dataset: "us-egrid",
      edition,
      version: revision === "" ? "" : `rev${revision}`,
      files: [file],
      read: () => [readEdition(workbook, digits, edition)],
    };
    return recognition;
  },
};

/** A reissue is marked in its file name and on its first sheet. The first release has no mark. */
function revisionOf(name: string, workbook: Workbook): string {
  const inName = /[_-]rev\.?_?(\d)/i.exec(name)?.[1];
  const first = workbook.sheets[0];
  const front =
    first === undefined || /^[A-Z]+\d\d$/.test(first.name) ? [] : readGrid(workbook, first.name).slice(0, 20);
  const texts = front.flatMap(({ cells }) => [...cells.values()].map(({ text }) => tidyText(text)));
  const onSheet = texts
    .map((text) => /\brev(?:ision)?\.? ?(\d)\b/i.exec(text)?.[1])
    .find((found) => found !== undefined);
  const revision = onSheet ?? inName ?? "";
  return revision === "1" ? "" : revision;
}

interface RateColumns {
  co2: string;
  ch4: string;
  n2o: string;
  co2e: string;
}

const OUTPUT: RateColumns = { co2: "CO2RTA", ch4: "CH4RTA", n2o: "N2ORTA", co2e: "C2ERTA" };
const NON_BASELOAD: RateColumns = { co2: "NBCO2", ch4: "NBCH4", n2o: "NBN2O", co2e: "NBC2E" };
const KINDS = [
  { key: "total-output", columns: OUTPUT },
  { key: "non-baseload", columns: NON_BASELOAD },
] as const;

interface Table {
  sheet: string;
  /** Prefix of the column names: `SR` or `US`. */
  prefix: string;
  columns: Map<string, number>;
  descriptions: GridRow | undefined;
  rows: GridRow[];
}

function readEdition(workbook: Workbook, digits: string, edition: string): Publication {
  const faults = new FaultList();
  const tables = [
    { sheet: `SRL${digits}`, prefix: "SR", key: "SUBRGN" },
    { sheet: `US${digits}`, prefix: "US", key: "YEAR" },
  ].flatMap(({ sheet, prefix, key }) => findTable(workbook, { sheet, prefix, key }, faults));
  faults.throwIfAny();
  const losses = readLosses(workbook, `GGL${digits}`);
  const places = tables.flatMap((table) => table.rows.map((row) => ({ table, row, place: placeOf(table, row) })));
  refuseDuplicates(places, faults);
  const found = places.flatMap((at) => KINDS.map((kind) => readRates(at, kind, faults)));
  checkTotals(found, faults);
  faults.throwIfAny();
  const year = 2000 + Number(digits);
  const records = found.map((rates) => toRecord(rates, { year, edition, losses }));
  const described = describeEgridEdition({ edition, month: "", year }, records);
  return {
    folder: `us-egrid-${edition}`,
    manifest: {
      ...described,
      gwpSet: null,
      gasBasis: "kg of each gas",
      trust: "primary_file",
      sourceTitle: `eGRID${year} data file${edition.includes("-") ? `, ${edition.slice(5)}` : ""}`,
      sourceTable: `SRL${digits}, US${digits}`,
      notes: ["Output rates at the power plant. Pounds are avoirdupois."],
    },
    rows: records.map((record) => convertEgridRecord(record, record.place ?? "")),
    leftOut: new Map(),
  };
}

function findTable(
  workbook: Workbook,
  { sheet, prefix, key }: { sheet: string; prefix: string; key: string },
  faults: FaultList,
): Table[] {
  if (!workbook.sheets.some(({ name }) => name === sheet)) {
    faults.add("missing_table", { sheet }, { table: sheet });
    return [];
  }
  const grid = readGrid(workbook, sheet);
  const at = grid.findIndex(({ cells }) => [...cells.values()].some(({ text }) => text.trim() === key));
  const header = grid[at];
  if (header === undefined) {
    faults.add("missing_column", { sheet, row: 2, cell: key });
    return [];
  }
  const table = { sheet, prefix, columns: headingsOf(header), descriptions: grid[at - 1], rows: grid.slice(at + 1) };
  for (const name of KINDS.flatMap(({ columns }) => Object.values(columns))) checkColumn(table, header, name, faults);
  if (prefix === "SR" && !table.columns.has("SRNAME"))
    faults.add("missing_column", { sheet, row: header.row, cell: "SRNAME" });
  return [table];
}

/** The words above a column's name include its unit. Methane was once given per GWh. */
function checkColumn(
  { sheet, prefix, columns, descriptions }: Table,
  header: GridRow,
  name: string,
  faults: FaultList,
): void {
  const column = columns.get(prefix + name);
  if (column === undefined) {
    faults.add("missing_column", { sheet, row: header.row, cell: prefix + name });
    return;
  }
  const words = descriptions === undefined ? "" : textAt(descriptions, column);
  // pattern: our own text, a publication in the library.
  const unit = /\((lb[^)]*|kg[^)]*)\)/i.exec(words)?.[1];
  if (unit !== undefined && unit.toLowerCase() !== "lb/mwh") {
    faults.add(
      "unknown_unit",
      { sheet, row: descriptions!.row, cell: refOf(descriptions!.row, column) },
      { text: unit },
    );
  }
}

interface Place {
  key: string;
  region: string;
  name: string;
}

function placeOf({ prefix, columns }: Table, row: GridRow): Place {
  if (prefix === "US") return { key: "us-average", region: "US", name: "US average" };
  const code = textAt(row, columns.get("SUBRGN"));
  return { key: code.toLowerCase(), region: `eGRID:${code}`, name: `${code} ${textAt(row, columns.get("SRNAME"))}` };
}

interface Rates extends RateColumns {
  kind: (typeof KINDS)[number]["key"];
  place: Place;
  sheet: string;
  row: number;
  /** The cell of the CO2e figure. */
  cell: string;
}

interface PlacedRow {
  table: Table;
  row: GridRow;
  place: Place;
}

function refuseDuplicates(places: PlacedRow[], faults: FaultList): void {
  const seen = new Map<string, number>();
  for (const { table, row, place } of places) {
    const first = seen.get(place.key);
    if (first !== undefined)
      faults.add("duplicate", { sheet: table.sheet, row: row.row }, { key: place.name, first: String(first) });
    seen.set(place.key, row.row);
  }
}

function readRates({ table, row, place }: PlacedRow, kind: (typeof KINDS)[number], faults: FaultList): Rates {
  const { sheet, prefix, columns } = table;
  const read = (name: string) => {
    const column = columns.get(prefix + name) ?? 0;
    const cell = row.cells.get(column);
    if (cell?.kind === "number") return cell.text;
    const at = { sheet, row: row.row, cell: refOf(row.row, column) };
    if (cell === undefined) faults.add("missing_figure", at, { label: place.name });
    else faults.add("not_a_number", at, { text: cell.text });
    return "0";
  };
  const { columns: names } = kind;
  const cell = refOf(row.row, columns.get(prefix + names.co2e) ?? 0);
  return {
    co2: read(names.co2),
    ch4: read(names.ch4),
    n2o: read(names.n2o),
    co2e: read(names.co2e),
    kind: kind.key,
    place,
    sheet,
    row: row.row,
    cell,
  };
}

/** eGRID has changed its GWPs. A file uses one of these sets. */
const GWPS = [
  { ch4: "25", n2o: "298" },
  { ch4: "28", n2o: "265" },
];

function checkTotals(found: Rates[], faults: FaultList): void {
  const failing = GWPS.map((gwp) => found.filter((rates) => !fits(rates, gwp)));
  const best = failing[0]!.length < failing[1]!.length ? 0 : 1;
  for (const rates of failing[best]!) {
    const facts = { total: rates.co2e, sum: sumOf(rates, GWPS[best]!) };
    faults.add("total_mismatch", { sheet: rates.sheet, row: rates.row, cell: rates.cell }, facts);
  }
}

function sumOf({ co2, ch4, n2o }: Rates, gwp: { ch4: string; n2o: string }): string {
  return sumDecimals([co2, multiplyDecimals(ch4, gwp.ch4), multiplyDecimals(n2o, gwp.n2o)]);
}

/** Three decimals are printed. A file with more decimals is checked at its own precision, at least three. */
function fits(rates: Rates, gwp: { ch4: string; n2o: string }): boolean {
  const { co2, ch4, n2o, co2e } = rates;
  const half = (text: string) => halfPlace(Math.min(6, Math.max(3, placesOf(text))));
  const tolerance = sumDecimals([
    half(co2),
    half(co2e),
    multiplyDecimals(half(ch4), gwp.ch4),
    multiplyDecimals(half(n2o), gwp.n2o),
  ]);
  return isWithin(co2e, sumOf(rates, gwp), tolerance);
}

/** The loss of each grid region. A subregion is in one of them. */
function readLosses(workbook: Workbook, sheet: string): Map<string, string> {
  const losses = new Map<string, string>();
  if (!workbook.sheets.some(({ name }) => name === sheet)) return losses;
  const grid = readGrid(workbook, sheet);
  const at = grid.findIndex(({ cells }) => [...cells.values()].some(({ text }) => text.trim() === "GGRSLOSS"));
  const header = grid[at];
  if (header === undefined) return losses;
  const columns = headingsOf(header);
  for (const row of grid.slice(at + 1)) {
    losses.set(textAt(row, columns.get("REGION")).toLowerCase(), textAt(row, columns.get("GGRSLOSS")));
  }
  return losses;
}

const GRIDS: Record<string, string> = {
  AKGD: "alaska",
  AKMS: "alaska",
  HIMS: "hawaii",
  HIOA: "hawaii",
  ERCT: "ercot",
  AZNM: "western",
  CAMX: "western",
  NWPP: "western",
  RMPA: "western",
};

function lossOf({ region }: Place, losses: Map<string, string>): string {
  if (region === "US") return losses.get("u.s.") ?? "";
  const code = region.slice("eGRID:".length);
  // No loss is published for Puerto Rico.
  return code === "PRMS" ? "" : (losses.get(GRIDS[code] ?? "eastern") ?? "");
}

function toRecord(
  rates: Rates,
  { year, edition, losses }: { year: number; edition: string; losses: Map<string, string> },
): SourceRecord {
  const { kind, place, co2, ch4, n2o } = rates;
  return {
    id: `us-egrid-${year}-${kind}-${place.key}`,
    activity: `${place.name} (${kind})`,
    place: place.name,
    region: place.region,
    gas_basis: "mass",
    co2e_per_unit_kg: "",
    co2_kg: multiplyDecimals(co2, POUND),
    ch4_kg: multiplyDecimals(ch4, POUND),
    n2o_kg: multiplyDecimals(n2o, POUND),
    published_co2e: "",
    published_co2: co2,
    published_ch4: ch4,
    published_n2o: n2o,
    published_unit: "lb/MWh",
    grid_gross_loss: lossOf(place, losses),
    source_title: `eGRID${edition}`,
    source_url: "https://www.epa.gov/egrid/detailed-data",
  };
}
