import { Decimal, parseDecimal } from "#app/number/decimal.ts";
import { exponentOf } from "./currency.ts";
import { type Money, money } from "./money.ts";
import { MONEY_BOUNDS } from "./share.ts";

/**
 * Converts an amount at a given rate, rounded half-even to the nearest minor unit.
 * @param rate units of `currency` for one unit of the amount's currency: `7.1023` for USD to CNY
 * @throws RangeError if the rate is not above zero; CarbonError if it is not a decimal
 */
export function convert(amount: Money, rate: string, currency: string): Money {
  const factor = parseDecimal(rate, MONEY_BOUNDS.rate);
  if (!factor.isPositive() || factor.isZero()) throw new RangeError("the rate must be above zero");
  const shift = exponentOf(currency) - exponentOf(amount.currency);
  const exact = new Decimal(amount.minor.toString()).times(factor).times(new Decimal(10).pow(shift));
  return money(BigInt(exact.toFixed(0)), currency);
}
