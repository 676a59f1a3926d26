import type { Period } from "#app/carbon/document/inventory-document.ts";
import { convert, isConvertible, type UnitCode } from "#app/carbon/unit/unit.ts";
import { clipPeriod } from "#app/day/day.ts";
import { countDays } from "#app/day/period.ts";
import { Decimal, printDecimal } from "#app/number/decimal.ts";
import {
  compare,
  divide,
  fromDecimal,
  fromInteger,
  isZero,
  multiply,
  type Ratio,
  sign,
  sum,
  toExactOr40,
} from "#app/number/ratio.ts";

/** Stable codes of anomalies. A person answers each one, never the program. */
export const ANOMALY_CODES = [
  "unit_slip",
  "against_last_year",
  "against_neighbours",
  "against_output",
  "same_figure",
  "duplicate",
  "zero",
  "overlapping_days",
] as const;

export type AnomalyCode = (typeof ANOMALY_CODES)[number];

/**
 * The ratio from which a figure is reported, per day if periods differ in length. An error by a factor of a thousand
 * gives a factor of 300 or more against the source's own median. No activity of a running source varies that much.
 */
export const THRESHOLDS = { slip: 300, lastYear: 2, neighbours: 3, output: 2, overlapDays: 2 } as const;
/** With fewer records a median is meaningless. */
export const FEWEST_FOR_MEDIAN = 3;
/** The minimum length of a monthly record, in days. Shorter ones are compared only with the median. */
export const SHORTEST_MONTH_DAYS = 25;

export interface Hint {
  code: AnomalyCode;
  facts: Record<string, string>;
}

export interface SeriesPoint {
  recordId: string;
  period: Period;
  quantity: string;
  unit: UnitCode;
}

export interface SourceHistory {
  /**
   * The median quantity, in the unit that most records of the source use. `ofNewest`: if there are more records, only
   * this number of the newest ones was used.
   */
  median: { quantity: string; unit: UnitCode; count: number; ofNewest: number | null } | null;
  /** Records of a month or longer that share their days with no other. A source with many bills a month has none. */
  series: readonly SeriesPoint[];
  outputs: readonly { period: Period; name: string; quantity: string; unit: string }[];
}

/** The anomalies of a record. `copies`: other records with the same days and figure. */
export function findAnomalies(point: SeriesPoint, history: SourceHistory, copies: number): Hint[] {
  const hints: Hint[] = [];
  if (copies > 0) hints.push({ code: "duplicate", facts: { ...figureOf(point), copies: String(copies) } });
  const zero = findZero(point, history);
  const slip = zero ? null : findSlip(point, history);
  // One error gives one hint: an error by a thousand also differs from last year.
  if (zero ?? slip) return [...hints, (zero ?? slip)!];
  if (
    countDays(point.period) < SHORTEST_MONTH_DAYS ||
    !history.series.some(({ recordId }) => recordId === point.recordId)
  )
    return hints;
  const lastYear = compareWithLastYear(point, history);
  if (lastYear?.hint) hints.push(lastYear.hint);
  // If last year was the same, the figure is seasonal, whatever its neighbours are.
  const neighbours = lastYear ? null : compareWithNeighbours(point, history);
  for (const hint of [
    neighbours,
    compareWithOutput(point, history),
    findSameFigure(point, history),
    findOverlap(point, history),
  ]) {
    if (hint) hints.push(hint);
  }
  return hints;
}

function findZero(point: SeriesPoint, { median }: SourceHistory): Hint | null {
  const isOdd = median && median.count >= FEWEST_FOR_MEDIAN && sign(ratioOf(median.quantity)) !== 0;
  if (!isOdd || !isZero(ratioOf(point.quantity))) return null;
  return { code: "zero", facts: { ...figureOf(point), ...middleOf(median) } };
}

function findSlip(point: SeriesPoint, { median }: SourceHistory): Hint | null {
  if (!median || median.count < FEWEST_FOR_MEDIAN || !isConvertible(point.unit, median.unit)) return null;
  const usual = ratioOf(median.quantity);
  if (isZero(usual)) return null;
  const times = divide(convert(ratioOf(point.quantity), point.unit, median.unit), usual);
  if (!isBeyond(times, THRESHOLDS.slip)) return null;
  const facts = { ...figureOf(point), ...middleOf(median), times: print(times) };
  return { code: "unit_slip", facts: { ...facts, slip: nearestSlip(times) } };
}

function middleOf({ quantity, unit, ofNewest }: NonNullable<SourceHistory["median"]>): Record<string, string> {
  return { median: quantity, medianUnit: unit, ...(ofNewest === null ? {} : { newest: String(ofNewest) }) };
}

/** The multiple that was probably left out or added: a thousand, 万 or a million. */
function nearestSlip(times: Ratio): string {
  const size = sign(times) < 0 ? multiply(times, fromInteger(-1)) : times;
  const large = compare(size, fromInteger(1)) > 0 ? size : divide(fromInteger(1), size);
  return compare(large, fromInteger(3_163)) < 0
    ? "1000"
    : compare(large, fromInteger(100_000)) < 0
      ? "10000"
      : "1000000";
}

function compareWithLastYear(point: SeriesPoint, { series }: SourceHistory): { hint: Hint | null } | null {
  const before = series.find(
    ({ recordId, period }) => recordId !== point.recordId && isYearBefore(period, point.period),
  );
  const times = before && timesPerDay(point, [before]);
  if (!before || !times) return null;
  if (!isBeyond(times, THRESHOLDS.lastYear)) return { hint: null };
  const facts = { ...figureOf(point), ...otherOf(before), times: print(times) };
  return { hint: { code: "against_last_year", facts } };
}

function isYearBefore(earlier: Period, later: Period): boolean {
  const back = (day: string) => `${String(Number(day.slice(0, 4)) - 1).padStart(4, "0")}${day.slice(4, 7)}`;
  return earlier.start.slice(0, 7) === back(later.start) && earlier.end.slice(0, 7) === back(later.end);
}

function compareWithNeighbours(point: SeriesPoint, { series }: SourceHistory): Hint | null {
  const others = neighboursOf(point, series);
  const times = others.length > 0 ? timesPerDay(point, others) : null;
  if (!times || !isBeyond(times, THRESHOLDS.neighbours)) return null;
  const [first, second] = others;
  const facts = {
    ...figureOf(point),
    ...otherOf(first!),
    ...(second ? otherOf(second, "next") : {}),
    times: print(times),
  };
  return { code: "against_neighbours", facts };
}

/** The records directly before and after, if at most two months away. */
function neighboursOf(point: SeriesPoint, series: readonly SeriesPoint[]): SeriesPoint[] {
  const others = series.filter(({ recordId }) => recordId !== point.recordId);
  const before = others
    .filter(({ period }) => period.end < point.period.start && daysBetween(period.end, point.period.start) <= 62)
    .sort((a, b) => (a.period.end < b.period.end ? 1 : -1))[0];
  const after = others
    .filter(({ period }) => period.start > point.period.end && daysBetween(point.period.end, period.start) <= 62)
    .sort((a, b) => (a.period.start < b.period.start ? -1 : 1))[0];
  return [before, after].filter((one) => one !== undefined);
}

function daysBetween(earlier: string, later: string): number {
  return countDays({ start: earlier, end: later }) - 1;
}

/** Compares with the use per unit of output in the nearest period that has both. */
function compareWithOutput(point: SeriesPoint, { series, outputs }: SourceHistory): Hint | null {
  const outputOf = (period: Period, name?: string) =>
    outputs.find((output) => isSame(output.period, period) && (name === undefined || output.name === name));
  const own = outputOf(point.period);
  if (!own) return null;
  const others = series.flatMap((other) => {
    const output = outputOf(other.period, own.name);
    return other.recordId !== point.recordId && output && output.unit === own.unit ? [{ other, output }] : [];
  });
  const nearest = others.sort((a, b) => distance(a.other, point) - distance(b.other, point))[0];
  const factor = nearest && timesPer(point, own.quantity, nearest.other, nearest.output.quantity);
  if (!nearest || !factor || !isBeyond(factor, THRESHOLDS.output)) return null;
  const facts = {
    output: own.quantity,
    outputUnit: own.unit,
    outputName: own.name,
    otherOutput: nearest.output.quantity,
  };
  return {
    code: "against_output",
    facts: { ...figureOf(point), ...otherOf(nearest.other), ...facts, times: print(factor) },
  };
}

function distance(a: SeriesPoint, b: SeriesPoint): number {
  return Math.abs(Date.parse(a.period.start) - Date.parse(b.period.start));
}

function findSameFigure(point: SeriesPoint, { series }: SourceHistory): Hint | null {
  if (isZero(ratioOf(point.quantity))) return null;
  const same = neighboursOf(point, series).find(
    (other) => other.quantity === point.quantity && other.unit === point.unit && other.period.end < point.period.start,
  );
  return same ? { code: "same_figure", facts: { ...figureOf(point), ...otherOf(same) } } : null;
}

function findOverlap(point: SeriesPoint, { series }: SourceHistory): Hint | null {
  for (const other of series) {
    const shared = other.recordId === point.recordId ? null : clipPeriod(other.period, point.period);
    if (!shared || countDays(shared) < THRESHOLDS.overlapDays) continue;
    return {
      code: "overlapping_days",
      facts: { ...figureOf(point), ...otherOf(other), days: String(countDays(shared)) },
    };
  }
  return null;
}

/** The ratio of the quantity per day to that of the others together. Null if undefined. */
function timesPerDay(point: SeriesPoint, others: readonly SeriesPoint[]): Ratio | null {
  if (others.some(({ unit }) => !isConvertible(unit, point.unit))) return null;
  const quantities = others.map(({ quantity, unit }) => convert(ratioOf(quantity), unit, point.unit));
  const days = others.reduce((count, { period }) => count + countDays(period), 0);
  const total = sum(quantities);
  if (isZero(total)) return null;
  return divide(
    divide(ratioOf(point.quantity), fromInteger(countDays(point.period))),
    divide(total, fromInteger(days)),
  );
}

function timesPer(point: SeriesPoint, output: string, other: SeriesPoint, otherOutput: string): Ratio | null {
  if (!isConvertible(other.unit, point.unit)) return null;
  const before = convert(ratioOf(other.quantity), other.unit, point.unit);
  const [now, then] = [ratioOf(output), ratioOf(otherOutput)];
  if ([before, now, then].some(isZero)) return null;
  return divide(divide(ratioOf(point.quantity), now), divide(before, then));
}

/** Whether a ratio is at least the limit, at most its reciprocal, or negative. */
function isBeyond(times: Ratio, limit: number): boolean {
  return compare(times, fromInteger(limit)) >= 0 || compare(multiply(times, fromInteger(limit)), fromInteger(1)) <= 0;
}

function ratioOf(quantity: string): Ratio {
  return fromDecimal(new Decimal(quantity));
}

function isSame(a: Period, b: Period): boolean {
  return a.start === b.start && a.end === b.end;
}

function print(times: Ratio): string {
  return printDecimal(new Decimal(toExactOr40(times)).toSignificantDigits(3));
}

function figureOf({ quantity, unit, period }: SeriesPoint): Record<string, string> {
  return { quantity, unit, start: period.start, end: period.end };
}

function otherOf({ quantity, unit, period }: SeriesPoint, name = "other"): Record<string, string> {
  return {
    [name]: quantity,
    [`${name}Unit`]: unit,
    [`${name}Start`]: period.start,
    [`${name}End`]: period.end,
  };
}
