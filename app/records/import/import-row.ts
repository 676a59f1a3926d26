import type { ActivityEntry, ActivityField, CheckedActivity } from "#app/carbon/entry/activity-entry.ts";
import { columnsOf, type RecordColumns } from "#app/records/record-columns.ts";
import { columnLetter } from "./activity-column.ts";
import type { CheckedRow, ColumnMapping, RowFault, SheetShape, SkipReason } from "./file/activity-file.ts";

/** The result of a row: a new record, a new version, nothing, or a decision by the user. */
export type RowOutcome = "add" | "change" | "skip" | "person";
export type RowDecision = "add_anyway" | "leave_out";

/** A corrected cell. Corrections of one action share an id. */
export interface RowEdit {
  id: string;
  field: ActivityField;
  before: string;
  after: string;
  /** The errors before the correction, restored when it is undone. */
  faults: RowFault[];
}

export function activityOf(columns: RecordColumns): CheckedActivity {
  return {
    sourceId: columns.emission_source_id,
    period: { start: columns.period_start, end: columns.period_end },
    quantity: columns.quantity,
    unit: columns.unit as CheckedActivity["unit"],
    enteredQuantity: columns.entered_quantity,
    enteredUnit: columns.entered_unit,
    dataQuality: columns.data_quality,
    evidence: columns.evidence_reference,
    note: columns.note,
  };
}

/** The checked row before it is compared with stored records. */
export interface Candidate {
  number: number;
  sheet: string;
  fileRow: number;
  fileColumn: number | null;
  rowKey: string | null;
  /** Null if the row has errors or is not a record. */
  columns: RecordColumns | null;
  /** Kept if the user may have to look at the row. */
  entry: ActivityEntry | null;
  faults: RowFault[];
  remarks: string[];
  matchId: string | null;
  /** Why it is not a record, such as a total row, or empty. */
  skipped: string;
  decision: RowDecision | null;
  decisionNote: string;
  edits: RowEdit[];
}

/** Values of a candidate without columns. */
export const NO_COLUMNS: { [Name in keyof RecordColumns]: null } = {
  emission_source_id: null,
  period_start: null,
  period_end: null,
  quantity: null,
  unit: null,
  entered_quantity: null,
  entered_unit: null,
  data_quality: null,
  evidence_reference: null,
  note: null,
};

/** Reasons found in the file why a row is not a record. */
export const SKIPPED_BY_FILE: readonly SkipReason[] = ["total_row", "note_row", "blank_amount"];

/** Maximum length of a row key. */
export const ROW_KEY_LENGTH = 200;

export function toCandidate(row: CheckedRow, number: number): Candidate {
  const isRecord = row.outcome === "record";
  return {
    number,
    sheet: row.sheet,
    fileRow: row.row,
    fileColumn: row.column,
    rowKey: row.rowKey?.trim() || null,
    columns: isRecord ? columnsOf(row.value) : null,
    entry: isRecord ? null : row.entry,
    faults: row.outcome === "faulty" ? row.faults : [],
    remarks: row.remarks,
    matchId: null,
    skipped: row.outcome === "skipped" ? row.reason : "",
    decision: null,
    decisionNote: "",
    edits: [],
  };
}

/** The position of a field in the file: heading and column letter. Empty if it has no column. */
export function placeOf(
  field: ActivityField,
  fileColumn: number | null,
  mapping: ColumnMapping | undefined,
  sheet: SheetShape | undefined,
): { letter: string; heading: string } {
  const isField = (wanted: string) => mapping?.columns.find((column) => column.field === wanted)?.column;
  const column =
    isField(field) ??
    (field === "period" ? (isField("start") ?? isField("month") ?? fileColumn) : undefined) ??
    (field === "quantity" ? fileColumn : undefined);
  if (column === null || column === undefined) return { letter: "", heading: "" };
  return { letter: columnLetter(column), heading: sheet?.headings[column]?.trim() ?? "" };
}
