/**
 * US EPA GHG Emission Factors Hub: one sheet, with "Table n" in the margin next to each title, the table below it, then
 * its sources and notes. The release is the year of "Last Modified".
 */
import type { Publication, SourceRecord } from "../convert/publication.ts";
import { convertHubEdition } from "../convert/us-epa-hub.ts";
import { HUB_READERS, type HubTable } from "./epa-hub-tables.ts";
import { FaultList, type PublicationFormat, type PublisherFile, type Recognition } from "./publication-format.ts";
import { type GridRow, readGrid, textAt, tidyText } from "./sheet-grid.ts";
import { dateInText } from "./stated-date.ts";

export const epaHub: PublicationFormat = {
  key: "us-epa-hub",
  name: { en: "US EPA GHG Emission Factors Hub (.xlsx)", zh: "美国环保署温室气体排放因子中心（.xlsx）" },
  recognise(files) {
    const [file] = files;
    const hub = files.length === 1 && file?.workbook ? findHub(file.workbook) : null;
    if (file === undefined || hub === null) return null;
    const recognition: Recognition = {
      format: "us-epa-hub",
      dataset: "us-epa-hub",
      edition: hub.modifiedOn.slice(0, 4),
      version: hub.modifiedOn,
      files: [file],
      read: ({ translate }) => {
        const year = Number(hub.modifiedOn.slice(0, 4));
        return convertHubEdition(year, readRecords(hub, year), translate) satisfies Publication[];
      },
    };
    return recognition;
  },
};

interface Hub {
  sheet: string;
  rows: GridRow[];
  /** ISO date. */
  modifiedOn: string;
}

function findHub(workbook: NonNullable<PublisherFile["workbook"]>): Hub | null {
  const named = workbook.sheets.filter(({ name, hidden }) => !hidden && /emission factors hub/i.test(name));
  for (const { name } of named.length > 0 ? named : workbook.sheets.slice(0, 1)) {
    const rows = readGrid(workbook, name);
    const head = rows.slice(0, 15).flatMap(({ cells }) => [...cells.values()]);
    const isHub = head.some(({ text }) => /emission factors (hub|for greenhouse gas inventories)/i.test(text));
    const modifiedOn = readModified(head.map(({ text }) => tidyText(text)));
    if (isHub && modifiedOn !== null) return { sheet: name, rows, modifiedOn };
  }
  return null;
}

/** The date is in the same cell or in the next one. */
function readModified(texts: string[]): string | null {
  const at = texts.findIndex((text) => /last modified/i.test(text));
  return at < 0 ? null : dateInText(`${texts[at]} ${texts[at + 1] ?? ""}`);
}

function readRecords(hub: Hub, year: number): SourceRecord[] {
  const faults = new FaultList();
  const tables = new Map(findTables(hub).map((table) => [table.number, table]));
  const records = Object.entries(HUB_READERS).flatMap(([number, read]): SourceRecord[] => {
    const table = tables.get(Number(number));
    if (table === undefined) {
      faults.add("missing_table", { sheet: hub.sheet }, { table: `Table ${number}` });
      return [];
    }
    const found = read(table, faults);
    if (found.length === 0) faults.add("missing_table", { sheet: hub.sheet }, { table: `Table ${number}` });
    return found.map((record) => ({ ...record, source_table: `Table ${number}` }));
  });
  refuseDuplicates(records, hub, faults);
  faults.throwIfAny();
  return records.map((record) => ({
    ...record,
    id: `us-epa-hub-${year}-${record.id}`,
    valid_from: hub.modifiedOn,
    source_title: `EPA GHG Emission Factors Hub ${year}`,
    source_url: "https://www.epa.gov/climateleadership/ghg-emission-factors-hub",
    trust: isImplausible(record, hub) ? "primary_file_anomalous" : "primary_file",
  }));
}

/** From one "Table n" to the next. The rows of a table end at its sources or notes. */
function findTables({ rows, sheet }: Hub): HubTable[] {
  const titles = rows.flatMap((row, index) => {
    const title = [...row.cells].find(([, { text }]) => /^Table \d+$/.test(tidyText(text)));
    return title === undefined ? [] : [{ index, column: title[0], number: Number(tidyText(title[1].text).slice(6)) }];
  });
  return titles.map(({ index, column, number }, order) => {
    const below = rows.slice(index + 1, titles[order + 1]?.index);
    const end = below.findIndex((row) => /^(Sources?|Notes?)\b/i.test(textAt(row, column + 1)));
    return { number, sheet, first: column + 1, rows: end < 0 ? below : below.slice(0, end) };
  });
}

function refuseDuplicates(records: SourceRecord[], { sheet }: Hub, faults: FaultList): void {
  const seen = new Set<string>();
  for (const { id = "", source_table = "" } of records) {
    if (seen.has(id)) faults.add("duplicate", { sheet }, { key: id, table: source_table });
    seen.add(id);
  }
}

/**
 * Five figures of February 2024 contradict the releases before and after (0.175 kg CO2 per mile for a car, between
 * 0.313 and 0.297). They are left out, as in the shipped release.
 */
function isImplausible({ id = "", published_co2 = "" }: SourceRecord, { modifiedOn }: Hub): boolean {
  const known: Record<string, string> = { "passenger-car": "0.175", "light-duty-truck": "0.955", motorcycle: "0.377" };
  const vehicle = /^t(?:8|10)-(.+)-vehicle-mile$/.exec(id)?.[1] ?? "";
  return modifiedOn.startsWith("2024") && known[vehicle] === published_co2;
}
