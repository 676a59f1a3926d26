import type { ActivityField } from "#app/carbon/activity-entry.ts";

export type ColumnKey =
  | "facility"
  | "source"
  | "period"
  | "quantity"
  | "unit"
  | "factor"
  | "tonnes"
  | "dataQuality"
  | "evidence"
  | "state";

export interface GridColumn {
  key: ColumnKey;
  /** The field of the entry that the column shows; computed columns have none. */
  field: ActivityField | null;
  isNumeric?: boolean;
  /** Offers a list while it is edited. */
  hasChoices?: boolean;
}

/** The columns of the sheet, left to right. */
export const COLUMNS: readonly GridColumn[] = [
  { key: "facility", field: "facility", hasChoices: true },
  { key: "source", field: "source", hasChoices: true },
  { key: "period", field: "period" },
  { key: "quantity", field: "quantity", isNumeric: true },
  { key: "unit", field: "unit", hasChoices: true },
  { key: "factor", field: null, isNumeric: true },
  { key: "tonnes", field: null, isNumeric: true },
  { key: "dataQuality", field: "dataQuality", hasChoices: true },
  { key: "evidence", field: "evidence" },
  { key: "state", field: null },
];

/** Row number and columns as one grid track list; head, rows and the plain table share it. */
export const TRACKS =
  "grid grid-cols-[2.5rem_minmax(5.25rem,1fr)_minmax(7.75rem,1.8fr)_4.75rem_5.5rem_5rem_7rem_4.75rem_3.75rem_minmax(4.25rem,0.8fr)_5.75rem] min-w-[56.25rem]";

/** Height of a row in px; the window of drawn rows is computed from it. */
export const ROW_HEIGHT = 33;
export const HEAD_HEIGHT = 29;
