import type { DataQuality, Period } from "#app/carbon/document/inventory-document.ts";
import { type Coverage, type CoveringRecord, findCompleteness } from "#app/carbon/total/completeness.ts";
import { monthsWithin } from "#app/day/tile-period.ts";
import type { ReviewState } from "#app/records/review-state.ts";

/**
 * Status of a month of a source, most urgent first. `returned`: a record was returned. `missing`: days have neither a
 * record nor a reason. `draft`: complete but not submitted. `no_activity` and `not_applicable`: empty, with a reason.
 */
export const REVIEW_CELL_STATES = [
  "returned",
  "missing",
  "draft",
  "submitted",
  "approved",
  "locked",
  "no_activity",
  "not_applicable",
] as const;

export type ReviewCellState = (typeof REVIEW_CELL_STATES)[number];

/** Records of one source with the same months, data quality and state. They cover these days without a gap. */
export interface RecordGroup {
  sourceId: string;
  period: Period;
  dataQuality: DataQuality;
  state: ReviewState;
  isEntry: boolean;
  /** If the days have gaps, the first range counts all records and the others none. */
  count: number;
}

export interface GapAnswer {
  sourceId: string;
  /** `YYYY-MM`. */
  month: string;
  kind: "no_activity" | "not_applicable";
}

export interface ReviewCell extends Coverage {
  sourceId: string;
  /** `YYYY-MM`. */
  month: string;
  state: ReviewCellState;
  /** Whether any of its records is an estimate. */
  isEstimated: boolean;
  /** Records that share a day with the month, by state. */
  counts: Record<ReviewState, number>;
}

export interface ReviewMapInput {
  period: Period;
  sourceIds: readonly string[];
  groups: readonly RecordGroup[];
  answers: readonly GapAnswer[];
  /** Sources of events: a month without a record needs no reason. */
  events?: ReadonlySet<string>;
  isLocked: (sourceId: string, month: Period) => boolean;
}

/** A record that covers several months counts in each of them. */
export function findReviewCells({
  period,
  sourceIds,
  groups,
  answers,
  events = new Set(),
  isLocked,
}: ReviewMapInput): ReviewCell[] {
  const covering: CoveringRecord[] = groups.map((group) => ({
    sourceId: group.sourceId,
    period: group.period,
    dataQuality: group.dataQuality,
    isEntry: group.isEntry,
  }));
  const answerOf = new Map(answers.map((answer) => [`${answer.sourceId} ${answer.month}`, answer.kind]));
  const bySource = new Map<string, RecordGroup[]>(sourceIds.map((id) => [id, []]));
  for (const group of groups) bySource.get(group.sourceId)?.push(group);
  const daysOf = new Map(monthsWithin(period).map(({ month, period: days }) => [month, days]));
  return findCompleteness(period, sourceIds, covering, events).sources.flatMap(({ sourceId, months }) =>
    months.map(({ month, state: coverage, ...days }) => {
      const due = daysOf.get(month)!;
      const touching = bySource
        .get(sourceId)!
        .filter(({ period: own }) => own.start <= due.end && due.start <= own.end);
      const counts = countStates(touching);
      const state =
        counts.returned > 0
          ? "returned"
          : coverage === "missing"
            ? (answerOf.get(`${sourceId} ${month}`) ?? "missing")
            : touching.length === 0
              ? "no_activity"
              : stateOfRecords(counts, isLocked(sourceId, due));
      return { sourceId, month, state, isEstimated: touching.some(isEstimate), counts, ...days };
    }),
  );
}

function countStates(groups: readonly RecordGroup[]): Record<ReviewState, number> {
  const counts = { draft: 0, submitted: 0, returned: 0, approved: 0 };
  for (const { state, count } of groups) counts[state] += count;
  return counts;
}

/** The least advanced record determines the state. */
function stateOfRecords(counts: Record<ReviewState, number>, isLocked: boolean): ReviewCellState {
  if (counts.draft > 0) return "draft";
  if (counts.submitted > 0) return "submitted";
  return isLocked ? "locked" : "approved";
}

function isEstimate({ dataQuality }: RecordGroup): boolean {
  return dataQuality === "estimated";
}

export function countCells(cells: readonly ReviewCell[]): Record<ReviewCellState, number> {
  const counts = Object.fromEntries(REVIEW_CELL_STATES.map((state) => [state, 0])) as Record<ReviewCellState, number>;
  for (const { state } of cells) counts[state] += 1;
  return counts;
}
