import type { DateShown } from "#app/encoding/workbook/date-cell.ts";
import type { CellKind } from "#app/encoding/workbook/read-sheet.ts";
/** A file as a table, whatever its kind: sheets, and rows of texts in which a column always has the same place. */

import type { TextEncoding } from "#app/encoding/table/decode-text.ts";
import type { FileKind } from "./activity-file.ts";

/** What a workbook says of a cell beyond its text. */
export interface CellFacts {
  /** The text is a number's exact decimal text, or a date's ISO text: no reading by the person's style. */
  kind: CellKind;
  /** Of a date: how much of it its author sees. */
  shows: DateShown | null;
  isFormula: boolean;
  /** The cell is covered by a merge whose first cell, elsewhere, has the text. */
  isMergedInto: boolean;
  /** The cell is the first of a merge. */
  isMergeHead: boolean;
}

export interface SourceRow {
  /** As a spreadsheet counts, from 1. */
  row: number;
  /** By column from 0; may be shorter or longer than the headings. */
  texts: string[];
  hidden: boolean;
  /** By column; null for CSV, where a cell is its text. */
  facts: (CellFacts | undefined)[] | null;
  isQuoteStray: boolean;
}

export interface SourceTable {
  kind: FileKind;
  encoding: TextEncoding | null;
  delimiter: string | null;
  sheets: { name: string; hidden: boolean }[];
  /** Rows with content, in pieces. @throws FileError, WorkbookError */
  rows: (sheet: string) => Generator<SourceRow[]>;
  bytes: number;
  /** Bytes read by the latest reading. */
  bytesDone: () => number;
  close: () => void;
}
