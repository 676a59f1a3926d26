import { BILL_FIELDS, type BillRow, MAX_BILL_ROWS } from "./bill-rows.ts";

/** A bill form as typed. Field names end with the row index: `quantity-0`, `quantity-1`. */
export interface BillForm {
  intent: "save" | "more";
  inventoryId: string;
  /** A person stated that records in the same days are other amounts. */
  isInAddition: boolean;
  rows: BillRow[];
}

export function readBillForm(fields: Record<string, string>): BillForm {
  const rows: BillRow[] = [];
  for (let index = 0; index < MAX_BILL_ROWS && fields[`record-${index}`] !== undefined; index += 1) {
    const cells = Object.fromEntries(BILL_FIELDS.map((field) => [field, fields[`${field}-${index}`] ?? ""]));
    rows.push({ ...(cells as Omit<BillRow, "recordId">), recordId: fields[`record-${index}`]! });
  }
  const intent = fields.intent === "more" ? "more" : "save";
  return { intent, inventoryId: fields.inventory ?? "", isInAddition: fields.inAddition === "on", rows };
}
