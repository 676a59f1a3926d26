import { BOUNDS, Decimal, parseDecimal, printDecimal, RESULT_DIGITS } from "./decimal.ts";
import type { DataQuality } from "./inventory-document.ts";
import {
  add,
  divide,
  fromDecimal,
  fromInteger,
  isZero,
  multiply,
  type Ratio,
  sum,
  toExactOr40,
  toIntegers,
  ZERO,
} from "./ratio.ts";

export const DATA_QUALITIES = ["measured", "calculated", "estimated"] as const satisfies readonly DataQuality[];

/**
 * Approach 1, product rule (2006 IPCC Guidelines, vol. 1, chapter 3): the relative uncertainties of activity data and
 * factor, taken as independent, add in squares. Returns the square, in (% at 95 %)², so that nothing is rounded yet.
 */
export function combineUncertainties(uncertainty: { activity: string; factor: string }): Ratio {
  const square = (text: string) => {
    const value = fromDecimal(parseDecimal(text, BOUNDS.percentage));
    return multiply(value, value);
  };
  return add(square(uncertainty.activity), square(uncertainty.factor));
}

/**
 * Approach 1, sum rule: lines taken as uncorrelated, absolute uncertainties in CO2e add in squares (methodology rule 55).
 * ± % of the total at 95 %; null when a line states none, or when the total is zero and its parts are not.
 */
export function totalUncertainty(lines: readonly { co2eKg: Ratio; variance: Ratio | null }[]): string | null {
  let variance = ZERO;
  for (const line of lines) {
    if (line.variance === null) return null;
    variance = add(variance, multiply(multiply(line.co2eKg, line.co2eKg), line.variance));
  }
  if (isZero(variance)) return "0";
  const total = sum(lines.map((line) => line.co2eKg));
  return isZero(total) ? null : printRoot(divide(variance, multiply(total, total)));
}

/**
 * The square root of an exact value: in full when it is a decimal that ends, else at 40 significant digits, half-even.
 * The root is taken at 200 digits, so the one rounding that shows is the last.
 */
export function printRoot(square: Ratio): string {
  const { numerator, denominator } = toIntegers(square);
  const [top, bottom] = [integerRoot(numerator), integerRoot(denominator)];
  if (top * top === numerator && bottom * bottom === denominator) {
    return toExactOr40(divide(fromInteger(top), fromInteger(bottom)));
  }
  const root = new Decimal(numerator.toString()).div(denominator.toString()).sqrt();
  return printDecimal(root.toSignificantDigits(RESULT_DIGITS, Decimal.ROUND_HALF_EVEN));
}

/** The largest integer whose square is not above `value`, by Newton's method from above. */
function integerRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / 2));
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
