import type { Bridge } from "#app/carbon/comparison/bridge.ts";
import { addValues, type Effect, NOTHING, type Value } from "#app/carbon/comparison/effect.ts";
import type { DecimalString } from "#app/carbon/document/inventory-document.ts";
import { BOUNDS, Decimal, parseDecimal, printDecimal } from "#app/number/decimal.ts";
import {
  compare,
  divide,
  fromDecimal,
  fromInteger,
  isZero,
  multiply,
  negate,
  type Ratio,
  sign,
  toExactOr40,
} from "#app/number/ratio.ts";

/**
 * Reasons to recalculate a base year, if significant (ISO 14064-1:2018, 6.4.2; GHG Protocol Corporate Standard, chapter
 * 5): a change of structure, a change of method or factors, or the discovery of an error. Growth and decline of the own
 * activity are never a reason, because the base year exists to show them.
 */
export const TRIGGERS = ["structural", "methodology", "error"] as const;
export type Trigger = (typeof TRIGGERS)[number];

export interface RecalculationPolicy {
  /** In per cent of the base year's total. A larger effect is significant. */
  thresholdPercent: DecimalString;
}

/** The total effect of one trigger, compared with the base year's total. */
export interface TriggerEffect {
  trigger: Trigger;
  value: Value;
  /** Exact signed percentage of the base year's total. Null if that total is zero (methodology rule 51). */
  percent: { location: Ratio | null; market: Ratio | null };
  isAboveThreshold: boolean;
}

export interface RecalculationProposal {
  triggers: TriggerEffect[];
  /** All triggers together, because small changes add up. */
  together: Omit<TriggerEffect, "trigger">;
  /** Effects that never trigger: organic growth and decline. */
  organic: Value;
  /** True asks a person to decide. Nothing is recalculated automatically. */
  isProposed: boolean;
}

/**
 * The meaning of a bridge for the base year. Between two states of the base year, different activity data are a
 * discovered error. Between two years they are organic, and so are factors that follow the year and different
 * contracts.
 *
 * @param bridge from the current base year to the compared state
 */
export function proposeRecalculation(bridge: Bridge, policy: RecalculationPolicy): RecalculationProposal {
  const [one, other] = [bridge.before.period, bridge.after.period];
  const isSamePeriod = one.start === other.start && one.end === other.end;
  const sums: Record<Trigger | "organic", Value> = {
    structural: NOTHING,
    methodology: NOTHING,
    error: NOTHING,
    organic: NOTHING,
  };
  for (const effect of bridge.steps.flatMap((step) => step.effects)) {
    const trigger = triggerOf(effect, isSamePeriod);
    sums[trigger] = addValues(sums[trigger], effect.value);
  }
  const weigh = (value: Value) => weighAgainst(bridge.before.total, value, policy);
  const triggers = TRIGGERS.map((trigger) => ({ trigger, ...weigh(sums[trigger]) }));
  const together = weigh(TRIGGERS.map((trigger) => sums[trigger]).reduce(addValues));
  const isProposed = together.isAboveThreshold || triggers.some(({ isAboveThreshold }) => isAboveThreshold);
  return { triggers, together, organic: sums.organic, isProposed };
}

/** `organic` for effects that never lead to a recalculation. */
export function triggerOf({ kind }: Pick<Effect, "kind">, isSamePeriod: boolean): Trigger | "organic" {
  switch (kind) {
    case "boundary":
      return "structural";
    case "method":
    case "gwp":
      return "methodology";
    case "factor":
      return isSamePeriod ? "methodology" : "organic";
    case "activity":
    case "instruments":
      return isSamePeriod ? "error" : "organic";
  }
}

function weighAgainst(total: Value, value: Value, { thresholdPercent }: RecalculationPolicy) {
  const threshold = fromDecimal(parseDecimal(thresholdPercent, BOUNDS.percentage));
  const share = (part: Ratio, whole: Ratio) => (isZero(whole) ? null : divide(multiply(part, fromInteger(100)), whole));
  const percent = { location: share(value.location, total.location), market: share(value.market, total.market) };
  const isAbove = (part: Ratio, of: Ratio | null) =>
    of === null ? !isZero(part) : compare(absolute(of), threshold) > 0;
  const isAboveThreshold = isAbove(value.location, percent.location) || isAbove(value.market, percent.market);
  return { value, percent, isAboveThreshold };
}

function absolute(value: Ratio): Ratio {
  return sign(value) < 0 ? negate(value) : value;
}

/** For people: signed percentage with two digits, half-even. Null if there is nothing to compare with. */
export function percentOf(part: Ratio, whole: Ratio): DecimalString | null {
  if (isZero(whole)) return null;
  const exact = new Decimal(toExactOr40(divide(multiply(part, fromInteger(100)), absolute(whole))));
  return printDecimal(exact.toDecimalPlaces(2, Decimal.ROUND_HALF_EVEN));
}
