import { BILL_FIELDS, type BillRow, type EnteredRow, MAX_BILL_ROWS } from "./bill-rows.ts";

/** A bill form as typed. Field names end with the row index: `quantity-0`, `quantity-1`. */
export interface BillForm {
  inventoryId: string;
  /** A person stated that records in the same days are other amounts. */
  isInAddition: boolean;
  /** The suggestion from which copied rows come. Empty without one. */
  suggestionId: string;
  rows: EnteredRow[];
}

export function readBillForm(fields: Record<string, string>): BillForm {
  const rows: EnteredRow[] = [];
  for (let index = 0; index < MAX_BILL_ROWS && fields[`record-${index}`] !== undefined; index += 1) {
    const cells = Object.fromEntries(BILL_FIELDS.map((field) => [field, fields[`${field}-${index}`] ?? ""]));
    const row = { ...(cells as Omit<BillRow, "recordId">), recordId: fields[`record-${index}`]! };
    const isCopied = fields[`copied-${index}`] === "yes";
    rows.push({ ...row, isCopied, isCompared: fields[`compared-${index}`] === "on" });
  }
  const { inventory: inventoryId = "", suggestion: suggestionId = "" } = fields;
  return { inventoryId, suggestionId, isInAddition: fields.inAddition === "on", rows };
}
