import type { DecimalString, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import type { ExactLine } from "#app/carbon/line/exact-line.ts";
import { calculateLines, isCounted } from "#app/carbon/total/inventory.ts";
import { CarbonError } from "#app/number/carbon-error.ts";
import { Decimal, printDecimal } from "#app/number/decimal.ts";
import { multiply, type Ratio, sum, toExactOr40 } from "#app/number/ratio.ts";
import { propagate, type UncertainLine } from "./approach-1.ts";
import { uncertainLines } from "./assess-lines.ts";
import { printRoot } from "./exact-root.ts";
import { multiplierOf } from "./multiplier.ts";
import { MAX_SEED } from "./random.ts";
import { measureSample, type SampleFigures, type SimulatedLine, simulate } from "./simulate.ts";
import type { Correlation, Distribution, DocumentUncertainty } from "./uncertainty-types.ts";

export const MIN_DRAWS = 1_000;
export const MAX_DRAWS = 1_000_000;
export const DEFAULT_DRAWS = 10_000;
export const DEFAULT_SEED = 1n;

/** A simulated sum in kg CO2e, each figure to the digit that its sampling error allows. The errors have two digits. */
export interface SimulatedFigure {
  meanKg: DecimalString;
  meanStandardErrorKg: DecimalString;
  /** 2.5 % and 97.5 % of the draws are below these. */
  lowKg: DecimalString;
  lowStandardErrorKg: DecimalString;
  highKg: DecimalString;
  highStandardErrorKg: DecimalString;
  /** The distance of low and high from the mean, in per cent of it. Null if the mean is zero. */
  minusPercent: DecimalString | null;
  plusPercent: DecimalString | null;
}

/** A cross-check of the uncertainty, never a total, with everything needed to reproduce it. */
export interface MonteCarlo {
  kind: "cross_check";
  method: "ipcc_2006_vol_1_ch_3_approach_2";
  basis: "location_based";
  generator: "xoshiro128**";
  seed: string;
  draws: string;
  correlation: Correlation;
  total: SimulatedFigure;
  byScope: Record<string, SimulatedFigure>;
  byCategory: Record<string, SimulatedFigure>;
  /** ± % at 95 % of the total by approach 1 with the same correlation, for comparison. */
  approach1Percent: DecimalString | null;
}

export type MonteCarloOutcome =
  | { ok: true; crossCheck: MonteCarlo }
  /**
   * Lines with issues or without an uncertainty would count as certain, and the errors of merged records can't be drawn
   * individually. Then there is no simulation.
   */
  | {
      ok: false;
      code: "lines_with_issues" | "uncertainty_unstated" | "records_merged" | "no_lines";
      activities: string[];
    };

interface Drawing {
  seed?: bigint;
  draws?: number;
}

/**
 * Approach 2 of the 2006 IPCC Guidelines (vol. 1, chapter 3) as a cross-check of approach 1, for inventories where its
 * condition doesn't hold. Only this code uses binary floats: they draw errors around exactly calculated lines, are in
 * no line or total, and are rounded to the precision of the sampling. Errors are shared as in `document.uncertainty`.
 * The order of activities has no effect. Requires a valid document.
 * @throws CarbonError `value_out_of_range` for a seed or number of draws outside the limits
 */
export function runMonteCarlo(document: InventoryDocument, drawing: Drawing = {}): MonteCarloOutcome {
  const { lines, issues } = calculateLines(document);
  if (issues.length > 0) {
    checkDrawing(drawing);
    return { ok: false, code: "lines_with_issues", activities: [...new Set(issues.map(({ activity }) => activity))] };
  }
  return simulateLines(lines, document.uncertainty, drawing);
}

function checkDrawing({ seed = DEFAULT_SEED, draws = DEFAULT_DRAWS }: Drawing): Required<Drawing> {
  if (!Number.isInteger(draws) || draws < MIN_DRAWS || draws > MAX_DRAWS) {
    throw new CarbonError("value_out_of_range", { value: String(draws), allowed: `${MIN_DRAWS} … ${MAX_DRAWS}` });
  }
  if (seed < 0n || seed > MAX_SEED) {
    throw new CarbonError("value_out_of_range", { value: String(seed), allowed: `0 … ${MAX_SEED}` });
  }
  return { seed, draws };
}

/**
 * `runMonteCarlo` for lines already calculated: all lines of a document, none of them merged. @throws CarbonError as
 * above
 */
export function simulateLines(
  all: readonly ExactLine[],
  options: DocumentUncertainty = { correlation: "none" },
  drawing: Drawing = {},
): MonteCarloOutcome {
  const { seed, draws } = checkDrawing(drawing);
  const lines = uncertainLines(all.filter(isCounted)).sort((a, b) => (a.activity < b.activity ? -1 : 1));
  const unstated = lines.filter(({ components }) => components === null).map(({ activity }) => activity);
  if (lines.length === 0) return { ok: false, code: "no_lines", activities: [] };
  const merged = lines.filter(({ line }) => line.squaredCo2eKg).map(({ activity }) => activity);
  if (merged.length > 0) return { ok: false, code: "records_merged", activities: merged };
  if (unstated.length > 0) return { ok: false, code: "uncertainty_unstated", activities: unstated };

  const names = seriesNames(lines.map(({ line }) => line.activity));
  const { simulated, errors } = prepareLines(lines, options, names);
  const sums = simulate(simulated, { errors, series: names.length, draws }, seed);
  const figureOf = (name: string) => printFigure(measureSample(sums[names.indexOf(name)]!));
  const figures = (prefix: string) =>
    Object.fromEntries(
      names.filter((name) => name.startsWith(prefix)).map((name) => [name.slice(prefix.length), figureOf(name)]),
    );
  return {
    ok: true,
    crossCheck: {
      kind: "cross_check",
      method: "ipcc_2006_vol_1_ch_3_approach_2",
      basis: "location_based",
      generator: "xoshiro128**",
      seed: String(seed),
      draws: String(draws),
      correlation: options.correlation,
      total: figureOf("total"),
      byScope: figures("scope "),
      byCategory: figures("category "),
      approach1Percent: propagate(lines, options),
    },
  };
}

function seriesNames(activities: readonly { scope: number; category: string }[]): string[] {
  const scopes = activities.map(({ scope }) => `scope ${scope}`);
  const categories = activities.map(({ category }) => `category ${category}`);
  return ["total", ...[...new Set([...scopes, ...categories])].sort()];
}

type Line = ReturnType<typeof uncertainLines>[number];

function prepareLines(
  lines: readonly Line[],
  options: DocumentUncertainty,
  names: readonly string[],
): { simulated: SimulatedLine[]; errors: number } {
  const errorOf = new Map<string, number>();
  const groupOf = new Map((options.groups ?? []).flatMap((ids, at) => ids.map((id) => [id, at] as const)));
  const simulated = lines.map((one): SimulatedLine => {
    const { scope, category } = one.line.activity;
    const group = options.correlation === "by_group" ? groupOf.get(one.activity) : undefined;
    const errors = group === undefined ? errorsOf(one, options) : [wholeError(one, group)];
    return {
      co2eKg: toNumber(one.co2eKg),
      series: ["total", `scope ${scope}`, `category ${category}`].map((name) => names.indexOf(name)),
      errors: errors.flatMap(({ key, percent, direction, shape }) => {
        if (percent === 0) return [];
        if (!errorOf.has(key)) errorOf.set(key, errorOf.size);
        return [{ error: errorOf.get(key)!, multiplier: multiplierOf(percent, direction, shape) }];
      }),
    };
  });
  return { simulated, errors: errorOf.size };
}

interface LineError {
  key: string;
  percent: number;
  direction: 1 | -1;
  shape: Distribution | undefined;
}

function errorsOf({ activity, components, line }: Line, { correlation }: DocumentUncertainty): LineError[] {
  const shapes = line.activity.uncertainty?.distribution;
  const last = components!.length - 1;
  return components!.map(({ percent, reference, direction }, at) => ({
    key: correlation === "by_factor" && reference !== null ? `factor ${reference}` : `own ${activity} ${at}`,
    percent: toNumber(percent),
    direction,
    shape: at === 0 ? shapes?.activity : at === last ? shapes?.factor : undefined,
  }));
}

/** The single error of a line in a group, which combines all of its components. */
function wholeError({ components }: UncertainLine, group: number): LineError {
  const square = sum(components!.map(({ percent }) => multiply(percent, percent)));
  return { key: `group ${group}`, percent: Number(fewDigits(printRoot(square))), direction: 1, shape: undefined };
}

function toNumber(value: Ratio): number {
  return Number(fewDigits(toExactOr40(value)));
}

/** JavaScript engines read only the first 20 digits of a number in the same way. */
function fewDigits(text: string): string {
  return new Decimal(text).toSignificantDigits(17, Decimal.ROUND_HALF_EVEN).toString();
}

function printFigure(figures: SampleFigures): SimulatedFigure {
  const { mean, meanError, low, lowError, high, highError } = figures;
  const percent = (distance: number, error: number) =>
    mean === 0 ? null : round((distance / mean) * 100, (error / mean) * 100);
  return {
    meanKg: round(mean, meanError),
    meanStandardErrorKg: roundError(meanError),
    lowKg: round(low, lowError),
    lowStandardErrorKg: roundError(lowError),
    highKg: round(high, highError),
    highStandardErrorKg: roundError(highError),
    minusPercent: percent(mean - low, lowError),
    plusPercent: percent(high - mean, highError),
  };
}

/** Rounds to the first digit of the error, or to twelve digits without an error. */
function round(value: number, error: number): DecimalString {
  const size = new Decimal(error).abs();
  const decimal = new Decimal(value);
  if (size.isZero()) return printDecimal(decimal.toSignificantDigits(12, Decimal.ROUND_HALF_EVEN));
  const place = new Decimal(10).pow(size.e);
  return printDecimal(decimal.div(place).toDecimalPlaces(0, Decimal.ROUND_HALF_EVEN).times(place));
}

function roundError(error: number): DecimalString {
  return printDecimal(new Decimal(error).toSignificantDigits(2, Decimal.ROUND_HALF_EVEN));
}
