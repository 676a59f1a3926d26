/**
 * Reads XLSX workbooks of users and publishers: cells as stored, numbers as text, in bounded memory. Legacy, binary,
 * encrypted and macro workbooks are each refused with their own code.
 */
import { Buffer } from "node:buffer";
import { findMerges } from "./find-merges.ts";
import { type MergedRange, readRows, type WorkbookRow } from "./read-sheet.ts";
import { WorkbookError } from "./workbook-error.ts";
import { readParts } from "./workbook-parts.ts";
import { openZip } from "./zip-archive.ts";

export interface WorkbookLimits {
  /** Files inside the archive. */
  entries: number;
  /** Total bytes of all parts read, expanded. */
  expandedBytes: number;
  /** Expanded bytes per compressed byte. */
  ratio: number;
  cells: number;
}

/** Ten times the largest known publication (the export of the IPCC database). */
export const WORKBOOK_LIMITS: WorkbookLimits = {
  entries: 2000,
  expandedBytes: 1024 * 1024 * 1024,
  ratio: 200,
  cells: 8_000_000,
};

export interface WorkbookSheet {
  name: string;
  hidden: boolean;
}

export interface Workbook {
  sheets: WorkbookSheet[];
  /** The rows with content, in pieces. @returns the merged ranges. @throws WorkbookError */
  rowsOf(sheet: string): Generator<WorkbookRow[], MergedRange[]>;
  /** The merged ranges before the rows, for readers of a stream of rows. Searches the bytes without parsing. */
  mergesOf(sheet: string): MergedRange[];
  /** Compressed bytes read so far. */
  bytesDone(): number;
  /** Calls `visit` for each row with content; @returns the merged ranges. @throws WorkbookError */
  eachRow(sheet: string, visit: (row: WorkbookRow) => void): MergedRange[];
  readSheet(sheet: string): { rows: WorkbookRow[]; merges: MergedRange[] };
}

/**
 * Opens a workbook. Its sheets are read on demand.
 * @param bytes the whole file
 * @throws WorkbookError
 */
export function openWorkbook(bytes: Uint8Array, limits: Partial<WorkbookLimits> = {}): Workbook {
  const bounds = { ...WORKBOOK_LIMITS, ...limits };
  refuseCompoundFile(bytes);
  const archive = openZip(bytes, bounds);
  if (!archive.names.includes("[Content_Types].xml")) throw new WorkbookError("not_a_workbook");
  const parts = readParts(archive);
  const partOf = (name: string) => {
    const sheet = parts.sheets.find((one) => one.name === name);
    if (sheet === undefined) throw new WorkbookError("workbook_sheet_missing", { sheet: name });
    return sheet;
  };
  const rowsOf: Workbook["rowsOf"] = (name) => readRows({ archive, parts, sheet: partOf(name), cells: bounds.cells });
  const eachRow: Workbook["eachRow"] = (name, visit) => {
    const pieces = rowsOf(name);
    for (;;) {
      const piece = pieces.next();
      if (piece.done) return piece.value;
      for (const row of piece.value) visit(row);
    }
  };
  return {
    sheets: parts.sheets.map(({ name, hidden }) => ({ name, hidden })),
    rowsOf,
    bytesDone: () => archive.bytesDone(),
    mergesOf: (name) => findMerges(archive, partOf(name)),
    eachRow,
    readSheet(name) {
      const rows: WorkbookRow[] = [];
      const merges = eachRow(name, (row) => rows.push(row));
      return { rows, merges };
    },
  };
}

const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** Office's older container holds .xls workbooks, and also current ones with a password. */
function refuseCompoundFile(bytes: Uint8Array): void {
  if (!COMPOUND_FILE.every((byte, index) => bytes[index] === byte)) return;
  const isEncrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from("EncryptedPackage", "utf16le"),
  );
  throw new WorkbookError(isEncrypted ? "workbook_encrypted" : "workbook_legacy");
}
