import { findDelimiter } from "#app/encoding/table/csv-delimiter.ts";
import { csvRows } from "#app/encoding/table/csv-rows.ts";
import { FileError } from "#app/encoding/table/file-error.ts";
import { normalText } from "#app/encoding/text/normal-text.ts";

/** Enough for a customer's suppliers of a year, too few to enumerate the register. */
export const MOST_NUMBERS = 500;

/** Limits that real tables of suppliers never reach. */
export const MOST_COLUMNS = 100;
export const MOST_CELL_CHARACTERS = 1000;
/** Allows empty lines between the numbers. */
export const MOST_LINES = 20 * MOST_NUMBERS;

/** Accepted headers of the column with report numbers, in lower case. */
const HEADINGS = new Set(["number", "report number", "report no", "report no.", "report", "编号", "报告编号"]);

export type NumberList =
  | { ok: true; numbers: string[] }
  /** `count`: number of rows, for `too_many`. */
  | { ok: false; fault: "empty" | "too_many" | "too_wide" | "not_a_list" | "workbook"; count: number };

/** The text of a spreadsheet's file in UTF-8, UTF-16 with BOM, or GB18030. Null for other encodings. */
export function decodeNumberList(bytes: Uint8Array): string | null {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  for (const encoding of isWide ? ["utf-16le"] : ["utf-8", "gb18030"]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {}
  }
  return null;
}

/**
 * Reads a list of report numbers: pasted lines, or a CSV table with commas, semicolons or tabs. The numbers are in the column
 * with the header "number" or 编号, else in the first column that contains something like a number, else in the first
 * column. Each row gives one number, in the order of the list. Empty lines are skipped. Numbers are not validated here.
 */
export function readNumberList(text: string): NumberList {
  const lines = countLines(text);
  if (lines > MOST_LINES) return { ok: false, fault: "too_many", count: lines };
  const rows = readRows(text);
  return typeof rows === "string" ? { ok: false, fault: rows, count: 0 } : listNumbers(rows);
}

/** The column with a header of report numbers; -1 without one. */
export function headingOf(rows: readonly string[][]): number {
  return rows[0]?.findIndex((cell) => HEADINGS.has(cell.toLowerCase())) ?? -1;
}

/** The numbers of a table. */
export function listNumbers(rows: string[][]): NumberList {
  const heading = headingOf(rows);
  const body = heading < 0 ? rows : rows.slice(1);
  if (body.length === 0) return { ok: false, fault: "empty", count: 0 };
  if (body.length > MOST_NUMBERS) return { ok: false, fault: "too_many", count: body.length };
  const column = heading < 0 ? columnOf(body) : heading;
  return { ok: true, numbers: body.map((cells) => cells[column] ?? "") };
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

function readRows(text: string): string[][] | "too_wide" | "not_a_list" {
  const plain = text.replace(/^\ufeff/, "");
  try {
    const rows: string[][] = [];
    for (const { cells } of [...csvRows([plain], findDelimiter(plain))].flat()) {
      if (cells.length > MOST_COLUMNS || cells.some(({ length }) => length > MOST_CELL_CHARACTERS)) return "too_wide";
      const trimmed = cells.map((cell) => cell.trim());
      if (trimmed.some((cell) => cell !== "")) rows.push(trimmed);
    }
    return rows;
  } catch (error) {
    if (error instanceof FileError) return error.fault.code === "row_too_long" ? "too_wide" : "not_a_list";
    throw error;
  }
}

function columnOf(rows: string[][]): number {
  const width = Math.max(...rows.map((cells) => cells.length));
  const columns = Array.from({ length: width }, (_, at) => at);
  return columns.find((at) => rows.some((cells) => looksLikeNumber(cells[at] ?? ""))) ?? 0;
}

export function looksLikeNumber(cell: string): boolean {
  return /^\s*ghg[\s\p{Pd}]*\d/iu.test(normalText(cell, "NFKC"));
}
