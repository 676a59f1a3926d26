import type { InvoiceDraft } from "./invoice-draft.ts";

export const MOST_LINES = 60;
/** The number of lines in a new form, and the number added at a time. */
export const FIRST_LINES = 3;
export const MORE_LINES = 4;

/** Reads the fields of the form. Lines without a service, description and price are omitted. */
export function readInvoiceFields(fields: Record<string, string>): InvoiceDraft {
  const text = (name: string, most: number) => (fields[name] ?? "").slice(0, most);
  return {
    clientId: text("clientId", 40),
    currency: text("currency", 3),
    taxRule: text("taxRule", 60),
    taxPercent: text("taxPercent", 40) || "0",
    dueOn: text("dueOn", 10),
    exchangeRate: text("exchangeRate", 40),
    exchangeSource: text("exchangeSource", 200),
    exchangeDate: text("exchangeDate", 10),
    buyerReference: text("buyerReference", 100).trim(),
    periodFrom: text("periodFrom", 10),
    periodTo: text("periodTo", 10),
    noteEn: text("noteEn", 1000),
    noteZh: text("noteZh", 1000),
    lines: filledLines(fields).map((index) => ({
      serviceId: text(`line-${index}-serviceId`, 40),
      nameEn: text(`line-${index}-nameEn`, 500),
      nameZh: text(`line-${index}-nameZh`, 500),
      quantity: text(`line-${index}-quantity`, 40) || "1",
      price: text(`line-${index}-price`, 40),
    })),
  };
}

export function filledLines(fields: Record<string, string>): number[] {
  const parts = ["serviceId", "nameEn", "nameZh", "price"];
  return Array.from({ length: MOST_LINES }, (_, index) => index).filter((index) =>
    parts.some((part) => (fields[`line-${index}-${part}`] ?? "") !== ""),
  );
}
