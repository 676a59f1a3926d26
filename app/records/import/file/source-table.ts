import type { DateShown } from "#app/encoding/workbook/date-cell.ts";
import type { CellKind } from "#app/encoding/workbook/read-sheet.ts";
/** A file as a table of any type: sheets with rows of texts, in which a column always has the same index. */

import type { TextEncoding } from "#app/encoding/table/decode-text.ts";
import type { FileKind } from "./activity-file.ts";

/** Information about a workbook cell in addition to its text. */
export interface CellFacts {
  /** The text is exact (a decimal or an ISO date), so the number format doesn't apply. */
  kind: CellKind;
  /** How much of a date is visible to the author. */
  shows: DateShown | null;
  isFormula: boolean;
  /** Covered by a merge whose first cell has the text. */
  isMergedInto: boolean;
  /** The first cell of a merge. */
  isMergeHead: boolean;
}

export interface SourceRow {
  /** Spreadsheet row number, from 1. */
  row: number;
  /** By column from 0. Can be shorter or longer than the headings. */
  texts: string[];
  hidden: boolean;
  /** By column. Null for CSV, where a cell only has text. */
  facts: (CellFacts | undefined)[] | null;
  isQuoteStray: boolean;
}

export interface SourceTable {
  kind: FileKind;
  encoding: TextEncoding | null;
  delimiter: string | null;
  sheets: { name: string; hidden: boolean }[];
  /** Rows with content, in chunks. @throws FileError, WorkbookError */
  rows: (sheet: string) => Generator<SourceRow[]>;
  bytes: number;
  /** Bytes read by the latest pass. */
  bytesDone: () => number;
  close: () => void;
}
