import { makeRecordId } from "#app/records/sheet/record-id.ts";

/** A line of a bill as it was typed; the id of its record comes with the form, so that a form sent twice is known. */
export interface BillRow {
  recordId: string;
  /** Empty where none was chosen. */
  sourceId: string;
  period: string;
  quantity: string;
  unit: string;
  dataQuality: string;
  note: string;
}

export type BillField = Exclude<keyof BillRow, "recordId">;

/** In the order in which they stand. */
export const BILL_FIELDS: readonly BillField[] = ["sourceId", "period", "dataQuality", "quantity", "unit", "note"];

/** As many as a bill of a year has months, several times over. */
export const MAX_BILL_ROWS = 100;
const ADDED_ROWS = 5;

/** The rows with five empty ones more, as far as a form may have them. */
export function withMoreRows(rows: readonly BillRow[]): BillRow[] {
  const added = Math.min(ADDED_ROWS, MAX_BILL_ROWS - rows.length);
  return [...rows, ...Array.from({ length: added }, emptyRow)];
}

function emptyRow(): BillRow {
  const recordId = makeRecordId();
  return { recordId, sourceId: "", period: "", quantity: "", unit: "", dataQuality: "measured", note: "" };
}

/** Has anything been typed or chosen in it? How the quantity is known is chosen from the start. */
export function isFilled(row: BillRow): boolean {
  return BILL_FIELDS.some((field) => field !== "dataQuality" && row[field] !== "");
}
