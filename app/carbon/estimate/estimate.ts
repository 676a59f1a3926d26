import type { DecimalString, Period } from "#app/carbon/document/inventory-document.ts";
import { convert, type UnitCode } from "#app/carbon/unit/unit.ts";
import { countDays } from "#app/day/period.ts";
import { BOUNDS, Decimal, printDecimal } from "#app/number/decimal.ts";
import { divide, fromDecimal, fromInteger, isZero, multiply, type Ratio, sum, toExactOr40 } from "#app/number/ratio.ts";

/** Methods to estimate a missing quantity, most reliable first. */
export const ESTIMATE_METHODS = ["previous_year", "neighbours", "per_output", "per_floor_area", "other"] as const;
export type EstimateMethod = (typeof ESTIMATE_METHODS)[number];

export interface KnownPeriod {
  period: Period;
  quantities: readonly { quantity: DecimalString; unit: UnitCode }[];
}

/** The divisor of the rate: m² of floor area, or tonnes of output. */
export interface KnownRate extends KnownPeriod {
  per: DecimalString;
}

/** `quantity` is rounded once, at the end. */
export interface Estimate {
  quantity: DecimalString;
  unit: UnitCode;
}

/** As many decimals as a person's record needs, half-even (methodology rule 15). */
const PLACES = 6;

/**
 * For a quantity proportional to days: Σ q ÷ Σ days × days. From the same month a year earlier, it scales that month to
 * the length of this one. From the months before and after, it is their daily average.
 */
export function estimateByDays(due: Period, unit: UnitCode, known: readonly KnownPeriod[]): Estimate | null {
  const days = known.reduce((count, { period }) => count + countDays(period), 0);
  if (days === 0) return null;
  const total = sumOf(known, unit);
  return toEstimate(divide(multiply(total, fromInteger(countDays(due))), fromInteger(days)), unit);
}

/**
 * The organization's own rate times the base of the period: Σ q ÷ Σ (per × days) × per × days for a stock such as floor
 * area, Σ q ÷ Σ per × per for a flow such as output, whose amount already grows with the days.
 */
export function estimateByRate(
  due: Period,
  unit: UnitCode,
  { per, known, isStock }: { per: DecimalString; known: readonly KnownRate[]; isStock: boolean },
): Estimate | null {
  const sizeOf = (amount: DecimalString, period: Period) =>
    isStock ? multiply(ratioOf(amount), fromInteger(countDays(period))) : ratioOf(amount);
  const base = sum(known.map((one) => sizeOf(one.per, one.period)));
  if (isZero(base)) return null;
  const total = sumOf(known, unit);
  return toEstimate(divide(multiply(total, sizeOf(per, due)), base), unit);
}

function sumOf(known: readonly KnownPeriod[], unit: UnitCode): Ratio {
  return sum(
    known.flatMap(({ quantities }) => quantities.map((one) => convert(ratioOf(one.quantity), one.unit, unit))),
  );
}

function ratioOf(quantity: DecimalString): Ratio {
  return fromDecimal(new Decimal(quantity));
}

/** Null if the result has more digits before the point than a record allows. */
function toEstimate(exact: Ratio, unit: UnitCode): Estimate | null {
  const rounded = new Decimal(toExactOr40(exact)).toDecimalPlaces(PLACES, Decimal.ROUND_HALF_EVEN);
  const quantity = printDecimal(rounded);
  return quantity.replace("-", "").split(".")[0]!.length > BOUNDS.quantity.before ? null : { quantity, unit };
}
