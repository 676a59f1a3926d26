import { Decimal, parseDecimal } from "#app/number/decimal.ts";
import { type Money, money } from "./money.ts";

/** Limits of decimals used with money. A rate is the price of one unit of a currency in another one. */
export const MONEY_BOUNDS = {
  quantity: { before: 9, after: 6 },
  percent: { before: 3, after: 6 },
  rate: { before: 9, after: 12 },
} as const;

/**
 * Multiplies an amount by a quantity such as hours, rounded half-even to the nearest minor unit.
 * @throws CarbonError if the text is not a decimal within `MONEY_BOUNDS.quantity`; RangeError above 15 digits
 */
export function times(amount: Money, quantity: string): Money {
  return scale(amount, parseDecimal(quantity, MONEY_BOUNDS.quantity));
}

/** A percentage of an amount, rounded half-even to the nearest minor unit. */
export function percentOf(amount: Money, percent: string): Money {
  return scale(amount, parseDecimal(percent, MONEY_BOUNDS.percent).div(100));
}

/**
 * Splits an amount by percentages that add up to 100, without losing a minor unit. Each part is rounded towards zero.
 * The remaining units go one by one to the parts with the largest remainder, the first of equals first.
 * @throws RangeError if the percentages do not add up to 100 or one is negative
 */
export function splitByPercent(amount: Money, percents: readonly string[]): Money[] {
  const shares = percents.map((percent) => parseDecimal(percent, MONEY_BOUNDS.percent));
  const total = shares.reduce((a, b) => a.plus(b), new Decimal(0));
  if (!total.eq(100) || shares.some((share) => share.isNegative()))
    throw new RangeError("percentages must add up to 100");
  const whole = new Decimal(amount.minor.toString());
  const exact = shares.map((share) => whole.times(share).div(100));
  const parts = exact.map((share) => BigInt(share.trunc().toFixed()));
  let left = amount.minor - parts.reduce((a, b) => a + b, 0n);
  const unit = left < 0n ? -1n : 1n;
  const byLoss = exact
    .map((share, index) => ({ index, lost: share.minus(share.trunc()).abs() }))
    .sort((a, b) => b.lost.comparedTo(a.lost) || a.index - b.index);
  for (const { index } of byLoss) {
    if (left === 0n) break;
    parts[index] = parts[index]! + unit;
    left -= unit;
  }
  return parts.map((minor) => money(minor, amount.currency));
}

/** Rounds half-even to the nearest minor unit. */
export function scale({ minor, currency }: Money, factor: Decimal): Money {
  return money(BigInt(new Decimal(minor.toString()).times(factor).toFixed(0)), currency);
}
