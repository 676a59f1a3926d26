import type { DecimalString } from "#app/number/decimal.ts";
import { BOUNDS, Decimal, parseDecimal, printDecimal } from "#app/number/decimal.ts";
import { divide, fromInteger, multiply, type Ratio } from "#app/number/ratio.ts";
import type { Period } from "./period.ts";
import { countDays } from "./period.ts";
import { monthsWithin, type OpenPeriod, type Tile, tilePeriod } from "./tile-period.ts";

/** A part of a bill: its days, their owner and the quantity. */
export interface ProratedPart<Quantity> extends Tile {
  days: number;
  quantity: Quantity;
}

/**
 * Divides a bill by days over any periods, including first and last day (methodology rule 37). The parts are exact
 * fractions and add up to the bill. Days outside all periods form a part with `index` null, so that nothing is lost.
 */
export function prorate(quantity: Ratio, bill: Period, periods: readonly OpenPeriod[]): ProratedPart<Ratio>[] {
  const whole = fromInteger(countDays(bill));
  return tilePeriod(bill, periods).map((tile) => {
    const days = countDays(tile.period);
    return { ...tile, days, quantity: multiply(quantity, divide(fromInteger(days), whole)) };
  });
}

/** Divides a bill over its calendar months. `index` counts from the first. */
export function prorateByMonth(quantity: Ratio, bill: Period): ProratedPart<Ratio>[] {
  const months = monthsWithin(bill);
  return prorate(
    quantity,
    bill,
    months.map(({ period }) => period),
  );
}

/**
 * Like `prorate`, for systems with decimals. Each part is rounded half-even to `places` decimal places, and the last
 * part takes the remainder, so that the parts add up to the bill (rule 37). A part is off by at most one rounding, and
 * the last by at most the sum of the others.
 *
 * @throws CarbonError `number_grammar` or `number_out_of_bounds` if `quantity` is not a valid document number
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
