/**
 * The contract between the file reader (this folder) and the import: file description, column mapping and checked rows.
 * Types and limits only.
 * `describeFile(path): Promise<FileDescription>` (describe-file.server.ts) · `suggestMapping(sheet, year):
 * SuggestedMapping` (suggest-mapping.ts) · the user corrects it · `checkMapping(mapping, sheet): MappingFault[]`
 * (check-mapping.ts) · `checkFile(request: FileCheckRequest): Promise<FileCheckResult>` (check-file.server.ts): batches
 * of `CheckedRow`, read and checked in a separate process. If it dies, the result is a `FileFault`.
 */
import type { ActivityEntry, ActivityField, CheckedActivity, EntryContext } from "#app/carbon/entry/activity-entry.ts";
import type { TextEncoding } from "#app/encoding/table/decode-text.ts";

import type { FileFault } from "#app/encoding/table/file-error.ts";
import type { DecimalStyle } from "#app/number/read-number.ts";

export type { DecimalStyle } from "#app/number/read-number.ts";

export type FileKind = "csv" | "xlsx";

/** Limits of one file, enforced while reading. */
export const FILE_LIMITS = {
  csv: { bytes: 256 * 1024 * 1024, rows: 1_000_000 },
  xlsx: { bytes: 32 * 1024 * 1024, rows: 100_000 },
  /** Records before the check: rows × amount columns of a wide file. */
  records: 1_000_000,
  /** Content in a column further right is an error. */
  columns: 200,
} as const;

/** What is known about a file before its rows are checked. */
export interface FileShape {
  kind: FileKind;
  /** Detected from all bytes of a CSV file. Null for XLSX. */
  encoding: TextEncoding | null;
  /** Delimiter of a CSV file: one of `, ; tab | ， ；`. Null for XLSX. */
  delimiter: string | null;
  /** A CSV file has one sheet named "". Empty sheets are omitted. */
  sheets: SheetShape[];
}

export interface SheetShape {
  name: string;
  /** Hidden sheets are shown as such and never omitted silently. */
  hidden: boolean;
  /** Spreadsheet row number, from 1. */
  headingRow: number;
  /** Texts of the heading row from column A on. Empty for columns without a heading. */
  headings: string[];
  /** Texts above the headings, such as the title, year or unit of the table. */
  titles: string[];
  /** The first 20 rows below the headings as text, each as long as `headings`. */
  samples: string[][];
  /**
   * Equal for files of one layout: SHA-256 (hex) of the type, the number of columns and the folded headings, with
   * months without their year.
   */
  shapeKey: string;
  /** True if some values look like decimal commas (`1,5`, `1.234,5`). */
  looksLikeDecimalComma: boolean;
  /** True if some values look like thousands separators (`1,234.5`). */
  looksGrouped: boolean;
  /**
   * The only number format that all values fit. Null if two formats fit or none does, so that the user must choose.
   * Absent in drafts from before it was determined.
   */
  onlyFormat?: "grouped_point" | "comma" | null;
}

/**
 * The meaning of a column. `start` and `end`, or `month` (`3`, `3月`, `March`) with `year`, can replace `period`. In the
 * order of the select.
 */
export const MAPPED_FIELDS = [
  "facility",
  "source",
  "period",
  "start",
  "end",
  "month",
  "year",
  "quantity",
  "unit",
  "dataQuality",
  "evidence",
  "note",
  "rowKey",
] as const satisfies readonly (ActivityField | "start" | "end" | "year" | "month" | "rowKey")[];

export type MappedField = (typeof MAPPED_FIELDS)[number];

/**
 * A column of amounts that defines a month (`{ column, period: "2025-01" }`), an energy carrier (`{ column, source:
 * "外购电力", unit: "kWh" }`) or a facility (`{ column, facility: "一厂" }`). Each cell becomes a row.
 */
export interface AmountColumn {
  column: number;
  /** In the format of a cell: `2025-01`. */
  period?: string;
  source?: string;
  facility?: string;
  unit?: string;
}

/** How to read one sheet. Plain data, stored under its `shapeKey`. */
export interface ColumnMapping {
  sheet: string;
  headingRow: number;
  decimal: DecimalStyle;
  /** `column` from 0. Each column and each field occurs at most once. */
  columns: { column: number; field: MappedField }[];
  /** Replaces the `quantity` column in a wide file. Empty for a tall file. */
  amounts: AmountColumn[];
  /** Values without a column: the facility of a whole file, the unit of all month columns, the year of a `month`. */
  constants: Partial<Record<ActivityField | "year", string>>;
}

/** A mapping to be confirmed. `decimal` is null if the user must choose the number format. */
export type SuggestedMapping = Omit<ColumnMapping, "decimal"> & { decimal: DecimalStyle | null };

/** Why a mapping can't be used. `code` is a key of `activityFile.mapping`. */
export interface MappingFault {
  code: string;
  field: MappedField | null;
  column: number | null;
  facts: Record<string, string>;
}

/** Remarks about a readable row: hidden, or with a value from a formula or a merged cell. */
export type RowRemark = "hidden_row" | "formula" | "merged_cell";

/** An unchecked record with the texts of the file. */
export interface FileRow {
  sheet: string;
  /** Spreadsheet row number, from 1. */
  row: number;
  /** The amount column (from 0) of a wide file, else null. `sheet`, `row` and `column` together are unique. */
  column: number | null;
  entry: ActivityEntry;
  /** The text in the `rowKey` column. If `column` is set, it is followed by ` / ` and the column's period, source or facility. */
  rowKey: string | null;
  remarks: RowRemark[];
}

/** An error of one row, with its position in the file. */
export interface RowFault {
  /** Null if it concerns the whole row. */
  field: ActivityField | null;
  /** A key of `activityFile.rowFault`, or of the entry errors (`activity.fault`). */
  code: string;
  facts: Record<string, string>;
  /** Column letter. Empty if it concerns a constant or the whole row. */
  letter: string;
  heading: string;
  /** The text in the file, at most 200 characters. */
  raw: string;
}

/** Why a row is not a record and needs no attention: a total, a footnote, an empty cell of a wide file. */
export type SkipReason = "total_row" | "note_row" | "blank_amount";

export type CheckedRow = FileRow &
  (
    | { outcome: "record"; value: CheckedActivity }
    | { outcome: "faulty"; faults: RowFault[] }
    | { outcome: "skipped"; reason: SkipReason }
  );

export interface FileTotals {
  records: number;
  faulty: number;
  skipped: number;
}

export type FileCheckResult = { ok: true; totals: FileTotals } | { ok: false; fault: FileFault };

export type FileDescription = { ok: true; shape: FileShape } | { ok: false; fault: FileFault };

export interface FileCheckRequest {
  path: string;
  /** One per sheet, in the order of the rows to return. Exactly one for CSV. */
  mappings: readonly ColumnMapping[];
  context: EntryContext;
  /** Ends the process at once and rejects the promise with the signal's reason. */
  signal?: AbortSignal;
  /** Awaited, so that reading is not faster than processing. Errors end the process and reject the promise. */
  onBatch: (rows: CheckedRow[]) => Promise<void> | void;
  onProgress?: (bytesDone: number, bytesTotal: number) => void;
}
