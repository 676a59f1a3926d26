import { BOUNDS, parseDecimal } from "#app/number/decimal.ts";
import { compare, fromDecimal, type Ratio, sign, subtract, toExactOr40, toIntegers, ZERO } from "#app/number/ratio.ts";
import { withoutIdleZeros } from "#app/number/text-decimal.ts";

/** A record of a meter, in the unit of the instrument. */
export interface Coverable {
  recordId: string;
  consumption: Ratio;
  /** What other allocations cover of it. */
  covered: Ratio;
}

const SCALE = 12;
const TEN_TO_SCALE = 10n ** BigInt(SCALE);

/**
 * Covers records in the given order with an amount: each as far as it is not covered yet, until nothing is left. Parts
 * have at most 12 decimals and never exceed the record.
 *
 * @returns the parts, and what is left of the amount
 */
export function coverInOrder(
  records: readonly Coverable[],
  amount: Ratio,
): { parts: { recordId: string; quantity: string }[]; left: Ratio } {
  const parts: { recordId: string; quantity: string }[] = [];
  let left = amount;
  for (const { recordId, consumption, covered } of records) {
    const open = subtract(consumption, covered);
    if (sign(left) <= 0) break;
    const quantity = roundDown(compare(open, left) < 0 ? open : left);
    if (quantity === null) continue;
    parts.push({ recordId, quantity });
    left = subtract(left, fromDecimal(parseDecimal(quantity, BOUNDS.quantity)));
  }
  return { parts, left: sign(left) < 0 ? ZERO : left };
}

/** To the decimals that are stored. Null if nothing is left. */
function roundDown(value: Ratio): string | null {
  const { numerator, denominator } = toIntegers(value);
  const scaled = (numerator * TEN_TO_SCALE) / denominator;
  if (scaled <= 0n) return null;
  const digits = String(scaled).padStart(SCALE + 1, "0");
  return withoutIdleZeros(`${digits.slice(0, -SCALE)}.${digits.slice(-SCALE)}`);
}

/** Of two quantities as texts, exactly. */
export function subtractQuantity(whole: string, part: string): string {
  const read = (text: string) => fromDecimal(parseDecimal(text, BOUNDS.quantity));
  return toExactOr40(subtract(read(whole), read(part)));
}
