import type { Disclosure, DocumentActivity, Period } from "#app/carbon/document/inventory-document.ts";
import { clipPeriod, dayAfter, dayBefore } from "#app/day/day.ts";
import { countDays } from "#app/day/period.ts";
import { rememberingObjects } from "#app/number/remember.ts";
import { splitByGroup, WholeNumbers } from "#app/number/whole-numbers.ts";

export interface DatedRecord {
  id: string;
  period: Period;
}

/**
 * Two records of one source with shared days. One shared day is usual for bills that begin on the last one's final day.
 */
export interface PeriodOverlap {
  first: string;
  second: string;
  shared: Period;
  days: number;
}

/** The periods in `due` that no record covers, in calendar order. */
export function findGaps(due: Period, records: readonly { period: Period }[]): Period[] {
  const gaps: Period[] = [];
  let next = due.start;
  for (const part of clipAndSort(due, records)) {
    if (part.start > next) gaps.push({ start: next, end: dayBefore(part.start) });
    if (part.end >= next) next = part.end === due.end ? "" : dayAfter(part.end);
    if (next === "") return gaps;
  }
  gaps.push({ start: next, end: due.end });
  return gaps;
}

/** Days of `due` that at least one record covers. A day that several cover counts once. */
export function countCoveredDays(due: Period, records: readonly { period: Period }[]): number {
  return countDays(due) - findGaps(due, records).reduce((days, gap) => days + countDays(gap), 0);
}

/**
 * Records of one source that share days (methodology rule 37). Each record is compared with the earlier one that ends
 * last, so there are never more overlaps than records, and none is missed: every record that shares a day with an
 * earlier one is named once.
 */
export function findOverlaps(records: readonly DatedRecord[]): PeriodOverlap[] {
  const overlaps: PeriodOverlap[] = [];
  let furthest: DatedRecord | null = null;
  for (const record of [...records].sort(byStart)) {
    const shared = furthest && clipPeriod(furthest.period, record.period);
    if (furthest && shared) {
      overlaps.push({ first: furthest.id, second: record.id, shared, days: countDays(shared) });
    }
    if (!furthest || record.period.end > furthest.period.end) furthest = record;
  }
  return overlaps;
}

/**
 * Overlaps and gaps of the sources that a document names (`emissionSource`), as notes that never prevent a total.
 * Corrections and credits cover no days. Activities without a source are ignored.
 *
 * @param events sources of events, whose days without a record are no gaps
 */
export function disclosePeriods(
  activities: readonly DocumentActivity[],
  due: Period,
  events: readonly string[] = [],
): Disclosure[] {
  const book = new PeriodBook();
  for (const [index, activity] of activities.entries()) {
    for (const covered of coveredBy(activity)) book.add(activity, covered, index);
  }
  return [
    ...activities.flatMap(discloseShared),
    ...book.disclose(due, (index) => activities[index]!.id, new Set(events)),
  ];
}

/** The days of an activity. For merged records, the periods that at least one of them covers. */
function coveredBy({ period, merged }: DocumentActivity): Period[] {
  const stretches: Period[] = [];
  let { start } = period;
  for (const gap of merged?.uncovered ?? []) {
    stretches.push({ start, end: dayBefore(gap.start) });
    start = dayAfter(gap.end);
  }
  return [...stretches, { start, end: period.end }];
}

function discloseShared({ id, emissionSource, merged }: DocumentActivity): Disclosure[] {
  if (emissionSource === undefined || !merged?.shared) return [];
  return [{ code: "records_overlap", activity: id, detail: { source: emissionSource, ...merged.shared } }];
}

class PeriodBook {
  readonly #periods: Period[] = [];
  readonly #periodAt = new Map<string, number>();
  readonly #numberOf = rememberingObjects((period: Period) => {
    const key = `${period.start}/${period.end}`;
    const at = this.#periodAt.get(key) ?? this.#periods.push(period) - 1;
    this.#periodAt.set(key, at);
    return at;
  });
  /** Numbers of sources, in the order of their first appearance. */
  readonly #sourceAt = new Map<string, number>();
  /** For each activity in sequence: its source, its own number and its days. */
  readonly #sources = new WholeNumbers();
  readonly #activities = new WholeNumbers();
  readonly #days = new WholeNumbers();

  /** @param number identifies the activity, below 2^32 */
  add(
    { emissionSource, entry }: Pick<DocumentActivity, "emissionSource" | "entry">,
    period: Period,
    number: number,
  ): void {
    if (emissionSource === undefined || entry) return;
    const source = this.#sourceAt.get(emissionSource) ?? this.#sourceAt.size;
    this.#sourceAt.set(emissionSource, source);
    this.#sources.push(source);
    this.#activities.push(number);
    this.#days.push(this.#numberOf(period));
  }

  /** The notes of each source, in the order of their first appearance. @param idOf the activity of a number */
  *disclose(due: Period, idOf: (number: number) => string, events: ReadonlySet<string>): Generator<Disclosure> {
    const names = [...this.#sourceAt.keys()];
    const daysOf = splitByGroup(this.#sources, this.#days);
    for (const { group, values } of splitByGroup(this.#sources, this.#activities)) {
      const source = names[group]!;
      const all = Array.from(daysOf.next().value!.values, (number) => this.#periods[number]!);
      if (isUnbroken(due, all)) continue;
      const records = Array.from(values, (number, at): DatedRecord => ({ id: idOf(number), period: all[at]! }));
      for (const { first, second, shared, days } of findOverlaps(records)) {
        const detail = { source, first, second, start: shared.start, end: shared.end, days: String(days) };
        yield { code: "period_overlap", activity: second, detail };
      }
      if (!events.has(source)) yield* discloseGaps(source, findGaps(due, records));
    }
  }
}

/**
 * Whether each begins on the day after the previous one and all of `due` is covered. Then there are no gaps or
 * overlaps.
 */
function isUnbroken(due: Period, periods: readonly Period[]): boolean {
  if (periods[0]!.start > due.start || periods.at(-1)!.end < due.end) return false;
  return periods.every(({ start }, at) => at === 0 || start === dayAfter(periods[at - 1]!.end));
}

/** One note per source, even for a source with a hundred gaps. */
function discloseGaps(source: string, gaps: Period[]): Disclosure[] {
  if (gaps.length === 0) return [];
  const days = gaps.reduce((sum, gap) => sum + countDays(gap), 0);
  const first = gaps[0]!;
  const detail = { source, gaps: String(gaps.length), days: String(days), start: first.start, end: first.end };
  return [{ code: "period_gap", detail }];
}

function clipAndSort(due: Period, records: readonly { period: Period }[]): Period[] {
  return records
    .flatMap(({ period }) => clipPeriod(period, due) ?? [])
    .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
}

/**
 * Of two that begin together, the longer goes first. The id decides between equal ones, so the input order has no
 * effect.
 */
function byStart(a: DatedRecord, b: DatedRecord): number {
  if (a.period.start !== b.period.start) return a.period.start < b.period.start ? -1 : 1;
  if (a.period.end !== b.period.end) return a.period.end > b.period.end ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
