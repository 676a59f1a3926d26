import { perUnit, total } from "./factor-opinion.ts";
import { type Fraction, f, minus, NOTHING, order, over, plus, times } from "./fraction.ts";
import type { Matter } from "./matter.ts";
import { isSameKind, rate } from "./measure.ts";
import type { Measured } from "./quantity-opinion.ts";

export interface MarketOpinion {
  co2e: Fraction;
  /**
   * The residual factor used for the rest, or null for the location factor. Undefined if there is no rest or it can't
   * be determined.
   */
  restTook?: string | null;
}

/**
 * Amounts that instruments cover use the instruments' factors. The rest uses the residual mix or else the location
 * factor.
 */
export function judgeMarket(matter: Matter, measured: Measured): MarketOpinion {
  const { activity, complain, emission } = matter;
  const { factorQuantity, share } = measured;
  let covered = NOTHING;
  let co2e = NOTHING;
  for (const [at, one] of (activity.market?.instruments ?? []).entries()) {
    const its = emission(one.factor);
    const amount = measureInstrument(measured, { quantity: f(one.quantity), unit: one.unit }, its.unit);
    if (!amount) {
      complain("unit_mismatch", `/market/instruments/${at}/unit`);
      continue;
    }
    covered = plus(covered, amount.inLocation);
    co2e = plus(co2e, times(amount.inOwn, share, total(perUnit(matter, its).co2e)));
  }
  if (covered.n > 0n && order(covered, factorQuantity) > 0n) {
    complain("instrument_exceeds_consumption", "/market/instruments");
    return { co2e };
  }
  const rest = minus(factorQuantity, covered);
  if (rest.n === 0n) return { co2e };
  const residual = activity.market?.residualFactor ?? null;
  if (residual === null) {
    const own = perUnit(matter, measured.factor, f(activity.biogenicFraction ?? "0"));
    return { co2e: plus(co2e, times(rest, share, total(own.co2e))), restTook: null };
  }
  const mix = emission(residual);
  const inMix = measureRest(measured, rest, mix.unit);
  if (!inMix) {
    complain("unit_mismatch", "/market/residualFactor");
    return { co2e };
  }
  return { co2e: plus(co2e, times(inMix, share, total(perUnit(matter, mix).co2e))), restTook: residual };
}

/** An instrument's amount in the unit of the location factor and of its own factor. Null if a conversion is missing. */
function measureInstrument(
  { unit: entered, scale, factor }: Measured,
  { quantity, unit }: { quantity: Fraction; unit: string },
  own: string,
): { inLocation: Fraction; inOwn: Fraction } | null {
  // Into the location factor's unit, with the activity's own conversion if the kind of unit is the entered one.
  const inLocation = isSameKind(unit, entered)
    ? times(quantity, rate(unit, entered), scale)
    : isSameKind(unit, factor.unit)
      ? times(quantity, rate(unit, factor.unit))
      : null;
  if (!inLocation) return null;
  const inOwn = isSameKind(unit, own)
    ? times(quantity, rate(unit, own))
    : isSameKind(factor.unit, own)
      ? times(inLocation, rate(factor.unit, own))
      : null;
  return inOwn && { inLocation, inOwn };
}

function measureRest({ unit: entered, scale, factor }: Measured, rest: Fraction, unit: string): Fraction | null {
  if (isSameKind(factor.unit, unit)) return times(rest, rate(factor.unit, unit));
  if (isSameKind(entered, unit)) return times(over(rest, scale), rate(entered, unit));
  return null;
}
