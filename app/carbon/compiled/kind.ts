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

/** The common part of every activity of a kind: a line is its quantity times these. */
export interface Kind {
  factorQuantity: Coefficient;
  gasesKg: (readonly [gas: string, kg: Coefficient])[];
  co2eKg: Coefficient;
  co2eKgMarketBased: Coefficient | null;
  biogenicCo2Kg: Coefficient;
  /** Null if the factor has no gas reported outside the totals. */
  reportedApartCo2eKg: Coefficient | null;
  /** The same for each line, because all have the same errors. */
  uncertaintyPercent: DecimalString | null;
  isExceeding: boolean;
  disclosures: Disclosure[];
}

/**
 * A name shared by all activities that affect a result only through their quantity. Null if a line is not a plain
 * multiple of it: methods, typed entries, contracts for an amount, withheld inputs, and quantities that are not
 * positive (a residual mix of zero has no rest, and most negative ones are rejected).
 *
 * @param namePeriod the part of an activity's period that affects its results
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
    // Doesn't affect a line, but sums are grouped by them.
    activity.dataQuality,
    activity.primary,
    activity.quality,
    activity.emissionSource,
    market,
  ]);
}

/**
 * The part of a period that affects results and monthly sums: its month, or its days if it spans several months, and
 * the factors that are valid all through it.
 */
export function nameMonth(context: CalculationContext, activity: DocumentActivity): string {
  return `${monthOf(activity.period)} ${nameValidity(context, activity)}`;
}

/** The month of a period, or its days if it spans several. */
export function monthOf({ start, end }: Period): string {
  const month = start.slice(0, 7);
  return end.startsWith(month) ? month : `${start}/${end}`;
}

/** A name shared by all activities of one `Kind`, without fields that affect only grouping. */
export function nameLine(context: CalculationContext, activity: DocumentActivity): string | null {
  const rest = omit(activity, "dataQuality", "primary", "quality", "emissionSource");
  return nameKind(rest, () => nameValidity(context, activity));
}

export function nameValidity(
  context: CalculationContext,
  { period, factor, via = [], market }: DocumentActivity,
): string {
  const contracts = (market?.instruments ?? []).map((one) => one.factor);
  const used = [factor, ...via, ...contracts, ...(market?.residualFactor ? [market.residualFactor] : [])];
  return used.map((reference) => (isValidFor(context.factor(reference), period) ? "y" : "n")).join("");
}

const MINUS = 45;

/** Coefficients from the reference's line for one unit. Null if it finds an issue. */
export function compileKind(context: CalculationContext, activity: DocumentActivity): Kind | null {
  // Only issues contain the place in the document, and it isn't used here.
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

/** The coefficients of a line, in the order of the texts that `lineOf` takes. */
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

/** A line from the products with those, in the format that `printLine` uses. */
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

export function printKindLine(kind: Kind, activity: DocumentActivity): ResultLine {
  const quantity = readDigits(activity.quantity!);
  const products = coefficientsOf(kind).map((coefficient) => printProduct(quantity, coefficient));
  return lineOf(kind, activity.id, products);
}
