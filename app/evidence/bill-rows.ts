import { makeRecordId } from "#app/records/sheet/record-id.ts";

/** A row of a bill as typed. The form contains the record id, so that a form sent twice is recognized. */
export interface BillRow {
  recordId: string;
  sourceId: string;
  period: string;
  quantity: string;
  unit: string;
  dataQuality: string;
  note: string;
}

export type BillField = Exclude<keyof BillRow, "recordId">;

/** In the order of the form. */
export const BILL_FIELDS: readonly BillField[] = ["sourceId", "period", "dataQuality", "quantity", "unit", "note"];

/** Enough for several years of monthly rows. */
export const MAX_BILL_ROWS = 100;
const ADDED_ROWS = 5;

/** Adds five empty rows, up to the limit. */
export function withMoreRows(rows: readonly BillRow[]): BillRow[] {
  const added = Math.min(ADDED_ROWS, MAX_BILL_ROWS - rows.length);
  return [...rows, ...Array.from({ length: added }, emptyRow)];
}

function emptyRow(): BillRow {
  const recordId = makeRecordId();
  return { recordId, sourceId: "", period: "", quantity: "", unit: "", dataQuality: "measured", note: "" };
}

/** Whether anything was typed or chosen. Data quality has a default, so it doesn't count. */
export function isFilled(row: BillRow): boolean {
  return BILL_FIELDS.some((field) => field !== "dataQuality" && row[field] !== "");
}
