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
  /**
   * Delimiter of a CSV file: one of `, ; tab
   * ， ；`. Null for XLSX.
   */
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
  /** True if some values look like decimal commas (`1,5`, `1.234,5`). The user must choose the format. */
  looksLikeDecimalComma: boolean;
  /** Among the values looked at are some whose commas separate thousands (`1,234.5`): ask, never apply. */
  looksGrouped: boolean;
}

/**
 * What a column may mean. Two days, `start` and `end`, may stand for `period`; so may a `month` (`3`, `3月`, `March`) with
 * its `year`. In the order in which a person looks for it.
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
  "instrumentType",
  "instrumentQuantity",
  "instrumentFactor",
  "instrumentReference",
] as const satisfies readonly (ActivityField | "start" | "end" | "year" | "month" | "rowKey")[];

export type MappedField = (typeof MAPPED_FIELDS)[number];

/**
 * A column that holds amounts and says by itself what its rows don't: a month (`{ column, period: "2025-01" }`), or an
 * energy carrier (`{ column, source: "外购电力", unit: "kWh" }`). Each cell of it gives a row of its own.
 */
export interface AmountColumn {
  /** From 0. */
  column: number;
  /** As a cell would say it: `2025-01`. */
  period?: string;
  source?: string;
  unit?: string;
}

/** How one sheet is read. Plain data: it is kept and found again by `shapeKey`. */
export interface ColumnMapping {
  sheet: string;
  headingRow: number;
  decimal: DecimalStyle;
  /** `column` from 0. Each column and each field at most once. */
  columns: { column: number; field: MappedField }[];
  /** Instead of a `quantity` column: a wide file. Empty for a tall one. */
  amounts: AmountColumn[];
  /** What stands in no column: the facility of a whole file, the unit of all month columns, the year of a `month`. */
  constants: Partial<Record<ActivityField | "year", string>>;
}

/** A mapping to be confirmed. `decimal` is null where a person has to say how numbers are written. */
export type SuggestedMapping = Omit<ColumnMapping, "decimal"> & { decimal: DecimalStyle | null };

/** Why a mapping can't be used. `code` is a key of `activityFile.mapping`. */
export interface MappingFault {
  code: string;
  field: MappedField | null;
  column: number | null;
  facts: Record<string, string>;
}

/** What should be known of a row that can be read: it is hidden, a value comes from a formula, or from a merged cell. */
export type RowRemark = "hidden_row" | "formula" | "merged_cell";

/** One record-to-be of the file, in the words of the file. */
export interface FileRow {
  sheet: string;
  /** As a spreadsheet counts, from 1. */
  row: number;
  /** The amount column (from 0) of a row of a wide file, else null. `sheet`, `row` and `column` together are unique. */
  column: number | null;
  entry: ActivityEntry;
  /** What stands in the column mapped as `rowKey`; with `column`, followed by ` / ` and the column's period or source. */
  rowKey: string | null;
  remarks: RowRemark[];
}

/** A fault of one row, with the place where a person finds it in the file. */
export interface RowFault {
  /** Null where the row as a whole is meant. */
  field: ActivityField | null;
  /** A key of `activityFile.rowFault`, or of the entry's own faults (`activity.fault`). */
  code: string;
  facts: Record<string, string>;
  /** Column letter; empty where no single column is meant (a constant, or the whole row). */
  letter: string;
  heading: string;
  /** The text as it stands in the file, at most 200 characters. */
  raw: string;
}

/** Why a row is no record and needs nobody: a total, a footnote, an empty cell of a wide file. */
export type SkipReason = "total_row" | "note_row" | "blank_amount";

export type CheckedRow = FileRow &
  (
    | { outcome: "record"; value: CheckedActivity }
    | { outcome: "faulty"; faults: RowFault[] }
    | { outcome: "skipped"; reason: SkipReason }
  );

/** What the whole file came to. */
export interface FileTotals {
  records: number;
  faulty: number;
  skipped: number;
}

export type FileCheckResult = { ok: true; totals: FileTotals } | { ok: false; fault: FileFault };

/** Of `describeFile(path)`. */
export type FileDescription = { ok: true; shape: FileShape } | { ok: false; fault: FileFault };

/** Of `checkFile`, which reads the file and checks each row in a process of its own. */
export interface FileCheckRequest {
  path: string;
  /** One for each sheet to be read, in the order in which their rows shall come. Of CSV exactly one. */
  mappings: readonly ColumnMapping[];
  context: EntryContext;
  /** Ends the process at once; the promise is then rejected with the signal's reason. */
  signal?: AbortSignal;
  /** Awaited: no more is read than is taken. What it throws ends the process and rejects the promise. */
  onBatch: (rows: CheckedRow[]) => Promise<void> | void;
  /** Bytes of the file read so far, of all. */
  onProgress?: (bytesDone: number, bytesTotal: number) => void;
}
