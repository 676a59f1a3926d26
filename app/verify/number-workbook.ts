import { openWorkbook, type Workbook } from "#app/encoding/workbook/read-workbook.ts";
import { WorkbookError } from "#app/encoding/workbook/workbook-error.ts";
import {
  headingOf,
  listNumbers,
  looksLikeNumber,
  MOST_CELL_CHARACTERS,
  MOST_COLUMNS,
  MOST_LINES,
  type NumberList,
} from "./number-list.ts";

/** A list of the most rows and columns stays far below. The file comes from anyone, so little is read of it. */
const WORKBOOK_LIMITS = { entries: 500, expandedBytes: 16 * 1024 * 1024, ratio: 200, cells: 60_000 };

/**
 * Reads a list of report numbers from a workbook: from the first sheet with something like a number or the header of such a column, else from the
 * first sheet. Hidden sheets are skipped.
 */
export function readNumberWorkbook(bytes: Uint8Array): NumberList {
  try {
    const workbook = openWorkbook(bytes, WORKBOOK_LIMITS);
    let first: NumberList | null = null;
    for (const { name } of workbook.sheets.filter(({ hidden }) => !hidden)) {
      const rows = readSheet(workbook, name);
      const list: NumberList =
        typeof rows === "string" ? { ok: false, fault: rows, count: MOST_LINES } : listNumbers(rows);
      if (typeof rows === "string" || rows.some((cells) => cells.some(looksLikeNumber)) || headingOf(rows) >= 0)
        return list;
      first ??= list;
    }
    return first ?? { ok: false, fault: "empty", count: 0 };
  } catch (error) {
    if (error instanceof WorkbookError) return { ok: false, fault: "workbook", count: 0 };
    throw error;
  }
}

function readSheet(workbook: Workbook, sheet: string): string[][] | "too_many" | "too_wide" {
  const rows: string[][] = [];
  for (const piece of workbook.rowsOf(sheet)) {
    for (const { cells } of piece) {
      const texts: string[] = [];
      for (const { column, text } of cells) {
        if (column > MOST_COLUMNS || text.length > MOST_CELL_CHARACTERS) return "too_wide";
        texts[column - 1] = text.trim();
      }
      const filled = Array.from(texts, (text) => text ?? "");
      if (filled.some((text) => text !== "")) rows.push(filled);
      if (rows.length > MOST_LINES) return "too_many";
    }
  }
  return rows;
}

/** Whether a file is a workbook in any of its formats, by its first bytes. */
export function isWorkbook(bytes: Uint8Array): boolean {
  const begins = (...signature: number[]) => signature.every((byte, at) => bytes[at] === byte);
  return begins(0x50, 0x4b, 0x03, 0x04) || begins(0xd0, 0xcf, 0x11, 0xe0);
}
