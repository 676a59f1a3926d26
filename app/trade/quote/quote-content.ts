import { isDate } from "#app/day/period.ts";
import { isCurrency } from "#app/money/currency.ts";
import { add, type Money, money, subtract, sum } from "#app/money/money.ts";
import { parseMoney } from "#app/money/money-text.ts";
import { MONEY_BOUNDS, percentOf, times } from "#app/money/share.ts";
import { checkDecimal, parseDecimal, printDecimal } from "#app/number/decimal.ts";
import { priceOn, type ServiceDetails, type ServicePrice } from "#app/trade/service/service-details.ts";
import { findWorkFaults, type QuoteWork, type WorkFaultCode } from "./quote-work.ts";

/**
 * A line of a draft: a service of the catalogue, or a third-party fee with its payee. Service prices come from the
 * catalogue and are not stored here.
 */
export interface QuoteLineContent {
  serviceId: string | null;
  /** Whether the client may add this service to the quote. It isn't part of the total. */
  isOption: boolean;
  /** Third-party lines only: payee, description and unit price. */
  payee: string;
  name: { en: string; zh: string };
  amount: string;
  quantity: string;
  discountPercent: string;
  discountReason: string;
}

/** A draft with texts as typed, so that unfinished input is kept. */
export interface QuoteContent {
  currency: string;
  /** Units of the seller's home currency for one unit of `currency`. Empty if they are the same. */
  exchangeRate: string;
  exchangeSource: string;
  /** `YYYY-MM-DD` */
  exchangeDate: string;
  /** The rule of the chosen tax note, or empty. */
  taxRule: string;
  taxPercent: string;
  validUntil: string;
  terms: { en: string; zh: string };
  depositPercent: string;
  gatesIssue: boolean;
  /** Empty if the quote is not about an inventory of this tenant. */
  inventoryId: string;
  work: QuoteWork;
  lines: QuoteLineContent[];
}

export const EMPTY_LINE: QuoteLineContent = {
  serviceId: null,
  isOption: false,
  payee: "",
  name: { en: "", zh: "" },
  amount: "",
  quantity: "1",
  discountPercent: "0",
  discountReason: "",
};

export const MOST_LINES = 60;

/** An error of a quote: a form field and a message key. */
export interface QuoteFault {
  field: string;
  code: QuoteFaultCode;
}

export type QuoteFaultCode =
  | "currency"
  | "rate"
  | "rate_source"
  | "rate_date"
  | "percent"
  | "valid_until"
  | "gate_without_inventory"
  | "no_lines"
  | "only_options"
  | "too_many_lines"
  | "payee_missing"
  | "service_unknown"
  | "service_retired"
  | "price_missing"
  | "name_missing"
  | "amount"
  | "quantity"
  | "discount_reason"
  | "too_large"
  | WorkFaultCode;

/** The catalogue data that a quote needs. */
export interface CatalogueEntry extends ServiceDetails {
  id: string;
  prices: readonly ServicePrice[];
}

/** A line with its amounts. `net` is price times quantity less the discount. */
export interface PricedLine extends Omit<ServiceDetails, "isOffered" | "unit"> {
  serviceId: string | null;
  payee: string;
  unit: string;
  quantity: string;
  price: Money;
  discountPercent: string;
  discountReason: string;
  net: Money;
}

/** Third-party fees are shown next to the total but never part of it, since the seller does not receive them. */
interface Sums {
  net: Money;
  tax: Money;
  total: Money;
  deposit: Money;
  thirdParty: Money;
}

/** A quote with its totals. Options are in no sum. */
export interface PricedQuote extends Sums {
  lines: PricedLine[];
  options: PricedLine[];
}

/**
 * Calculates a quote with the catalogue prices of the day. Lines are rounded to the nearest minor unit, and the total
 * is their sum. What can't be calculated is an error, never zero.
 *
 * @param on.today the day of the prices, `YYYY-MM-DD`
 */
export function priceQuote(
  content: QuoteContent,
  catalogue: readonly CatalogueEntry[],
  on: { today: string; homeCurrency: string },
): { ok: true; priced: PricedQuote } | { ok: false; faults: QuoteFault[] } {
  const faults = findHeadFaults(content, on);
  if (!isCurrency(content.currency)) return { ok: false, faults };
  try {
    const lines = content.lines.map((line, index) =>
      priceLine(line, index, { currency: content.currency, catalogue, today: on.today }),
    );
    for (const line of lines) if (!line.ok) faults.push(line.fault);
    if (faults.length > 0) return { ok: false, faults };
    const priced = (areOptions: boolean) =>
      lines.flatMap((line, index) => (line.ok && content.lines[index]!.isOption === areOptions ? [line.line] : []));
    const [agreed, options] = [priced(false), priced(true)];
    // Every choice must have a total.
    addUpLines(content, [...agreed, ...options]);
    return { ok: true, priced: { lines: agreed, options, ...addUpLines(content, agreed) } };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, faults: [...faults, { field: "lines", code: "too_large" }] };
  }
}

function findHeadFaults(content: QuoteContent, on: { today: string; homeCurrency: string }): QuoteFault[] {
  const faults: QuoteFault[] = [];
  const fault = (isWrong: boolean, field: string, code: QuoteFaultCode) => {
    if (isWrong) faults.push({ field, code });
  };
  const isForeign = content.currency !== on.homeCurrency;
  fault(!isCurrency(content.currency), "currency", "currency");
  fault(isForeign && !isRate(content.exchangeRate), "exchangeRate", "rate");
  fault(isForeign && content.exchangeSource.trim() === "", "exchangeSource", "rate_source");
  fault(isForeign && !(isDate(content.exchangeDate) && content.exchangeDate <= on.today), "exchangeDate", "rate_date");
  fault(!isPercent(content.taxPercent) || Number(content.taxPercent) >= 100, "taxPercent", "percent");
  fault(!isPercent(content.depositPercent), "depositPercent", "percent");
  fault(!isDate(content.validUntil) || content.validUntil < on.today, "validUntil", "valid_until");
  fault(content.gatesIssue && content.inventoryId === "", "inventoryId", "gate_without_inventory");
  const own = content.lines.filter(({ payee }) => payee.trim() === "");
  fault(own.length === 0, "lines", "no_lines");
  fault(own.length > 0 && own.every(({ isOption }) => isOption), "lines", "only_options");
  fault(content.lines.length > MOST_LINES, "lines", "too_many_lines");
  return [...faults, ...findWorkFaults(content.work, on.today)];
}

type LineResult = { ok: true; line: PricedLine } | { ok: false; fault: QuoteFault };

function priceLine(
  line: QuoteLineContent,
  index: number,
  { currency, catalogue, today }: { currency: string; catalogue: readonly CatalogueEntry[]; today: string },
): LineResult {
  const refuse = (part: string, code: QuoteFaultCode): LineResult => ({
    ok: false,
    fault: { field: `line-${index}-${part}`, code },
  });
  if (!isQuantity(line.quantity)) return refuse("quantity", "quantity");
  if (!isPercent(line.discountPercent)) return refuse("discountPercent", "percent");
  const hasDiscount = !parseDecimal(line.discountPercent, MONEY_BOUNDS.percent).isZero();
  if (hasDiscount && line.discountReason.trim() === "") return refuse("discountReason", "discount_reason");
  const found = line.payee.trim() === "" ? ofCatalogue(line, currency, catalogue, today) : ofThirdParty(line, currency);
  if ("code" in found) return refuse(found.part, found.code);
  const gross = times(found.price, line.quantity);
  return {
    ok: true,
    line: {
      ...found,
      quantity: canonical(line.quantity),
      discountPercent: canonical(line.discountPercent),
      discountReason: hasDiscount ? line.discountReason.trim() : "",
      net: subtract(gross, percentOf(gross, line.discountPercent)),
    },
  };
}

type Found =
  | Pick<PricedLine, "serviceId" | "payee" | "name" | "description" | "unit" | "price">
  | { part: string; code: QuoteFaultCode };

function ofCatalogue(
  line: QuoteLineContent,
  currency: string,
  catalogue: readonly CatalogueEntry[],
  today: string,
): Found {
  if (line.serviceId === null) return { part: "payee", code: "payee_missing" };
  const service = catalogue.find(({ id }) => id === line.serviceId);
  if (!service) return { part: "serviceId", code: "service_unknown" };
  if (!service.isOffered) return { part: "serviceId", code: "service_retired" };
  const price = priceOn(service.prices, currency, today);
  if (!price) return { part: "serviceId", code: "price_missing" };
  const { id: serviceId, name, description, unit } = service;
  return { serviceId, payee: "", name, description, unit, price: money(price.minor, currency) };
}

function ofThirdParty({ payee, name, amount }: QuoteLineContent, currency: string): Found {
  if (name.en.trim() === "" && name.zh.trim() === "") return { part: "nameEn", code: "name_missing" };
  const read = parseMoney(amount, currency);
  if (!read.ok || read.money.minor < 0n) return { part: "amount", code: "amount" };
  const description = { en: "", zh: "" };
  return { serviceId: null, payee: payee.trim(), name, description, unit: "piece", price: read.money };
}

/** The sums of the lines that a client agrees to. @throws RangeError if one is too large */
export function addUpLines(
  { currency, taxPercent, depositPercent }: Pick<QuoteContent, "currency" | "taxPercent" | "depositPercent">,
  lines: readonly Pick<PricedLine, "payee" | "net">[],
): Sums {
  const sumOf = (amounts: Money[]) => sum(amounts, currency);
  const own = lines.filter(({ payee }) => payee === "").map(({ net }) => net);
  const net = sumOf(own);
  const parts = splitNet(net, depositPercent).map((part) => ({ net: part, tax: percentOf(part, taxPercent) }));
  const [deposit, balance] = parts as [InvoicePart, InvoicePart];
  // An invoice of the full amount is taxed line by line. Deposit and balance are each taxed as one line. The quote
  // shows the sum of these invoices.
  const isWhole = deposit.net.minor === 0n;
  const tax = isWhole ? sumOf(own.map((one) => percentOf(one, taxPercent))) : add(deposit.tax, balance.tax);
  return {
    net,
    tax,
    total: add(net, tax),
    deposit: add(deposit.net, deposit.tax),
    thirdParty: sumOf(lines.filter(({ payee }) => payee !== "").map((line) => line.net)),
  };
}

/** The amounts of an invoice for a part of an order. */
interface InvoicePart {
  net: Money;
  tax: Money;
}

/** Splits the net amount into deposit and balance without losing a minor unit. */
export function splitNet(net: Money, depositPercent: string): [deposit: Money, balance: Money] {
  const deposit = percentOf(net, depositPercent);
  return [deposit, subtract(net, deposit)];
}

function canonical(text: string): string {
  return printDecimal(parseDecimal(text, MONEY_BOUNDS.quantity));
}

function isQuantity(text: string): boolean {
  return checkDecimal(text, MONEY_BOUNDS.quantity) === null && parseDecimal(text, MONEY_BOUNDS.quantity).gt(0);
}

function isRate(text: string): boolean {
  return checkDecimal(text, MONEY_BOUNDS.rate) === null && parseDecimal(text, MONEY_BOUNDS.rate).gt(0);
}

function isPercent(text: string): boolean {
  if (checkDecimal(text, MONEY_BOUNDS.percent) !== null) return false;
  const value = parseDecimal(text, MONEY_BOUNDS.percent);
  return !value.isNegative() && value.lte(100);
}
