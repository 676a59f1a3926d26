import type {
  DecimalString,
  Disclosure,
  DocumentActivity,
  Period,
  ResultLine,
} from "#app/carbon/document/inventory-document.ts";
import { isValidFor } from "#app/carbon/factor/emission-factor.ts";
import { calculateActivity } from "#app/carbon/line/calculate.ts";
import type { CalculationContext } from "#app/carbon/line/calculation-context.ts";
import { exceedsApproach1 } from "#app/carbon/uncertainty/assess-lines.ts";
import { printRoot } from "#app/carbon/uncertainty/exact-root.ts";
import { omit } from "#app/encoding/omit.ts";
import { isZero, type Ratio } from "#app/number/ratio.ts";
import { type Coefficient, compileRatio, printProduct, readDigits } from "./coefficient.ts";

/** What every activity of a kind has in common: its line is its quantity times these. */
export interface Kind {
  factorQuantity: Coefficient;
  gasesKg: (readonly [gas: string, kg: Coefficient])[];
  co2eKg: Coefficient;
  co2eKgMarketBased: Coefficient | null;
  biogenicCo2Kg: Coefficient;
  /** Null where the factor has no gas that is reported apart. */
  reportedApartCo2eKg: Coefficient | null;
  /** As each line prints it: the same of all, as they state the same errors. */
  uncertaintyPercent: DecimalString | null;
  /** Too uncertain for approach 1. */
  isExceeding: boolean;
  disclosures: Disclosure[];
}

/**
 * A name for all activities that differ in nothing a result rests on but their quantity; null where a line is not a plain
 * multiple of it: methods, typed entries, contracts for an amount, inputs left out, and quantities that are not above
 * zero (nothing is left for a residual mix of zero, and below it most are refused).
 *
 * @param namePeriod what of an activity's period its results rest on
 */
export function nameKind(
  activity: DocumentActivity,
  namePeriod: (activity: DocumentActivity) => string,
): string | null {
  const { quantity, method, entry, withheld, merged, market } = activity;
  if (quantity === undefined || method || entry || withheld || merged || market?.instruments?.length) return null;
  if (quantity.charCodeAt(0) === MINUS || !/[1-9]/.test(quantity)) return null;
  return JSON.stringify([
    activity.factor,
    activity.unit,
    activity.facility,
    activity.scope,
    activity.category,
    namePeriod(activity),
    activity.share,
    activity.via,
    activity.heatBasis,
    activity.biogenicFraction,
    activity.chain,
    activity.accepted,
    activity.uncertainty,
    // Of no weight in a line, but sums are grouped by them.
    activity.dataQuality,
    activity.primary,
    activity.quality,
    activity.emissionSource,
    market,
  ]);
}

/**
 * What the results of a run and their sums by month know of a period: the month that it is in, or its days where it is in
 * several; and which of the factors are valid all through it.
 */
export function nameMonth(context: CalculationContext, activity: DocumentActivity): string {
  return `${monthOf(activity.period)} ${nameValidity(context, activity)}`;
}

/** The month that a period is in, or its days where it is in several. */
export function monthOf({ start, end }: Period): string {
  const month = start.slice(0, 7);
  return end.startsWith(month) ? month : `${start}/${end}`;
}

/** A name for all activities that have one `Kind`: without what sums alone are grouped by, and of days what a line knows. */
export function nameLine(context: CalculationContext, activity: DocumentActivity): string | null {
  const rest = omit(activity, "dataQuality", "primary", "quality", "emissionSource");
  return nameKind(rest, () => nameValidity(context, activity));
}

/** Which of the factors are valid all through the period: all that a line by itself knows of it. */
export function nameValidity(
  context: CalculationContext,
  { period, factor, via = [], market }: DocumentActivity,
): string {
  const contracts = (market?.instruments ?? []).map((one) => one.factor);
  const used = [factor, ...via, ...contracts, ...(market?.residualFactor ? [market.residualFactor] : [])];
  return used.map((reference) => (isValidFor(context.factor(reference), period) ? "y" : "n")).join("");
}

const MINUS = 45;

/** The reference's own line of one unit, read off as coefficients; null where it finds an issue. */
export function compileKind(context: CalculationContext, activity: DocumentActivity): Kind | null {
  // Its place in the document would be told with an issue, and is of no use here.
  const { line, disclosures } = calculateActivity(context, { ...activity, quantity: "1" }, 0);
  if (!line) return null;
  const { emission, market } = line;
  const unlessZero = (ratio: Ratio) => (isZero(ratio) ? null : compileRatio(ratio));
  return {
    factorQuantity: compileRatio(line.factorQuantity),
    gasesKg: emission.gases.map(({ gas, kg }) => [gas, compileRatio(kg)] as const),
    co2eKg: compileRatio(emission.co2eKg),
    co2eKgMarketBased: market && compileRatio(market.co2eKg),
    biogenicCo2Kg: compileRatio(emission.biogenicCo2Kg),
    reportedApartCo2eKg: unlessZero(emission.apartCo2eKg),
    uncertaintyPercent: line.variance && printRoot(line.variance),
    isExceeding: exceedsApproach1(line.variance),
    disclosures,
  };
}

/** What a quantity is multiplied with for a line, in the order of the texts that `lineOf` takes. */
export function coefficientsOf(kind: Kind): Coefficient[] {
  const { factorQuantity, co2eKg, biogenicCo2Kg, co2eKgMarketBased, reportedApartCo2eKg, gasesKg } = kind;
  return [
    factorQuantity,
    co2eKg,
    biogenicCo2Kg,
    co2eKgMarketBased,
    reportedApartCo2eKg,
    ...gasesKg.map(([, kg]) => kg),
  ].filter((one) => one !== null);
}

/** A line of the products with those, as `printLine` prints the reference's. */
export function lineOf(kind: Kind, activity: string, products: readonly string[]): ResultLine {
  let at = 0;
  const next = () => products[at++]!;
  const { uncertaintyPercent } = kind;
  const [factorQuantity, co2eKg, biogenicCo2Kg] = [next(), next(), next()];
  const market = kind.co2eKgMarketBased ? { co2eKgMarketBased: next() } : {};
  const apart = kind.reportedApartCo2eKg ? { reportedApartCo2eKg: next() } : {};
  const gasesKg = Object.fromEntries(kind.gasesKg.map(([gas]) => [gas, next()]));
  return { activity, factorQuantity, gasesKg, co2eKg, ...market, biogenicCo2Kg, ...apart, uncertaintyPercent };
}

/** The line of an activity of this kind. */
export function printKindLine(kind: Kind, activity: DocumentActivity): ResultLine {
  const quantity = readDigits(activity.quantity!);
  const products = coefficientsOf(kind).map((coefficient) => printProduct(quantity, coefficient));
  return lineOf(kind, activity.id, products);
}
