import type { DataQuality, Period } from "#app/carbon/document/inventory-document.ts";
import { countDays } from "#app/day/period.ts";
import { monthsWithin } from "#app/day/tile-period.ts";
import { countCoveredDays, findGaps, findOverlaps, type PeriodOverlap } from "./record-periods.ts";

/** `complete`: every day of the month has a record. `estimated`: the same, but at least one is an estimate. */
export type MonthState = "complete" | "estimated" | "missing";

export interface CoveringRecord {
  sourceId: string;
  period: Period;
  dataQuality: DataQuality;
  /** Names the record in overlaps. Without it the record is only counted. */
  id?: string;
  /** A correction or credit has no days of its own: it covers none and overlaps with none. */
  isEntry?: boolean;
}

export interface Coverage {
  daysDue: number;
  daysCovered: number;
  daysEstimatedOnly: number;
}

export interface CompletenessOfSource extends Coverage {
  sourceId: string;
  months: ({ month: string; state: MonthState } & Coverage)[];
  gaps: Period[];
  overlaps: PeriodOverlap[];
}

export interface Completeness extends Coverage {
  sources: CompletenessOfSource[];
  counts: Record<MonthState, number>;
}

/**
 * The months and days of a reporting period for which each source has records. A month counts only if all of its days
 * inside the period are covered: one missing day is a gap. Records that cover several months count for each of them.
 * Overlapping records are not counted twice, and are reported.
 *
 * @param events sources of events, which are complete without a record: no days are due
 */
export function findCompleteness(
  period: Period,
  sourceIds: readonly string[],
  records: readonly CoveringRecord[],
  events: ReadonlySet<string> = new Set(),
): Completeness {
  const counts: Record<MonthState, number> = { complete: 0, estimated: 0, missing: 0 };
  const bySource = new Map<string, CoveringRecord[]>(sourceIds.map((id) => [id, []]));
  for (const record of records) if (!record.isEntry) bySource.get(record.sourceId)?.push(record);
  const months = monthsWithin(period);
  const sources = sourceIds.map((sourceId): CompletenessOfSource => {
    const own = bySource.get(sourceId)!;
    const isEvents = events.has(sourceId);
    const measure = (due: Period) => (isEvents ? NOTHING_DUE : measureCoverage(due, own));
    return {
      sourceId,
      ...measure(period),
      months: months.map(({ month, period: days }) => {
        const coverage = measure(days);
        const state = stateOf(days, coverage, own);
        counts[state] += 1;
        return { month, state, ...coverage };
      }),
      gaps: isEvents ? [] : findGaps(period, own),
      overlaps: findOverlaps(own.flatMap(({ id, period: days }) => (id === undefined ? [] : { id, period: days }))),
    };
  });
  return { sources, counts, ...sumCoverage(sources) };
}

const NOTHING_DUE: Coverage = { daysDue: 0, daysCovered: 0, daysEstimatedOnly: 0 };

function measureCoverage(due: Period, records: readonly CoveringRecord[]): Coverage {
  const daysCovered = countCoveredDays(due, records);
  const known = records.filter(({ dataQuality }) => dataQuality !== "estimated");
  return { daysDue: countDays(due), daysCovered, daysEstimatedOnly: daysCovered - countCoveredDays(due, known) };
}

function sumCoverage(parts: readonly Coverage[]): Coverage {
  const sumOf = (key: keyof Coverage) => parts.reduce((sum, part) => sum + part[key], 0);
  return {
    daysDue: sumOf("daysDue"),
    daysCovered: sumOf("daysCovered"),
    daysEstimatedOnly: sumOf("daysEstimatedOnly"),
  };
}

function stateOf(due: Period, { daysDue, daysCovered }: Coverage, records: readonly CoveringRecord[]): MonthState {
  if (daysCovered < daysDue) return "missing";
  const isTouched = (record: CoveringRecord) => record.period.start <= due.end && due.start <= record.period.end;
  const isEstimated = records.some((record) => record.dataQuality === "estimated" && isTouched(record));
  return isEstimated ? "estimated" : "complete";
}
