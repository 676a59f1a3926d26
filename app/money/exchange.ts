import { Decimal, parseDecimal } from "#app/number/decimal.ts";
import { exponentOf } from "./currency.ts";
import { type Money, money } from "./money.ts";
import { MONEY_BOUNDS } from "./share.ts";

/**
 * An amount in another currency at a stated rate, to the nearest minor unit, half-even.
 * @param rate how many units of `currency` one unit of the amount's own is: `7.1023` for USD in CNY
 * @throws RangeError for a rate that is not above zero; CarbonError for one that is no decimal
 */
export function convert(amount: Money, rate: string, currency: string): Money {
  const factor = parseDecimal(rate, MONEY_BOUNDS.rate);
  if (!factor.isPositive() || factor.isZero()) throw new RangeError("a rate is above zero");
  const shift = exponentOf(currency) - exponentOf(amount.currency);
  const exact = new Decimal(amount.minor.toString()).times(factor).times(new Decimal(10).pow(shift));
  return money(BigInt(exact.toFixed(0)), currency);
}
