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

/** A row of the form. One that a model read is saved only after a person has compared it with the document. */
export interface EnteredRow extends BillRow {
  isCopied: boolean;
  isCompared: boolean;
}

/** A row that a person fills, or whose values were read from the text of the file. */
export function byHand(row: BillRow): EnteredRow {
  return { ...row, isCopied: false, isCompared: false };
}

/** In the order of the form. */
export const BILL_FIELDS: readonly BillField[] = ["sourceId", "period", "dataQuality", "quantity", "unit", "note"];

/** Enough for several years of monthly rows. */
export const MAX_BILL_ROWS = 100;
const ADDED_ROWS = 5;

/** Adds five empty rows, up to the limit. */
export function withMoreRows(rows: readonly EnteredRow[]): EnteredRow[] {
  const added = Math.min(ADDED_ROWS, MAX_BILL_ROWS - rows.length);
  return [...rows, ...Array.from({ length: added }, emptyRow)];
}

function emptyRow(): EnteredRow {
  const recordId = makeRecordId();
  return byHand({ recordId, sourceId: "", period: "", quantity: "", unit: "", dataQuality: "measured", note: "" });
}

/** Whether anything was typed or chosen. Data quality has a default, so it doesn't count. */
export function isFilled(row: BillRow): boolean {
  return BILL_FIELDS.some((field) => field !== "dataQuality" && row[field] !== "");
}
