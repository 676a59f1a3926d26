import { CarbonError } from "#app/number/carbon-error.ts";
import { parseDecimal } from "#app/number/decimal.ts";
import {
  add,
  compare,
  divide,
  fromDecimal,
  fromInteger,
  multiply,
  type Ratio,
  sign,
  toFractionText,
  ZERO,
} from "#app/number/ratio.ts";
import { clipPeriod } from "./day.ts";
import type { Period } from "./period.ts";
import { countDays } from "./period.ts";

/**
 * The length of a year: its actual days, or a fixed length required by a scheme or a factor's publisher, with its
 * source (methodology rule 36). The choice changes rate-based results by up to 0.3%.
 */
export type YearLength = "actual" | { days: "365" | "365.25" | "365.2425"; source: string };

/** 366 in a leap year of the Gregorian calendar, else 365. */
export function daysInYear(year: number): 365 | 366 {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 366 : 365;
}

/**
 * The exact length of a period in years. With actual days, the days in each calendar year are divided by that year's
 * length, so that a whole year is exactly 1.
 *
 * @throws CarbonError `text_empty` for a fixed length without its source
 */
export function yearsOf(period: Period, length: YearLength = "actual"): Ratio {
  if (length !== "actual") {
    if (length.source.trim() === "") throw new CarbonError("text_empty", { field: "source" });
    const days = fromDecimal(parseDecimal(length.days, { before: 3, after: 4 }));
    return divide(fromInteger(countDays(period)), days);
  }
  let years = ZERO;
  for (let year = Number(period.start.slice(0, 4)); year <= Number(period.end.slice(0, 4)); year += 1) {
    const name = String(year).padStart(4, "0");
    const part = clipPeriod(period, { start: `${name}-01-01`, end: `${name}-12-31` })!;
    years = add(years, divide(fromInteger(countDays(part)), fromInteger(daysInYear(year))));
  }
  return years;
}

/** The time unit of a rate. Conversions between units are explicit, never assumed. */
export type RateTime = "h" | "d" | "year";

/**
 * The quantity of a rate over a period, with an explicit time unit (methodology rule 33): per hour × 24 hours of each
 * day, per day × days, per year × years. `hoursPerDay` (0 to 24) is for machines that don't run all day.
 *
 * @throws CarbonError `value_unknown` if `hoursPerDay` is outside 0 to 24, `text_empty` as in `yearsOf`
 */
export function quantityOfRate(
  rate: { value: Ratio; per: RateTime },
  period: Period,
  options: { hoursPerDay?: Ratio; yearLength?: YearLength } = {},
): Ratio {
  if (rate.per === "year") return multiply(rate.value, yearsOf(period, options.yearLength));
  const days = fromInteger(countDays(period));
  if (rate.per === "d") return multiply(rate.value, days);
  const hours = options.hoursPerDay ?? fromInteger(24);
  if (sign(hours) < 0 || compare(hours, fromInteger(24)) > 0) {
    throw new CarbonError("value_unknown", { value: toFractionText(hours), allowed: "0 … 24" });
  }
  return multiply(rate.value, multiply(days, hours));
}
