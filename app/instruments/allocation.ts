import type { Period } from "#app/day/period.ts";
import { BOUNDS, parseDecimal } from "#app/number/decimal.ts";
import { compare, fromDecimal, type Ratio, sign, subtract, toExactOr40, toIntegers, ZERO } from "#app/number/ratio.ts";
import { withoutIdleZeros } from "#app/number/text-decimal.ts";

/** A part of an instrument that covers one record. Quantities are in the unit of the instrument. */
export interface Allocation {
  id: string;
  instrumentId: string;
  recordId: string;
  quantity: string;
  /** Null if the record was deleted since. */
  record: { sourceId: string; period: Period } | null;
}

export type AllocationFault =
  | "withdrawn"
  | "source_not_energy"
  | "source_not_electricity"
  | "unit_mismatch"
  | "other_market"
  | "vintage"
  | "no_records"
  | "all_covered"
  | "nothing_left"
  | "more_than_left";

/** The field of a request that an error concerns. Other errors concern the instrument. */
export const METER_FIELD: Readonly<Partial<Record<AllocationFault, "sourceId" | "inventoryId" | "quantity">>> = {
  source_not_energy: "sourceId",
  source_not_electricity: "sourceId",
  unit_mismatch: "sourceId",
  other_market: "sourceId",
  all_covered: "sourceId",
  no_records: "inventoryId",
  vintage: "inventoryId",
  more_than_left: "quantity",
};

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
