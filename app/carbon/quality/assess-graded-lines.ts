import type { DocumentFactor } from "#app/carbon/document/inventory-document.ts";
import { isStated } from "#app/carbon/document/withheld.ts";
import { referenceOf } from "#app/carbon/factor/emission-factor.ts";
import type { ExactLine } from "#app/carbon/line/exact-line.ts";
import { add, fromInteger, type Ratio, sum, toExactOr40, ZERO } from "#app/number/ratio.ts";
import { type LineQuality, qualityOf, scoreOf } from "./pedigree.ts";
import { type DataQualityTotals, FACTOR_TIERS, QUALITY_INDICATORS, type WeightedScore } from "./quality-types.ts";
import { shareOf, sizeOf, weightedScore } from "./weighted-mean.ts";

const BY_EMISSIONS = "absolute_co2e_location_based";

interface GradedLine {
  line: ExactLine;
  weight: Ratio;
  quality: LineQuality | null;
  tier: number | null;
}

/**
 * `totals.dataQuality` from the lines in the totals: shares of primary data by number, quantity and emissions, each
 * with its weighting (methodology rule 50), and scores weighted by emissions. Undefined if no line or factor states
 * anything, because nothing is derived from missing statements.
 */
export function assessQuality(
  lines: readonly ExactLine[],
  factors: readonly DocumentFactor[],
): DataQualityTotals | undefined {
  const factorOf = new Map(factors.map((factor) => [referenceOf(factor), factor]));
  const graded = lines.map((line): GradedLine => {
    const factor = factorOf.get(line.activity.factor);
    return {
      line,
      weight: sizeOf(line.emission.co2eKg),
      quality: qualityOf(line.activity, factor),
      tier: !factor || factor.kind === "property" ? null : (factor.tier ?? null),
    };
  });
  const totals: DataQualityTotals = {
    ...(lines.some(({ activity }) => activity.primary !== undefined) ? { primary: measurePrimary(graded) } : {}),
    ...(graded.some(({ quality }) => quality) ? { quality: scoreQuality(graded) } : {}),
    ...(graded.some(({ tier }) => tier !== null) ? { factorTier: scoreTiers(graded) } : {}),
  };
  return Object.keys(totals).length > 0 ? totals : undefined;
}

/** The number of activities, which may exceed the number of lines. */
function countOf(graded: readonly GradedLine[]): number {
  return graded.reduce((count, { line }) => count + line.count, 0);
}

function measurePrimary(graded: readonly GradedLine[]): NonNullable<DataQualityTotals["primary"]> {
  const primary = graded.filter(({ line }) => line.activity.primary === true);
  const weightOf = (some: readonly GradedLine[]) => sum(some.map(({ weight }) => weight));
  const quantities = new Map<string, { part: Ratio; whole: Ratio }>();
  for (const { line } of graded) {
    if (isStated(line.activity)) continue;
    const size = sizeOf(line.quantity);
    const sums = quantities.get(line.unit) ?? { part: ZERO, whole: ZERO };
    const part = line.activity.primary === true ? add(sums.part, size) : sums.part;
    quantities.set(line.unit, { part, whole: add(sums.whole, size) });
  }
  return {
    unstatedActivities: String(countOf(graded.filter(({ line }) => line.activity.primary === undefined))),
    byActivityCount: {
      weighting: "activity_count",
      ...shareOf(fromInteger(countOf(primary)), fromInteger(countOf(graded))),
    },
    byQuantity: [...quantities].map(([unit, { part, whole }]) => ({
      weighting: "quantity",
      unit,
      ...shareOf(part, whole),
    })),
    byEmissions: { weighting: BY_EMISSIONS, ...shareOf(weightOf(primary), weightOf(graded)) },
  };
}

function scoreQuality(graded: readonly GradedLine[]): NonNullable<DataQualityTotals["quality"]> {
  const total = (some: readonly GradedLine[]) =>
    weightedScore(some.map(({ weight, quality }) => ({ weight, score: quality?.score ?? null })));
  const byIndicator = QUALITY_INDICATORS.map((indicator): [string, WeightedScore] => [
    indicator,
    weightedScore(
      graded.map(({ weight, quality }) => {
        const grade = quality?.grades[indicator];
        return { weight, score: grade === undefined ? null : fromInteger(scoreOf(grade)) };
      }),
    ),
  ]);
  const categories = [...new Set(graded.map(({ line }) => line.activity.category))];
  return {
    scale: "ghg_protocol_scope_3_table_7_6_1_very_good_4_poor",
    weighting: BY_EMISSIONS,
    total: total(graded),
    byIndicator: Object.fromEntries(byIndicator) as Record<(typeof QUALITY_INDICATORS)[number], WeightedScore>,
    byCategory: Object.fromEntries(
      categories.map((category) => [category, total(graded.filter(({ line }) => line.activity.category === category))]),
    ),
    derivedTime: String(countOf(graded.filter(({ quality }) => quality?.isTimeDerived))),
  };
}

function scoreTiers(graded: readonly GradedLine[]): NonNullable<DataQualityTotals["factorTier"]> {
  const sumOf = (tier: number | null) =>
    toExactOr40(sum(graded.filter((one) => one.tier === tier).map(({ line }) => line.emission.co2eKg)));
  return {
    scale: "ipcc_2006_tier_1_to_3",
    weighting: BY_EMISSIONS,
    total: weightedScore(
      graded.map(({ weight, tier }) => ({ weight, score: tier === null ? null : fromInteger(tier) })),
    ),
    co2eKgByTier: Object.fromEntries([
      ...FACTOR_TIERS.map((tier) => [String(tier), sumOf(tier)]),
      ["unstated", sumOf(null)],
    ]),
  };
}
