import { CsvError, parse } from "csv-parse/sync";
import type { ActivityEntry, ActivityField } from "#app/carbon/activity-entry.ts";

/** A fault of a file, named as a person sees it: row and column of the file, the raw text, a stable code and facts. */
export interface FileFault {
  /** Line of the file, the header being 1; 0 where the whole file is meant. */
  row: number;
  column: string;
  raw: string;
  code: string;
  facts: Record<string, string>;
}

export interface ActivityFile {
  rows: { row: number; entry: ActivityEntry; columns: Partial<Record<ActivityField, string>> }[];
  faults: FileFault[];
}

/** What one file may hold; stated on the import page. */
export const FILE_LIMITS = { bytes: 8 * 1024 * 1024, rows: 50_000, columns: 60 } as const;

/** Column headings that are understood, in either language; compared without case, spaces and underscores. */
const HEADINGS: Record<ActivityField | "start" | "end", string[]> = {
  facility: ["facility", "site", "设施", "厂区", "场所"],
  source: ["source", "emission source", "排放源"],
  period: ["period", "month", "期间", "月份"],
  start: ["start", "start date", "period start", "开始日期", "开始"],
  end: ["end", "end date", "period end", "结束日期", "结束"],
  quantity: ["quantity", "amount", "数量", "用量"],
  unit: ["unit", "单位"],
  dataQuality: ["data quality", "quality", "数据质量"],
  evidence: ["evidence", "document", "凭证", "证据"],
  note: ["note", "remark", "备注", "说明"],
  instrumentType: ["instrument type", "instrument", "凭证类型", "绿电类型"],
  instrumentQuantity: ["instrument quantity", "绿电数量"],
  instrumentFactor: ["instrument factor", "绿电因子"],
  instrumentReference: ["instrument reference", "certificate", "绿电编号"],
};
const REQUIRED = ["facility", "source", "quantity", "unit"] as const;

type Column = ActivityField | "start" | "end";

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
  if (!Array.isArray(table)) return { rows: [], faults: [table] };
  const [header, ...body] = table;
  if (body.length === 0) return refuse("file_without_rows");
  if (body.length > FILE_LIMITS.rows) return refuse("file_too_many_rows", { limit: String(FILE_LIMITS.rows) });
  return toEntries(header!, body);
}

function toEntries(header: Line, body: Line[]): ActivityFile {
  const { columns, faults } = mapColumns(header);
  if (faults.length > 0) return { rows: [], faults };
  const headings = Object.fromEntries([...columns].map(([column, index]) => [column, header.cells[index]!]));
  const file: ActivityFile = { rows: [], faults: [] };
  for (const line of body) {
    if (line.cells.length !== header.cells.length) {
      const facts = { found: String(line.cells.length), expected: String(header.cells.length) };
      file.faults.push({ row: line.row, column: "", raw: line.cells.join(" | ").slice(0, 80), code: "row_width", facts });
      continue;
    }
    const cell = (column: Column) => line.cells[columns.get(column) ?? -1] ?? "";
    file.rows.push({ row: line.row, entry: toEntry(cell, columns), columns: { period: headings.start, ...headings } as never });
  }
  return file;
}

function toEntry(cell: (column: Column) => string, columns: Map<Column, number>): ActivityEntry {
  const period = columns.has("period") ? cell("period") : joinDays(cell("start"), cell("end"));
  return {
    facility: cell("facility"),
    source: cell("source"),
    period,
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

function joinDays(start: string, end: string): string {
  return end.trim() === "" || end.trim() === start.trim() ? start.trim() : `${start.trim()}/${end.trim()}`;
}

function mapColumns(header: Line): { columns: Map<Column, number>; faults: FileFault[] } {
  const columns = new Map<Column, number>();
  const faults: FileFault[] = [];
  const fault = (column: string, code: string, facts: Record<string, string> = {}) =>
    faults.push({ row: header.row, column, raw: column, code, facts });
  header.cells.forEach((heading, index) => {
    const column = columnOf(heading);
    if (!column) fault(heading.slice(0, 80), "column_unknown", { known: knownHeadings() });
    else if (columns.has(column)) fault(heading, "column_twice");
    else columns.set(column, index);
  });
  for (const column of REQUIRED) {
    if (!columns.has(column)) fault(HEADINGS[column][0]!, "column_missing", { names: HEADINGS[column].join(", ") });
  }
  const hasDays = columns.has("start") && columns.has("end");
  if (!columns.has("period") && !hasDays) fault("period", "column_missing", { names: "period, month, start + end" });
  return { columns, faults };
}

const COLUMN_OF_HEADING = new Map(
  (Object.entries(HEADINGS) as [Column, string[]][]).flatMap(([column, names]) =>
    names.map((name) => [foldHeading(name), column] as const),
  ),
);

function columnOf(heading: string): Column | undefined {
  return COLUMN_OF_HEADING.get(foldHeading(heading));
}

function foldHeading(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/[\s_-]+/g, "");
}

function knownHeadings(): string {
  return Object.values(HEADINGS)
    .map((names) => names[0])
    .join(", ");
}

interface Line {
  row: number;
  cells: string[];
}

/** Lines of the table with their line in the file, or the fault that the CSV reader names. */
function parseTable(text: string): Line[] | FileFault {
  try {
    const records = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
      max_record_size: 100_000,
      to: FILE_LIMITS.rows + 2,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    if (records.some(({ record }) => record.length > FILE_LIMITS.columns)) {
      return wholeFile("file_too_many_columns", { limit: String(FILE_LIMITS.columns) });
    }
    return records.map(({ record, info }) => ({ row: info.lines, cells: record }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = "lines" in error ? Number(error.lines) : 0;
    return { row: line, column: "", raw: "", code: "csv_broken", facts: { line: String(line), reason: error.code } };
  }
}

/** The separator of the header line; a heading holds none of the three. */
function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/\r|\n|$/));
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

/** A spreadsheet, an archive or an image given as CSV: told by its first bytes, or by a zero byte in UTF-8. */
function isBinary(bytes: Uint8Array): boolean {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return !isUtf16 && bytes.subarray(0, 4096).includes(0);
}

function refuse(code: string, facts: Record<string, string> = {}): ActivityFile {
  return { rows: [], faults: [wholeFile(code, facts)] };
}

function wholeFile(code: string, facts: Record<string, string>): FileFault {
  return { row: 0, column: "", raw: "", code, facts };
}
