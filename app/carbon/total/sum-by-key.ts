import type { DecimalString } from "#app/carbon/document/inventory-document.ts";
import { Decimal, printDecimal } from "#app/number/decimal.ts";

/** Sums decimals by key, exactly. Keys keep the order in which they first appear. For figures of results only. */
export function sumByKey(parts: Iterable<readonly [key: string, value: DecimalString]>): Map<string, DecimalString> {
  const sums = new Map<string, Decimal>();
  for (const [key, value] of parts) sums.set(key, (sums.get(key) ?? new Decimal(0)).plus(value));
  return new Map([...sums].map(([key, value]) => [key, printDecimal(value)]));
}

/** The signed change from `before` to `now` in per cent with two digits. Null if `before` is zero. */
export function percentChange(now: DecimalString, before: DecimalString): DecimalString | null {
  const base = new Decimal(before);
  if (base.isZero()) return null;
  return printDecimal(new Decimal(now).minus(base).times(100).div(base).toDecimalPlaces(2, Decimal.ROUND_HALF_EVEN));
}
