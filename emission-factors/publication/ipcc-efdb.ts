/**
 * A user's export of the IPCC Emission Factor Database (`EFDB_output.xlsx` or `.csv`): the defaults of the 2006
 * Guidelines for stationary combustion (volume 2, tables 2.2–2.5) and net calorific values (table 1.2). Copyright of
 * the IPCC: the data stays in the installation and is never exported.
 *
 * A record has one gas of one fuel in one sector. Headings contain line breaks. Ranges and texts instead of a figure
 * are left out and counted. The 2019 Refinement is another publication and is not read.
 */
import { makeRow, type Publication, slug } from "../convert/publication.ts";
import { parseCsv } from "../csv.ts";
import { shiftPoint } from "../decimal-text.ts";
import type { DatasetLicence, FactorRow } from "../library-schema.ts";
import {
  FaultList,
  type PublicationFormat,
  type PublisherFile,
  type ReadingAids,
  type Recognition,
} from "./publication-format.ts";
import { headingsOf, readGrid, textAt, tidyText } from "./sheet-grid.ts";

const ID = "EF ID";
const SECTOR = "IPCC 2006 Source/Sink Category";
const COLUMNS = [ID, SECTOR, "Gas", "Fuel 2006", "Type of parameter", "Description", "Value", "Unit"] as const;

export const IPCC_LICENCE: DatasetLicence = {
  name: "IPCC copyright: non-commercial use; no compilation without permission",
  url: "https://www.ipcc.ch/copyright/",
  redistributable: false,
  attribution: "Source: IPCC 2006 Guidelines for National Greenhouse Gas Inventories, volume 2, through the IPCC EFDB.",
};

export const ipccEfdb: PublicationFormat = {
  key: "ipcc-efdb",
  name: {
    en: "your own export of the IPCC Emission Factor Database (EFDB_output, .xlsx or .csv)",
    zh: "您自行导出的 IPCC 排放因子数据库（EFDB_output，.xlsx 或 .csv）",
  },
  recognise(files) {
    const [file] = files;
    if (file === undefined || files.length !== 1 || !hasHeader(file)) return null;
    const recognition: Recognition = {
      format: "ipcc-efdb",
      dataset: "ipcc-2006-stationary",
      edition: "2006",
      version: "",
      files: [file],
      read: (aids) => readExport(file, aids),
    };
    return recognition;
  },
};

function hasHeader(file: PublisherFile): boolean {
  if (file.text !== null) return file.text.slice(0, 2000).includes(SECTOR);
  const sheet = file.workbook?.sheets.find(({ hidden }) => !hidden)?.name;
  if (!file.workbook || sheet === undefined) return false;
  let isFound = false;
  let rows = 0;
  try {
    file.workbook.eachRow(sheet, ({ cells }) => {
      rows += 1;
      isFound ||= cells.some(({ text }) => tidyText(text) === SECTOR);
      if (isFound || rows > 5) throw new FirstRowsRead();
    });
  } catch (error) {
    if (!(error instanceof FirstRowsRead)) throw error;
  }
  return isFound;
}

/** Ends the reading of a large sheet after its heading. */
class FirstRowsRead extends Error {}

interface Entry {
  sheet: string;
  row: number;
  id: string;
  sector: string;
  gas: string;
  fuel: string;
  kind: string;
  description: string;
  value: string;
  unit: string;
}

function readExport(file: PublisherFile, { translate }: ReadingAids): Publication[] {
  const entries = readEntries(file).filter(({ kind }) => /^(1996 & )?2006 IPCC default$/.test(kind));
  const faults = new FaultList();
  const leftOut = new Map<string, number>();
  const combustion = readCombustion(entries, leftOut, faults, translate);
  const heating = readHeatingValues(entries, leftOut, faults, translate);
  if (combustion.length === 0) faults.add("missing_table", { sheet: file.name }, { table: "2.2–2.5" });
  faults.throwIfAny();
  return [
    { folder: "ipcc-2006-stationary-2006", manifest: describe("stationary"), rows: combustion, leftOut },
    { folder: "ipcc-2006-ncv-2006", manifest: describe("ncv"), rows: heating, leftOut: new Map() },
  ].filter(({ rows }) => rows.length > 0);
}

function readEntries(file: PublisherFile): Entry[] {
  const { sheet, header, lines } = file.text === null ? workbookLines(file) : textLines(file.text, file.name);
  const faults = new FaultList();
  const columns = COLUMNS.map((name) => {
    const column = header.get(name);
    if (column === undefined) faults.add("missing_column", { sheet, row: 1, cell: name });
    return column;
  });
  faults.throwIfAny();
  return lines.map(({ row, cell }) => {
    const [id, sector, gas, fuel, kind, description, value, unit] = columns.map((column) => cell(column!));
    return { sheet, row, id, sector, gas, fuel, kind, description, value, unit } as Entry;
  });
}

interface Lines {
  sheet: string;
  header: Map<string, number>;
  lines: { row: number; cell: (column: number) => string }[];
}

function workbookLines({ workbook }: PublisherFile): Lines {
  const sheet = workbook!.sheets.find(({ hidden }) => !hidden)!.name;
  const grid = readGrid(workbook!, sheet);
  const at = grid.findIndex((row) => headingsOf(row).has(SECTOR));
  const header = headingsOf(grid[at] ?? { row: 1, cells: new Map() });
  const lines = grid.slice(at + 1).map((row) => ({ row: row.row, cell: (column: number) => textAt(row, column) }));
  return { sheet, header, lines };
}

function textLines(text: string, name: string): Lines {
  const { header, rows } = parseCsv(text);
  const lines = rows.map((cells, index) => ({ row: index + 2, cell: (at: number) => tidyText(cells[at] ?? "") }));
  return { sheet: name, header: new Map(header.map((heading, column) => [tidyText(heading), column])), lines };
}

const GASES: Record<string, "co2" | "ch4" | "n2o"> = {
  "CARBON DIOXIDE": "co2",
  METHANE: "ch4",
  "NITROUS OXIDE": "n2o",
};

/** Sectors of the four tables, by the first code in the heading. */
const TABLES: Record<string, { table: string; en: string; zh: string }> = {
  "1.A.1": { table: "2.2", en: "Energy industries", zh: "能源工业" },
  "1.A.2": { table: "2.3", en: "Manufacturing industries and construction", zh: "制造业和建筑业" },
  "1.A.4.a": { table: "2.4", en: "Commercial and institutional", zh: "商业和机构" },
  "1.A.4.b": { table: "2.5", en: "Residential, agriculture, forestry and fishing", zh: "住宅、农林渔业" },
};

const BIOMASS =
  /^(Biodiesels|Biogasoline|Charcoal|Landfill Gas|Municipal Wastes \(biomass fraction\)|Other Biogas|Other Liquid Biofuels|Other Primary Solid Biomass|Sludge Gas|Sulphite Lyes \(Black Liquor\)|Wood\/Wood Waste)$/i;
const MIXED = /^(Industrial Wastes|Municipal Wastes \(non-biomass fraction\))$/i;

interface Fuel {
  table: string;
  fuel: string;
  ids: string[];
  gases: Partial<Record<"co2" | "ch4" | "n2o", { value: string; entry: Entry }>>;
}

function readCombustion(
  entries: Entry[],
  leftOut: Map<string, number>,
  faults: FaultList,
  translate: ReadingAids["translate"],
): FactorRow[] {
  const fuels = new Map<string, Fuel>();
  for (const entry of entries.filter(({ description }) =>
    /Emission Factor for Stationary Combustion \(kg\/TJ/i.test(description),
  )) {
    const code = /^(1\.A\.[12]|1\.A\.4\.[ab])\b(?!\.\d)(?! ?\.)/.exec(entry.sector)?.[1];
    const place = code === undefined ? undefined : TABLES[code];
    if (place === undefined) {
      count(leftOut, "another sector than those of tables 2.2 to 2.5");
      continue;
    }
    addGas(fuels, entry, place.table, { leftOut, faults });
  }
  return [...fuels.values()].map((fuel) => combustionRow(fuel, faults, translate)).filter((row) => row !== null);
}

function addGas(
  fuels: Map<string, Fuel>,
  entry: Entry,
  table: string,
  { leftOut, faults }: { leftOut: Map<string, number>; faults: FaultList },
): void {
  const at = { sheet: entry.sheet, row: entry.row };
  const gas = GASES[entry.gas.toUpperCase()];
  if (gas === undefined) {
    faults.add("unknown_gas", { ...at, cell: "Gas" }, { text: entry.gas });
    return;
  }
  if (entry.unit.toLowerCase() !== "kg/tj") {
    faults.add("unknown_unit", { ...at, cell: "Unit" }, { text: entry.unit });
    return;
  }
  const value = entry.value.replaceAll(",", "");
  if (!/^-?\d+(\.\d+)?$/.test(value)) {
    count(leftOut, "a range or a text in place of a figure");
    return;
  }
  const key = `${table}|${entry.fuel}`;
  const fuel = fuels.get(key) ?? { table, fuel: entry.fuel, ids: [], gases: {} };
  const known = fuel.gases[gas];
  if (known !== undefined && known.value !== value) {
    faults.add("duplicate", at, { key: `${entry.fuel} ${entry.gas} ${table}`, first: String(known.entry.row) });
    return;
  }
  fuel.gases[gas] = { value, entry };
  fuel.ids.push(entry.id);
  fuels.set(key, fuel);
}

function combustionRow(
  { table, fuel, ids, gases }: Fuel,
  faults: FaultList,
  translate: ReadingAids["translate"],
): FactorRow | null {
  const [co2, ch4, n2o] = [gases.co2, gases.ch4, gases.n2o].map((gas) => gas?.value);
  const first = Object.values(gases)[0]!.entry;
  if (co2 === undefined || ch4 === undefined || n2o === undefined) {
    const missing = [co2, ch4, n2o].map((value, index) => (value === undefined ? ["CO2", "CH4", "N2O"][index] : ""));
    faults.add(
      "missing_figure",
      { sheet: first.sheet, row: first.row },
      { label: `${fuel} ${missing.join(" ").trim()}` },
    );
    return null;
  }
  const place = Object.values(TABLES).find((one) => one.table === table)!;
  const isBiomass = BIOMASS.test(fuel);
  const methane = isBiomass ? "ch4_nonfossil" : MIXED.test(fuel) ? "ch4" : "ch4_fossil";
  const chinese = translate([fuel]);
  return makeRow({
    id: `ipcc-2006-stationary.t${table.replace(".", "-")}-${slug(fuel)}`,
    kind: "emission",
    name_en: `Stationary combustion · ${place.en} · ${fuel}`,
    name_zh: chinese === "" ? "" : `固定燃烧 · ${place.zh} · ${chinese}`,
    scope: "1",
    category: "stationary_combustion",
    region: "001",
    unit: "GJ",
    heat_basis: "net",
    basis: "mass",
    co2: isBiomass ? "" : shiftPoint(co2, -3),
    biogenic_co2: isBiomass ? shiftPoint(co2, -3) : "",
    [methane]: shiftPoint(ch4, -3),
    n2o: shiftPoint(n2o, -3),
    source_table: `Table ${table} (CO2: tables 1.4 and ${table})`,
    source_cell: `EFDB ${ids.join(", ")}`,
    status: "active",
    published_value: [co2, ch4, n2o].join("; "),
    published_unit: "kg/TJ (net)",
    note: isBiomass ? "Biogenic CO2 is reported outside the scopes." : "",
  });
}

function readHeatingValues(
  entries: Entry[],
  leftOut: Map<string, number>,
  faults: FaultList,
  translate: ReadingAids["translate"],
): FactorRow[] {
  const rows = new Map<string, FactorRow>();
  const wanted = entries.filter(
    ({ description, unit }) => /^Net Calorific Value/i.test(description) && unit === "TJ/Gg",
  );
  for (const { fuel, value, id, sheet, row } of wanted) {
    if (!/^\d+(\.\d+)?$/.test(value)) {
      count(leftOut, "a range or a text in place of a figure");
      continue;
    }
    const key = `ipcc-2006-ncv.${slug(fuel)}`;
    const known = rows.get(key);
    if (known !== undefined && known.value !== value) {
      faults.add("duplicate", { sheet, row }, { key: fuel, first: known.source_cell });
      continue;
    }
    const chinese = translate([fuel]);
    rows.set(
      key,
      makeRow({
        id: key,
        kind: "property",
        name_en: `Net calorific value · ${fuel}`,
        name_zh: chinese === "" ? "" : `低位发热量 · ${chinese}`,
        region: "001",
        unit: "t",
        heat_basis: "net",
        basis: "property",
        property: "heating_value",
        to_unit: "GJ",
        // TJ/Gg equals GJ/t.
        value,
        source_table: "Table 1.2",
        source_cell: `EFDB ${id}`,
        status: "active",
        published_value: value,
        published_unit: "TJ/Gg",
      }),
    );
  }
  return [...rows.values()];
}

function count(leftOut: Map<string, number>, reason: string): void {
  leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1);
}

function describe(part: "stationary" | "ncv"): Publication["manifest"] {
  const heat = part === "ncv";
  return {
    id: `ipcc-2006-${part}`,
    edition: "2006",
    publisher: "IPCC TFI",
    title: heat
      ? { en: "IPCC 2006 Guidelines: net calorific values", zh: "IPCC 2006 年指南：低位发热量" }
      : { en: "IPCC 2006 Guidelines: stationary combustion", zh: "IPCC 2006 年指南：固定燃烧" },
    publishedOn: null,
    retrievedOn: "",
    dataYear: 2006,
    validFrom: null,
    validTo: null,
    validityBasis: "Defaults of the guidelines; no days are stated.",
    gwpSet: null,
    gasesGwp: null,
    gasBasis: heat ? "none" : "kg of each gas per GJ net; CO2 at complete oxidation",
    trust: "primary_file",
    licence: IPCC_LICENCE,
    sourceTitle: "2006 IPCC Guidelines, volume 2 (IPCC EFDB)",
    sourceTable: "",
    sourceUrl: "https://www.ipcc-nggip.iges.or.jp/EFDB/",
    supersedes: null,
    correctionOf: null,
    status: "active",
    comparableWithPrevious: null,
    notes: ["Read from this installation's own export of the EFDB. Not to be passed on."],
  };
}
