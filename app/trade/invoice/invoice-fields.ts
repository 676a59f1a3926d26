import type { TimeLine } from "#app/trade/time/billing.ts";
import type { InvoiceDraft } from "./invoice-draft.ts";

/** The number of lines in a new form, and the number added at a time. */
export const FIRST_LINES = 3;
export const MORE_LINES = 4;

/**
 * Reads the fields of the form. Lines without a service, description and price are omitted.
 *
 * @param time the quantities of the first lines, which bill recorded time and are never omitted
 */
export function readInvoiceFields(
  fields: Record<string, string>,
  time: readonly Pick<TimeLine, "quantity" | "unit">[] = [],
): InvoiceDraft {
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
    lines: filledLines(fields, time.length).map((index) => ({
      serviceId: time[index] ? "" : text(`line-${index}-serviceId`, 40),
      nameEn: text(`line-${index}-nameEn`, 500),
      nameZh: text(`line-${index}-nameZh`, 500),
      quantity: time[index]?.quantity ?? (text(`line-${index}-quantity`, 40) || "1"),
      price: text(`line-${index}-price`, 40),
      ...(time[index] && { timeUnit: time[index].unit }),
    })),
  };
}

const FIELD_OF_LINE = /^line-(0|[1-9]\d{0,2})-(?:serviceId|nameEn|nameZh|price)$/;

/**
 * Lines above the limit are included, so that a draft is refused for them and none is lost.
 *
 * @param first the number of lines that are included even if empty
 */
export function filledLines(fields: Record<string, string>, first = 0): number[] {
  const filled = Object.entries(fields).flatMap(([name, text]) => {
    const index = FIELD_OF_LINE.exec(name)?.[1];
    return index === undefined || text === "" ? [] : [Number(index)];
  });
  return [...new Set([...Array.from({ length: first }, (_, index) => index), ...filled])].sort((a, b) => a - b);
}
