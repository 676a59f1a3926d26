import { BOUNDS, parseDecimal } from "#app/number/decimal.ts";
import { add, divide, fromDecimal, isZero, multiply, negate, type Ratio, sum, ZERO } from "#app/number/ratio.ts";
import { printRoot, rootOf } from "./exact-root.ts";
import type { DocumentUncertainty, StatedUncertainty } from "./uncertainty-types.ts";

/** One stated percentage of a line, and the factor or property with the error. Null for the activity data. */
export interface ErrorComponent {
  percent: Ratio;
  reference: string | null;
  /** −1 for a property that divides: if its value is too high, the line is too low. */
  direction: 1 | -1;
}

/** A line as needed for the propagation: after GWP and share, location-based. */
export interface UncertainLine {
  activity: string;
  co2eKg: Ratio;
  /** Σ of the squares of its activities. For a single activity, its CO2e squared. */
  squaredCo2eKg: Ratio;
  /** Null if the activity states no uncertainty. */
  components: readonly ErrorComponent[] | null;
}

const percentOf = (text: string): Ratio => fromDecimal(parseDecimal(text, BOUNDS.percentage));

/**
 * Approach 1, product rule (2006 IPCC Guidelines, vol. 1, chapter 3, equation 3.1): the relative uncertainties of
 * activity data, properties and factor, assumed independent, add in squares. Returns the square, in (% at 95 %)², so
 * that nothing is rounded yet.
 */
export function combineUncertainties({ activity, factor, via = [] }: StatedUncertainty): Ratio {
  return sum([activity, ...via, factor].map((text) => multiply(percentOf(text), percentOf(text))));
}

/** The percentages of one activity, each with the factor or property that has the error. */
export function componentsOf(line: {
  uncertainty: StatedUncertainty;
  factor: string;
  /** The properties on the way to the factor's unit, in the order of `via`. */
  properties: readonly { reference: string; direction: 1 | -1 }[];
}): ErrorComponent[] {
  const { uncertainty, factor, properties } = line;
  return [
    { percent: percentOf(uncertainty.activity), reference: null, direction: 1 },
    ...(uncertainty.via ?? []).map((text, at) => ({ percent: percentOf(text), ...properties[at]! })),
    { percent: percentOf(uncertainty.factor), reference: factor, direction: 1 },
  ];
}

/**
 * Approach 1, sum rule (equation 3.2): absolute uncertainties in CO2e add in squares if errors are independent, and
 * linearly, with their signs, if lines share one error (methodology rule 55).
 *
 * Σ over errors of (Σ over the lines that share it of CO2e × percentage)², its root over the sum of CO2e.
 * `document.uncertainty` defines the shared errors. By default there are none. ± % of the total at 95 %. Null if a line
 * states none, or if the total is zero but its parts are not.
 */
export function propagate(lines: readonly UncertainLine[], options?: DocumentUncertainty): string | null {
  const groupOf = new Map((options?.groups ?? []).flatMap((ids, at) => ids.map((id) => [id, at] as const)));
  let variance = ZERO;
  const errors = new Map<string, Ratio>();
  const errorAt = (key: string, absolute: Ratio) => errors.set(key, add(errors.get(key) ?? ZERO, absolute));
  let isExact = true;
  for (const { activity, co2eKg, squaredCo2eKg, components } of lines) {
    if (components === null) return null;
    const group = options?.correlation === "by_group" ? groupOf.get(activity) : undefined;
    if (group !== undefined) {
      const whole = rootOf(sum(components.map(({ percent }) => multiply(percent, percent))));
      isExact &&= whole.isExact;
      errorAt(`group ${group}`, multiply(co2eKg, whole.value));
      continue;
    }
    for (const { percent, reference, direction } of components) {
      if (options?.correlation === "by_factor" && reference !== null) {
        const absolute = multiply(co2eKg, percent);
        errorAt(`factor ${reference}`, direction === 1 ? absolute : negate(absolute));
      } else variance = add(variance, multiply(squaredCo2eKg, multiply(percent, percent)));
    }
  }
  for (const error of errors.values()) variance = add(variance, multiply(error, error));
  if (isZero(variance)) return "0";
  const total = sum(lines.map(({ co2eKg }) => co2eKg));
  return isZero(total) ? null : printRoot(divide(variance, multiply(total, total)), isExact);
}

/**
 * The same for lines whose components are already combined, all independent: `totals.uncertaintyPercent`.
 */
export function totalUncertainty(
  lines: readonly (Pick<UncertainLine, "co2eKg" | "squaredCo2eKg"> & { variance: Ratio | null })[],
): string | null {
  let variance = ZERO;
  for (const line of lines) {
    if (line.variance === null) return null;
    variance = add(variance, multiply(line.squaredCo2eKg, line.variance));
  }
  if (isZero(variance)) return "0";
  const total = sum(lines.map((line) => line.co2eKg));
  return isZero(total) ? null : printRoot(divide(variance, multiply(total, total)));
}
