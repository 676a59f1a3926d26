import { isStated, WITHHELD } from "#app/carbon/document/withheld.ts";
import type { ExactLine } from "#app/carbon/line/exact-line.ts";
import { SCOPES } from "#app/carbon/line/scope.ts";
import { compare, divide, fromInteger, multiply, type Ratio, sum, toExactOr40 } from "#app/number/ratio.ts";
import { componentsOf, propagate, type UncertainLine } from "./approach-1.ts";
import type { DocumentUncertainty, UncertaintyTotals } from "./uncertainty-types.ts";

/**
 * Approach 1 requires a standard deviation below 0.3 of the mean (2006 IPCC Guidelines, vol. 1, section 3.2.3.1). At 95
 * % of a normal distribution that is ± 0.3 × 1.96 = 58.8 %. Its square is compared, so that nothing is rounded.
 */
const LIMIT_SQUARED = ((limit: Ratio) => multiply(limit, limit))(divide(fromInteger(588), fromInteger(10)));

/** The line's CO2e squared, or the sum of squares of the activities it represents. */
export function squaredCo2eKgOf({ emission: { co2eKg }, squaredCo2eKg }: ExactLine): Ratio {
  return squaredCo2eKg ?? multiply(co2eKg, co2eKg);
}

export function exceedsApproach1(variance: Ratio | null): boolean {
  return variance !== null && compare(variance, LIMIT_SQUARED) >= 0;
}

export function uncertainLines(lines: readonly ExactLine[]): (UncertainLine & { line: ExactLine })[] {
  return lines.map((line) => ({
    line,
    activity: line.activity.id,
    co2eKg: line.emission.co2eKg,
    squaredCo2eKg: squaredCo2eKgOf(line),
    components: line.activity.uncertainty
      ? componentsOf({
          uncertainty: line.activity.uncertainty,
          factor: line.activity.factor,
          properties: propertiesOf(line),
        })
      : null,
  }));
}

/**
 * A withheld line is assumed to share its errors with all of its kind, which can only increase the uncertainty of the
 * total.
 */
function propertiesOf(line: ExactLine): { reference: string; direction: 1 | -1 }[] {
  if (isStated(line.activity)) {
    return (line.activity.uncertainty?.via ?? []).map(() => ({ reference: WITHHELD, direction: 1 }));
  }
  return line.path.steps.flatMap((step) =>
    step.kind === "property"
      ? [{ reference: step.property.reference, direction: step.direction === "forward" ? 1 : -1 }]
      : [],
  );
}

/**
 * The activities that are too uncertain for approach 1. @throws Error for a merged line, because it names only one of
 * its activities
 */
function exceedingOf(lines: readonly ExactLine[]): string[] {
  const exceeding = lines.filter(({ variance }) => exceedsApproach1(variance));
  if (exceeding.some(({ activity, squaredCo2eKg }) => squaredCo2eKg && !activity.merged && !isStated(activity)))
    throw new Error("Merged lines don't name their activities");
  return exceeding.map(({ activity }) => activity.id);
}

/**
 * `assessUncertainty` for calculated lines, limited to those in the totals.
 *
 * @param exceeding the activities that are too uncertain, if lines were merged
 */
export function assessLines(
  all: readonly ExactLine[],
  options: DocumentUncertainty,
  exceeding: readonly string[] = exceedingOf(all),
): UncertaintyTotals {
  const lines = uncertainLines(all);
  const stated = lines.filter(({ components }) => components !== null);
  const ofScope = (scope: number) =>
    propagate(
      lines.filter(({ line }) => line.activity.scope === scope),
      options,
    );
  return {
    method: "ipcc_2006_vol_1_ch_3_approach_1",
    basis: "location_based",
    confidencePercent: "95",
    correlation: options.correlation,
    totalPercent: propagate(lines, options),
    byScope: Object.fromEntries(SCOPES.map((scope) => [scope, ofScope(scope)])) as UncertaintyTotals["byScope"],
    byCategory: groupBy(lines, ({ line }) => line.activity.category, options),
    byFacility: groupBy(lines, ({ line }) => line.activity.facility, options),
    stated: {
      activities: String(stated.reduce((count, { line }) => count + line.count, 0)),
      co2eKg: toExactOr40(sum(stated.map(({ co2eKg }) => co2eKg))),
      percent: propagate(stated, options),
    },
    exceedsApproach1: exceeding.length > 0,
    exceeding: [...exceeding],
  };
}

function groupBy<Line extends UncertainLine>(
  lines: readonly Line[],
  keyOf: (line: Line) => string,
  options: DocumentUncertainty,
): Record<string, string | null> {
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const group = groups.get(keyOf(line));
    if (group) group.push(line);
    else groups.set(keyOf(line), [line]);
  }
  return Object.fromEntries([...groups].map(([key, group]) => [key, propagate(group, options)]));
}
