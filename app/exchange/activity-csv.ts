import { CsvError, parse } from "csv-parse/sync";
import type { ActivityEntry, ActivityField } from "#app/carbon/activity-entry.ts";
import { type ActivityColumn, columnLetter, columnOf, HEADINGS } from "./activity-column.ts";

/** A fault of a file, named as a person sees it: row and column of the file, the raw text, a stable code and facts. */
export interface FileFault {
  /** Row as a spreadsheet counts it, the headings being 1; 0 where the whole file is meant. */
  row: number;
  /** The file's own heading; empty where no single column is meant. */
  column: string;
  /** The spreadsheet's letter of that column. */
  letter: string;
  raw: string;
  code: string;
  facts: Record<string, string>;
}

/** A field's place in the file. */
export interface FileColumn {
  heading: string;
  letter: string;
}

export interface ActivityFile {
  /** Where each field stands, the same for all rows. */
  columns: Partial<Record<ActivityField, FileColumn>>;
  rows: { row: number; entry: ActivityEntry }[];
  faults: FileFault[];
}

/** What one file may hold; stated on the import page. */
export const FILE_LIMITS = { bytes: 8 * 1024 * 1024, rows: 50_000, columns: 60 } as const;

const REQUIRED = ["facility", "source", "quantity", "unit"] as const;

/** A line longer than this is a broken quote or an attack, not a record. */
const MAX_RECORD_CHARACTERS = 100_000;

/**
 * Reads an activity file: CSV in UTF-8, UTF-16 or GB18030, separated by comma, semicolon or tab. The numbers stay text;
 * their grammar is the product's own and a decimal comma is a fault, never a guess.
 */
export function readActivityFile(bytes: Uint8Array): ActivityFile {
  if (bytes.byteLength > FILE_LIMITS.bytes) {
    return refuse("file_too_large", { limit: `${FILE_LIMITS.bytes / 1024 / 1024} MiB` });
  }
  if (isBinary(bytes)) return refuse("file_not_text");
  const text = decode(bytes);
  if (text === null) return refuse("file_encoding");
  if (text.trim() === "") return refuse("file_empty");
  const table = parseTable(text);
  if (!Array.isArray(table)) return { columns: {}, rows: [], faults: [table] };
  const [header, ...body] = table;
  if (!header || body.length === 0) return refuse("file_without_rows");
  if (body.length > FILE_LIMITS.rows) return refuse("file_too_many_rows", { limit: String(FILE_LIMITS.rows) });
  return toEntries(header, body);
}

interface Line {
  row: number;
  cells: string[];
}

function toEntries(header: Line, body: Line[]): ActivityFile {
  const { columns, faults } = mapColumns(header);
  if (faults.length > 0) return { columns: {}, rows: [], faults };
  const file: ActivityFile = { columns: placesOf(header, columns), rows: [], faults: [] };
  for (const line of body) {
    if (line.cells.length !== header.cells.length) {
      const facts = { found: String(line.cells.length), expected: String(header.cells.length) };
      const raw = line.cells.join(" | ").slice(0, 80);
      file.faults.push({ row: line.row, column: "", letter: "", raw, code: "row_width", facts });
    } else {
      file.rows.push({ row: line.row, entry: toEntry(line, columns) });
    }
  }
  return file;
}

function placesOf(header: Line, columns: Map<ActivityColumn, number>): ActivityFile["columns"] {
  const place = (index: number) => ({ heading: header.cells[index]!.trim(), letter: columnLetter(index) });
  const places = Object.fromEntries([...columns].map(([column, index]) => [column, place(index)]));
  return { ...(places.start ? { period: places.start } : {}), ...places };
}

function toEntry(line: Line, columns: Map<ActivityColumn, number>): ActivityEntry {
  const cell = (column: ActivityColumn) => withoutGuard(line.cells[columns.get(column) ?? -1] ?? "");
  return {
    facility: cell("facility"),
    source: cell("source"),
    period: columns.has("period") ? cell("period") : joinDays(cell("start").trim(), cell("end").trim()),
    quantity: cell("quantity"),
    unit: cell("unit"),
    dataQuality: cell("dataQuality"),
    evidence: cell("evidence"),
    note: cell("note"),
    instrumentType: cell("instrumentType"),
    instrumentQuantity: cell("instrumentQuantity"),
    instrumentFactor: cell("instrumentFactor"),
    instrumentReference: cell("instrumentReference"),
  };
}

/** Our own exports put an apostrophe before what a spreadsheet would run as a formula; it is not part of the text. */
function withoutGuard(text: string): string {
  return /^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}

function joinDays(start: string, end: string): string {
  return end === "" || end === start ? start : `${start}/${end}`;
}

function mapColumns(header: Line): { columns: Map<ActivityColumn, number>; faults: FileFault[] } {
  const columns = new Map<ActivityColumn, number>();
  const faults: FileFault[] = [];
  const fault = (heading: string, index: number, code: string, facts: Record<string, string> = {}) => {
    const column = heading.slice(0, 80);
    faults.push({ row: header.row, column, letter: index < 0 ? "" : columnLetter(index), raw: column, code, facts });
  };
  header.cells.forEach((heading, index) => {
    const column = columnOf(heading);
    if (!column) fault(heading, index, "column_unknown", { known: knownHeadings() });
    else if (columns.has(column)) fault(heading, index, "column_twice");
    else columns.set(column, index);
  });
  for (const column of REQUIRED) {
    if (!columns.has(column)) fault("", -1, "column_missing", { names: HEADINGS[column].join(", ") });
  }
  const hasPeriod = columns.has("period") || (columns.has("start") && columns.has("end"));
  const dayNames = `${HEADINGS.start[0]} + ${HEADINGS.end[0]}, ${HEADINGS.start[1]} + ${HEADINGS.end[1]}`;
  if (!hasPeriod) fault("", -1, "column_missing", { names: `${HEADINGS.period.join(", ")}, ${dayNames}` });
  return { columns, faults };
}

function knownHeadings(): string {
  return Object.values(HEADINGS)
    .map(([en, zh]) => `${en} / ${zh}`)
    .join(", ");
}

interface ParsedRecord {
  record: string[];
  info: { records: number; empty_lines: number };
}

/** Rows of the table, numbered as a spreadsheet numbers them, or the fault that the CSV reader names. */
function parseTable(text: string): Line[] | FileFault {
  try {
    const records = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
      max_record_size: MAX_RECORD_CHARACTERS,
      to: FILE_LIMITS.rows + 2,
    }) as unknown as ParsedRecord[];
    if (records.some(({ record }) => record.length > FILE_LIMITS.columns)) {
      return wholeFile("file_too_many_columns", { limit: String(FILE_LIMITS.columns) });
    }
    return records
      .map(({ record, info }) => ({ row: info.records + info.empty_lines, cells: record }))
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = "lines" in error ? Number(error.lines) : 0;
    const facts = { line: String(line), reason: error.code };
    return { row: line, column: "", letter: "", raw: "", code: "csv_broken", facts };
  }
}

/** The separator of the header line; a heading holds none of the three. */
function delimiterOf(text: string): string {
  const start = text.trimStart();
  const header = start.slice(0, start.search(/\r|\n|$/));
  const counts = [",", ";", "\t"].map((mark) => ({ mark, count: header.split(mark).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).mark;
}

function decode(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return tryDecode("utf-16le", bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return tryDecode("utf-16be", bytes);
  return tryDecode("utf-8", bytes) ?? tryDecode("gb18030", bytes);
}

function tryDecode(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** A spreadsheet, an archive, a PDF or an image given as CSV: told by its first bytes, or by a zero byte. */
function isBinary(bytes: Uint8Array): boolean {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) return false;
  const start = String.fromCharCode(...bytes.subarray(0, 4));
  return start === "%PDF" || start.startsWith("PK\u0003\u0004") || bytes.includes(0);
}

function refuse(code: string, facts: Record<string, string> = {}): ActivityFile {
  return { columns: {}, rows: [], faults: [wholeFile(code, facts)] };
}

function wholeFile(code: string, facts: Record<string, string>): FileFault {
  return { row: 0, column: "", letter: "", raw: "", code, facts };
}
