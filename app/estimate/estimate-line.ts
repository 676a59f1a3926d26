import { type Category, isCategory } from "#app/carbon/line/scope.ts";
import { conversionsOf, heatingValuesOf, isNaturalGas } from "#app/carbon/unit/fuel-conversion.ts";
import {
  applyMultiple,
  conversionRatio,
  isConvertible,
  isUnitCode,
  parseUnit,
  type UnitCode,
} from "#app/carbon/unit/unit.ts";
import { findUnitPath } from "#app/carbon/unit/unit-path.ts";
import { BOUNDS, checkDecimal, Decimal, parseDecimal } from "#app/number/decimal.ts";
import { divide, fromDecimal, fromInteger, multiply, parseRatio, type Ratio } from "#app/number/ratio.ts";
import { type LineConfidence, type LineMatch, matchLine, type Need } from "#emission-factors/match/match-line.ts";
import { readUnit } from "#emission-factors/match/measure.ts";
import type { EstimateFactor, EstimateLibrary } from "./factor-file.ts";
import { type SpreadPart, spreadParts, spreadPercent } from "./spread.ts";

/** A line of a ledger or a typed figure, as written. Numbers are decimals, or empty. */
export interface LedgerEntry {
  /** Where it is: `12`, or `Sheet1 12`. */
  at: string;
  text: string;
  quantity: string;
  unit: string;
  amount: string;
  currency: string;
  account: string;
  supplier: string;
}

export interface EstimateSettings {
  /** ISO 3166-1, or empty if not stated. */
  country: string;
  /** ISO 3166-2, or empty. */
  region: string;
  /** Units of each currency per US dollar, as the visitor typed them. */
  rates: Readonly<Record<string, string>>;
}

/** What is missing: a need of the matcher, or why the line could not even be read. */
export type OpenPoint = Need | "text" | "number" | "country" | "currency" | "no_factor";

export interface EstimatedLine {
  outcome: "estimated";
  entry: LedgerEntry;
  category: Category;
  word: string;
  confidence: LineConfidence;
  factor: EstimateFactor;
  /** The heating value on the way, as published. */
  via: { published: string; source: { en: string; zh: string } } | null;
  /** Exact. */
  co2eKg: Ratio;
  low: Ratio;
  high: Ratio;
  spread: SpreadPart[];
  percent: number;
  /** What the figure leaves open. */
  open: readonly Need[];
  /** A clear line with a physical quantity and a factor of its own country. */
  isSure: boolean;
}

export type LineResult =
  | EstimatedLine
  | { outcome: "open"; entry: LedgerEntry; category: Category | null; needs: readonly OpenPoint[] }
  | { outcome: "nothing"; entry: LedgerEntry };

/** Estimates one line, or names what it needs. A missing figure is never zero. */
export function estimateLine(library: EstimateLibrary, entry: LedgerEntry, settings: EstimateSettings): LineResult {
  if (entry.text.trim() === "" && entry.account.trim() === "")
    return { outcome: "open", entry, category: null, needs: ["text"] };
  const line = withMoney(entry);
  const match = matchLine(library.index, {
    text: line.text,
    unit: line.unit,
    account: line.account,
    supplier: line.supplier,
    amount: line.amount,
    currency: line.currency,
    country: settings.country,
    region: settings.region,
  });
  if (match.isNothing) return { outcome: "nothing", entry };
  for (const [at, factor] of match.rows.entries()) {
    const worth = worthOf(library, factor, line, settings);
    if (worth) return toEstimated(entry, match, { factor, isFirst: at === 0, ...worth }, settings);
  }
  return { outcome: "open", entry, category: match.category, needs: needsOf(match, line, settings) };
}

/** A line with an amount alone is in the unit of its money. `万元` are ten thousand yuan. */
function withMoney(entry: LedgerEntry): LedgerEntry {
  if (readUnit(entry.unit).measure === "money" && entry.amount === "") {
    const { currency, multiple } = moneyIn(entry.unit);
    return { ...entry, unit: currency, amount: timesText(entry.quantity, multiple), quantity: "", currency };
  }
  const { currency, multiple } = moneyIn(entry.currency);
  const amount = timesText(entry.amount, multiple);
  return { ...entry, amount, currency, unit: entry.quantity === "" && amount !== "" ? currency : entry.unit };
}

/** The ISO code of a line's money. */
export function currencyOf({ unit, currency, amount }: LedgerEntry): string {
  return moneyIn(currency === "" && (amount === "" || readUnit(unit).measure === "money") ? unit : currency).currency;
}

function moneyIn(text: string): { currency: string; multiple: string } {
  const parsed = parseUnit(text);
  const currency = readUnit(text).currency ?? text.trim().toUpperCase();
  return { currency, multiple: parsed.ok && readUnit(parsed.code).measure === "money" ? parsed.multiple : "1" };
}

function timesText(amount: string, multiple: string): string {
  return multiple === "1" || readDecimal(amount) === null ? amount : applyMultiple(amount, multiple);
}

interface Worth {
  quantity: Ratio;
  via: EstimatedLine["via"];
}

/** The quantity in the unit of the factor, exactly. Null if it can't be reached without guessing. */
function worthOf(
  library: EstimateLibrary,
  factor: EstimateFactor,
  line: LedgerEntry,
  { country, rates }: EstimateSettings,
): Worth | null {
  if (factor.method === "spend_based") {
    const amount = readDecimal(line.amount);
    const rate = line.currency === "USD" ? fromInteger(1) : readDecimal(rates[line.currency] ?? "");
    if (amount === null || rate === null || rate.numerator.lte(0)) return null;
    return { quantity: divide(amount, rate), via: null };
  }
  const quantity = readDecimal(line.quantity);
  const unit = unitOf(line.unit, country);
  if (quantity === null || unit === null || !isUnitCode(factor.unit)) return null;
  const own = multiply(quantity, unit.multiple);
  const path = findUnitPath({ unit: unit.code, heatBasis: null }, [], {
    unit: factor.unit,
    heatBasis: factor.heatBasis,
  });
  if (path.ok) return { quantity: multiply(own, path.ratio), via: null };
  return throughHeatingValue(library, factor, { own, code: unit.code, country });
}

function throughHeatingValue(
  { heatingValues }: EstimateLibrary,
  { id, nameEn, nameZh, unit, heatBasis }: EstimateFactor,
  { own, code, country }: { own: Ratio; code: UnitCode; country: string },
): Worth | null {
  if (!isUnitCode(unit) || heatBasis === null) return null;
  const natural = isNaturalGas({ en: nameEn, zh: nameZh });
  const values = heatingValuesOf({ id, isNaturalGas: natural }, country).flatMap((one) => heatingValues.get(one) ?? []);
  const through = conversionsOf({ unit, heatBasis, country, isNaturalGas: natural }, values).find(({ from }) =>
    isConvertible(code, from),
  );
  const value = through && parseRatio(through.value, BOUNDS.factor);
  if (!through || !value) return null;
  const { from, to, published, source } = through;
  const energy = multiply(multiply(own, conversionRatio(code, from)), value);
  return { quantity: multiply(energy, conversionRatio(to, unit)), via: { published, source } };
}

/** How invoices write a metric tonne. `ton` alone can be three units, and stays open. */
const INVOICE_TONNES = /^(mt|tne|to)\.?$/i;

function unitOf(text: string, country: string): { code: UnitCode; multiple: Ratio } | null {
  if (INVOICE_TONNES.test(text.trim())) return { code: "t", multiple: fromInteger(1) };
  if (country === "US" && /^gal(lons?|s)?\.?$/i.test(text.trim())) return { code: "gal_us", multiple: fromInteger(1) };
  const parsed = parseUnit(text);
  return parsed.ok ? { code: parsed.code, multiple: fromDecimal(new Decimal(parsed.multiple)) } : null;
}

/** Null for a text that is not a number within the bounds of a quantity. */
export function readDecimal(text: string): Ratio | null {
  return checkDecimal(text, BOUNDS.quantity) === null ? fromDecimal(parseDecimal(text, BOUNDS.quantity)) : null;
}

/** Points that change no figure, or that the visitor has answered. */
function openOf(needs: readonly Need[], factor: EstimateFactor): Need[] {
  return needs.filter((need) => need !== "exchange_rate" || factor.method !== "spend_based");
}

function toEstimated(
  entry: LedgerEntry,
  match: LineMatch<EstimateFactor>,
  { factor, isFirst, quantity, via }: Worth & { factor: EstimateFactor; isFirst: boolean },
  { country }: EstimateSettings,
): EstimatedLine {
  const open = openOf(match.needs, factor);
  const isElsewhere = factor.region !== null && /^[A-Z]{2}(-|$)/.test(factor.region) && placeOf(factor) !== country;
  const confidence = isFirst ? match.confidence : lower(match.confidence);
  const spread = spreadParts({ factor, confidence, isElsewhere, openPoints: open.length });
  const percent = spreadPercent(spread);
  const co2eKg = multiply(quantity, fromDecimal(new Decimal(factor.co2eKg)));
  const at = (share: number) => multiply(co2eKg, divide(fromInteger(share), fromInteger(100)));
  const ends = [at(100 - percent), at(100 + percent)];
  const [low, high] = co2eKg.numerator.isNegative() ? [ends[1]!, ends[0]!] : [ends[0]!, ends[1]!];
  const category = isCategory(match.category) ? match.category : (factor.category as Category);
  const isSure = confidence === "high" && !isElsewhere && open.length === 0 && factor.method !== "spend_based";
  return {
    outcome: "estimated",
    entry,
    category,
    word: match.word,
    confidence,
    factor,
    via,
    co2eKg,
    low,
    high,
    spread,
    percent,
    open,
    isSure,
  };
}

function placeOf({ region }: EstimateFactor): string {
  return region!.slice(0, 2);
}

/** A factor that was not the first choice is less certain. */
function lower(confidence: LineConfidence): LineConfidence {
  return confidence === "high" ? "medium" : "low";
}

/** What a line without a figure needs, most telling first. */
function needsOf(
  { rows, needs, category }: LineMatch<EstimateFactor>,
  line: LedgerEntry,
  { country }: EstimateSettings,
): OpenPoint[] {
  if (line.quantity === "" && line.amount === "") return ["number"];
  const hasNumber = readDecimal(line.quantity) !== null || readDecimal(line.amount) !== null;
  if (!hasNumber) return ["number"];
  if (rows.length === 0) {
    if (country === "" && category === "purchased_electricity") return ["country"];
    return needs.length > 0 ? [...needs] : ["no_factor"];
  }
  if (rows.every(({ method }) => method === "spend_based")) {
    if (line.amount === "") return ["amount"];
    return line.currency === "" ? ["currency"] : ["exchange_rate"];
  }
  const left = needs.filter((need) => need !== "price_year" && need !== "stand_in" && need !== "supplier_data");
  return left.length > 0 ? left : ["unit"];
}
