import {
  add,
  divide,
  fromInteger,
  isZero,
  multiply,
  negate,
  type Ratio,
  sign,
  sum,
  toExactOr40,
  ZERO,
} from "#app/number/ratio.ts";
import type { Share, WeightedScore } from "./quality-types.ts";

const HUNDRED = fromInteger(100);

/** The absolute value of an amount: the weight of a line, so that a correction weighs as much as its amount. */
export function sizeOf(value: Ratio): Ratio {
  return sign(value) < 0 ? negate(value) : value;
}

export function shareOf(part: Ratio, whole: Ratio): Share {
  return {
    part: toExactOr40(part),
    whole: toExactOr40(whole),
    percent: isZero(whole) ? null : toExactOr40(divide(multiply(part, HUNDRED), whole)),
  };
}

/** Σ score × weight ÷ Σ weight over the entries with a score, and their part of the whole weight. */
export function weightedScore(entries: readonly { weight: Ratio; score: Ratio | null }[]): WeightedScore {
  const whole = sum(entries.map(({ weight }) => weight));
  let [weights, scores] = [ZERO, ZERO];
  for (const { weight, score } of entries) {
    if (score === null) continue;
    weights = add(weights, weight);
    scores = add(scores, multiply(weight, score));
  }
  return {
    score: isZero(weights) ? null : toExactOr40(divide(scores, weights)),
    coveredPercent: shareOf(weights, whole).percent,
  };
}
