import { BOUNDS, Decimal, parseDecimal, printDecimal } from "#app/number/decimal.ts";

/** What a finding misstates. Above zero if the inventory is overstated. */
export interface Misstatement {
  tco2e: string;
  isCorrected: boolean;
  /** Of a finding that was withdrawn. */
  isWithdrawn: boolean;
}

export interface Materiality {
  /** Misstatements that are neither corrected nor withdrawn, in t CO2e. */
  uncorrected: { net: string; absolute: string };
  /** In t CO2e. Null without a plan or a total. */
  threshold: string | null;
  isExceeded: boolean;
}

/**
 * The sum of misstatements against the materiality threshold (ISO 14064-3:2019, 5.1.7 and 6.1). Errors in opposite
 * directions don't offset each other: the sum without signs is compared. Without a threshold, any misstatement exceeds
 * it. The database applies the same rule to an unmodified opinion (`guard_opinion`).
 *
 * @param totalKg the total that the plan refers to
 */
export function assessMateriality(
  misstatements: readonly Misstatement[],
  { percent, totalKg }: { percent: string | null; totalKg: string | null },
): Materiality {
  const counted = misstatements
    .filter(({ isCorrected, isWithdrawn }) => !isCorrected && !isWithdrawn)
    .map(({ tco2e }) => parseDecimal(tco2e, BOUNDS.sum));
  const net = Decimal.sum(0, ...counted);
  const absolute = Decimal.sum(0, ...counted.map((one) => one.abs()));
  const threshold =
    percent === null || totalKg === null
      ? null
      : new Decimal(totalKg).abs().times(parseDecimal(percent, BOUNDS.percentage)).div(100_000);
  return {
    uncorrected: { net: printDecimal(net), absolute: printDecimal(absolute) },
    threshold: threshold && printDecimal(threshold),
    isExceeded: absolute.greaterThan(threshold ?? 0),
  };
}
