import { makeRecordId } from "#app/records/sheet/record-id.ts";

/** A row of a bill as it stands in the form. */
export interface BillRowView {
  recordId: string;
  sourceId: string;
  period: string;
  quantity: string;
  unit: string;
  dataQuality: string;
  note: string;
}

export type BillField = Exclude<keyof BillRowView, "recordId">;

/** In the order in which they stand. */
export const BILL_FIELDS: readonly BillField[] = ["sourceId", "period", "dataQuality", "quantity", "unit", "note"];

/** As many as a bill of a year has months, several times over. */
export const MAX_BILL_ROWS = 100;
const ADDED_ROWS = 5;

/** The rows with five empty ones more, as far as a form may have them. */
export function withMoreRows(rows: readonly BillRowView[]): BillRowView[] {
  const added = Math.min(ADDED_ROWS, MAX_BILL_ROWS - rows.length);
  return [...rows, ...Array.from({ length: added }, emptyRow)];
}

function emptyRow(): BillRowView {
  const recordId = makeRecordId();
  return { recordId, sourceId: "", period: "", quantity: "", unit: "", dataQuality: "measured", note: "" };
}

/** Has anything been typed or chosen in it? How the quantity is known is chosen from the start. */
export function isFilled(row: BillRowView): boolean {
  return BILL_FIELDS.some((field) => field !== "dataQuality" && row[field] !== "");
}
