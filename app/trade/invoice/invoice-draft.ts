import { isDate } from "#app/day/period.ts";
import { isCurrency } from "#app/money/currency.ts";
import { parseMoney } from "#app/money/money-text.ts";
import { MONEY_BOUNDS } from "#app/money/share.ts";
import { checkDecimal, parseDecimal } from "#app/number/decimal.ts";
import type { ServicePeriod } from "#app/trade/document/model.ts";
import type { CatalogueEntry } from "#app/trade/quote/quote-content.ts";
import { priceOn, unitSymbol } from "#app/trade/service/service-details.ts";
import type { InvoiceInput, InvoiceLineInput } from "./invoice-facts.ts";

/** Of one invoice. */
export const MOST_LINES = 60;

/** A line of a draft: a service of the catalogue, or a custom description. */
export interface InvoiceDraftLine {
  serviceId: string;
  nameEn: string;
  nameZh: string;
  quantity: string;
  /** Empty if the catalogue price applies. */
  price: string;
  /** Of recorded time, whose quantity is not typed. Such a line has no service. */
  timeUnit?: "h" | "min";
}

/** A draft with texts as typed. */
export interface InvoiceDraft {
  clientId: string;
  currency: string;
  lines: InvoiceDraftLine[];
  taxRule: string;
  taxPercent: string;
  exchangeRate: string;
  exchangeSource: string;
  exchangeDate: string;
  /** Empty for the seller's usual payment term. */
  dueOn: string;
  buyerReference: string;
  /** Both days, or both empty. */
  periodFrom: string;
  periodTo: string;
  noteEn: string;
  noteZh: string;
}

export type InvoiceDraftFault =
  | "client"
  | "currency"
  | "no_lines"
  | "too_many_lines"
  | "service_unknown"
  | "name_missing"
  | "quantity"
  | "price"
  | "price_missing"
  | "time_price"
  | "percent"
  | "rate"
  | "period"
  | "day";

/**
 * Reads a draft, or returns its errors by field. A service provides name, unit and the price of the day. A typed price
 * overrides the catalogue price.
 *
 * @param day the day of the prices, `YYYY-MM-DD`
 */
export function readInvoiceDraft(
  draft: InvoiceDraft,
  { catalogue, day }: { catalogue: readonly CatalogueEntry[]; day: string },
): { ok: true; input: InvoiceInput } | { ok: false; errors: Record<string, InvoiceDraftFault> } {
  const errors: Record<string, InvoiceDraftFault> = {};
  const { currency, taxPercent, exchangeRate, exchangeSource, exchangeDate, dueOn } = draft;
  if (draft.clientId === "") errors.clientId = "client";
  if (!isCurrency(currency)) return { ok: false, errors: { ...errors, currency: "currency" } };
  if (checkDecimal(taxPercent, MONEY_BOUNDS.percent) !== null || !isPercent(taxPercent)) errors.taxPercent = "percent";
  if (draft.lines.length === 0) errors["line-0-serviceId"] = "no_lines";
  if (draft.lines.length > MOST_LINES) errors.lineLimit = "too_many_lines";
  if (dueOn !== "" && !isDate(dueOn)) errors.dueOn = "day";
  const period = readPeriod(draft);
  if ("errors" in period) Object.assign(errors, period.errors);
  const hasExchange = exchangeRate !== "";
  if (hasExchange && checkDecimal(exchangeRate, MONEY_BOUNDS.rate) !== null) errors.exchangeRate = "rate";
  if (hasExchange && !isDate(exchangeDate)) errors.exchangeDate = "day";
  const lines = draft.lines.map((line, index) => {
    const read = readLine(line, { catalogue, day, currency, taxPercent });
    if (read.ok) return read.line;
    errors[`line-${index}-${read.field}`] = read.fault;
    return null;
  });
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return {
    ok: true,
    input: {
      clientId: draft.clientId,
      kind: "full",
      currency,
      lines: lines as InvoiceLineInput[],
      taxRuleId: draft.taxRule || null,
      exchange: hasExchange ? { rate: exchangeRate, source: exchangeSource, on: exchangeDate } : null,
      dueOn: dueOn || null,
      buyerReference: draft.buyerReference,
      period: "errors" in period ? null : period.period,
      noteEn: draft.noteEn,
      noteZh: draft.noteZh,
    },
  };
}

/** The days of the service as typed, both or none, or the errors by field. */
export function readPeriod({
  periodFrom: from,
  periodTo: to,
}: Pick<InvoiceDraft, "periodFrom" | "periodTo">):
  | { period: ServicePeriod | null }
  | { errors: Record<string, InvoiceDraftFault> } {
  if (from === "" && to === "") return { period: null };
  const errors: Record<string, InvoiceDraftFault> = {};
  if (!isDate(from)) errors.periodFrom = "day";
  if (!isDate(to)) errors.periodTo = "day";
  else if (isDate(from) && to < from) errors.periodTo = "period";
  return Object.keys(errors).length > 0 ? { errors } : { period: { from, to } };
}

type ReadLine =
  | { ok: true; line: InvoiceLineInput }
  | { ok: false; field: keyof InvoiceDraftLine; fault: InvoiceDraftFault };

function readLine(
  line: InvoiceDraftLine,
  on: { catalogue: readonly CatalogueEntry[]; day: string; currency: string; taxPercent: string },
): ReadLine {
  const refuse = (field: keyof InvoiceDraftLine, fault: InvoiceDraftFault) => ({ ok: false as const, field, fault });
  const service = on.catalogue.find(({ id }) => id === line.serviceId) ?? null;
  if (line.serviceId !== "" && !service) return refuse("serviceId", "service_unknown");
  if (!service && line.nameEn === "" && line.nameZh === "") return refuse("nameEn", "name_missing");
  if (
    checkDecimal(line.quantity, MONEY_BOUNDS.quantity) !== null ||
    parseDecimal(line.quantity, MONEY_BOUNDS.quantity).lte(0)
  ) {
    return refuse("quantity", "quantity");
  }
  const typed = line.price === "" ? null : parseMoney(line.price, on.currency);
  if (typed && (!typed.ok || typed.money.minor < 0n)) return refuse("price", "price");
  const listed = service ? priceOn(service.prices, on.currency, on.day) : null;
  const minor = typed?.ok ? typed.money.minor : listed?.minor;
  if (minor === undefined) return refuse("price", line.timeUnit ? "time_price" : "price_missing");
  return {
    ok: true,
    line: {
      serviceId: service?.id ?? null,
      descriptionEn: line.nameEn || (service?.name.en ?? ""),
      descriptionZh: line.nameZh || (service?.name.zh ?? ""),
      quantity: line.quantity,
      unit: service ? unitSymbol(service.unit) : (line.timeUnit ?? ""),
      unitPriceMinor: minor,
      taxPercent: on.taxPercent,
    },
  };
}

function isPercent(text: string): boolean {
  const percent = parseDecimal(text, MONEY_BOUNDS.percent);
  return percent.gte(0) && percent.lt(100);
}
