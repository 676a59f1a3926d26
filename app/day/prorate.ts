import type { DecimalString } from "#app/number/decimal.ts";
import { BOUNDS, Decimal, parseDecimal, printDecimal } from "#app/number/decimal.ts";
import { divide, fromInteger, multiply, type Ratio } from "#app/number/ratio.ts";
import type { Period } from "./period.ts";
import { countDays } from "./period.ts";
import { monthsWithin, type OpenPeriod, type Tile, tilePeriod } from "./tile-period.ts";

/** A part of a bill: which days, whose, and how much. */
export interface ProratedPart<Quantity> extends Tile {
  days: number;
  quantity: Quantity;
}

/**
 * Divides a bill by its actual days, first and last day counted, over any set of periods (methodology rule 37). The parts
 * are exact fractions and sum exactly to the bill; days that no period has are a part with `index` null, so that nothing
 * of the bill is lost.
 */
export function prorate(quantity: Ratio, bill: Period, periods: readonly OpenPeriod[]): ProratedPart<Ratio>[] {
  const whole = fromInteger(countDays(bill));
  return tilePeriod(bill, periods).map((tile) => {
    const days = countDays(tile.period);
    return { ...tile, days, quantity: multiply(quantity, divide(fromInteger(days), whole)) };
  });
}

/** Divides a bill over the calendar months that it touches; `index` counts them from the first. */
export function prorateByMonth(quantity: Ratio, bill: Period): ProratedPart<Ratio>[] {
  const months = monthsWithin(bill);
  return prorate(
    quantity,
    bill,
    months.map(({ period }) => period),
  );
}

/**
 * The same for a system that holds decimals: every part is rounded half-even to `places` digits after the point, and the
 * last part takes the remainder, so that the parts sum exactly to the bill (rule 37). No part is off by more than the
 * rounding of one; the last by that of all others together.
 * @throws CarbonError `number_grammar` or `number_out_of_bounds` when `quantity` is not a number of a document
 */
export function prorateToDecimals(
  quantity: DecimalString,
  bill: Period,
  { periods, places }: { periods: readonly OpenPeriod[]; places: number },
): ProratedPart<DecimalString>[] {
  const whole = parseDecimal(quantity, BOUNDS.quantity);
  const tiles = tilePeriod(bill, periods);
  const allDays = countDays(bill);
  let rest = whole;
  return tiles.map((tile, at) => {
    const days = countDays(tile.period);
    const isLast = at === tiles.length - 1;
    const part = isLast ? rest : whole.times(days).div(allDays).toDecimalPlaces(places, Decimal.ROUND_HALF_EVEN);
    rest = rest.minus(part);
    return { ...tile, days, quantity: printDecimal(part) };
  });
}
