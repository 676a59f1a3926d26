import type { DataQuality, DateString, Period } from "./inventory-document.ts";
import { countDays, daysByMonth, lastDayOfMonth } from "./period.ts";

/** `complete`: every day of the month has a record; `estimated`: so it has, and one of them is an estimate. */
export type MonthState = "complete" | "estimated" | "missing";

export interface CoveringRecord {
  sourceId: string;
  period: Period;
  dataQuality: DataQuality;
}

export interface CompletenessOfSource {
  sourceId: string;
  months: { month: string; state: MonthState }[];
}

export interface Completeness {
  sources: CompletenessOfSource[];
  counts: Record<MonthState, number>;
}

/**
 * Which months of a reporting period each source has records for. A month counts only when all of its days inside the
 * period are covered: a gap of a day is a gap. Records that cover several months count for each of them; records that
 * overlap are not counted twice.
 */
export function findCompleteness(
  period: Period,
  sourceIds: readonly string[],
  records: readonly CoveringRecord[],
): Completeness {
  const counts: Record<MonthState, number> = { complete: 0, estimated: 0, missing: 0 };
  const bySource = new Map<string, CoveringRecord[]>(sourceIds.map((id) => [id, []]));
  for (const record of records) bySource.get(record.sourceId)?.push(record);
  const months = monthsOf(period);
  const sources = sourceIds.map((sourceId) => ({
    sourceId,
    months: months.map(({ month, days }) => {
      const state = stateOf(days, bySource.get(sourceId)!);
      counts[state] += 1;
      return { month, state };
    }),
  }));
  return { sources, counts };
}

function monthsOf(period: Period): { month: string; days: Period }[] {
  return daysByMonth(period).map(({ month }) => ({
    month,
    days: clip({ start: `${month}-01`, end: lastDayOfMonth(month) }, period)!,
  }));
}

function stateOf(days: Period, records: readonly CoveringRecord[]): MonthState {
  const parts = records.flatMap((record) => {
    const part = clip(record.period, days);
    return part ? [{ ...part, isEstimated: record.dataQuality === "estimated" }] : [];
  });
  if (countCovered(parts) < countDays(days)) return "missing";
  return parts.some((part) => part.isEstimated) ? "estimated" : "complete";
}

/** Days that at least one of the periods covers. */
function countCovered(parts: Period[]): number {
  let covered = 0;
  let coveredTo: DateString = "";
  for (const part of parts.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0))) {
    if (part.end <= coveredTo) continue;
    const isNew = part.start > coveredTo;
    covered += countDays(isNew ? part : { start: coveredTo, end: part.end }) - (isNew ? 0 : 1);
    coveredTo = part.end;
  }
  return covered;
}

/** Days are text of one width, so they compare as text. */
function clip(inner: Period, outer: Period): Period | null {
  const [, start] = [inner.start, outer.start].sort() as [DateString, DateString];
  const [end] = [inner.end, outer.end].sort() as [DateString, DateString];
  return start <= end ? { start, end } : null;
}
