import type { Period } from "#app/carbon/document/inventory-document.ts";
import { findGaps } from "#app/carbon/total/record-periods.ts";
import { clipPeriod } from "#app/day/day.ts";
import { countDays } from "#app/day/period.ts";
import { rememberingObjects } from "#app/number/remember.ts";
import type { MergedRecords } from "./merged-records.ts";

/** Numbers for periods: thousands of lines have the same few. */
export class PeriodTable {
  readonly #numbers = new Map<string, number>();
  readonly periods: Period[] = [];

  /** Also cached by object, because many records share one. */
  readonly numberOf = rememberingObjects((period: Period) => this.#find(period));

  #find({ start, end }: Period): number {
    const key = `${start}/${end}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.periods.push({ start, end }) - 1;
    this.#numbers.set(key, number);
    return number;
  }
}

/**
 * The days of merged records: each period once, with its number of records. Memory grows with periods, not with
 * records.
 */
export class DaysCovered {
  readonly #table: PeriodTable;
  readonly #numbers: number[] = [];
  readonly #counts: number[] = [];
  /** The index of the last period and its object: records of one day follow each other. */
  #lastAt = -1;
  #last: Period | null = null;

  constructor(table: PeriodTable) {
    this.#table = table;
  }

  add(period: Period): void {
    if (period !== this.#last) this.#find(period);
    this.#counts[this.#lastAt]! += 1;
  }

  #find(period: Period): void {
    const number = this.#table.numberOf(period);
    let at = this.#numbers.lastIndexOf(number);
    if (at < 0) {
      at = this.#numbers.push(number) - 1;
      this.#counts.push(0);
    }
    [this.#last, this.#lastAt] = [period, at];
  }

  print(): { period: Period } & Pick<MergedRecords, "uncovered" | "shared"> {
    const all = this.#numbers
      .map((number, at) => ({ period: this.#table.periods[number]!, count: this.#counts[at]! }))
      .sort((a, b) => byStart(a.period, b.period));
    const periods = all.map(({ period }) => period);
    const period = periods.reduce(join);
    const uncovered = findGaps(
      period,
      periods.map((one) => ({ period: one })),
    );
    const shared = findShared(all);
    return { period, ...(uncovered.length > 0 ? { uncovered } : {}), ...(shared ? { shared } : {}) };
  }
}

/** Of two that begin together, the longer goes first. */
function byStart(a: Period, b: Period): number {
  if (a.start !== b.start) return a.start < b.start ? -1 : 1;
  return a.end > b.end ? -1 : 1;
}

/** From the start of the first, which begins no later, to the later end. */
function join(first: Period, other: Period): Period {
  return other.end > first.end ? { start: first.start, end: other.end } : first;
}

/** Like `findOverlaps`: each record is compared with the earlier one that ends last. */
function findShared(sorted: readonly { period: Period; count: number }[]): MergedRecords["shared"] | null {
  const found: { period: Period; count: number }[] = [];
  let furthest: Period | null = null;
  for (const { period, count } of sorted) {
    const withEarlier = furthest && clipPeriod(furthest, period);
    if (withEarlier) found.push({ period: withEarlier, count: 1 });
    if (count > 1) found.push({ period, count: count - 1 });
    if (!furthest || period.end > furthest.end) furthest = period;
  }
  if (found.length === 0) return null;
  const total = (sizeOf: (period: Period) => number) =>
    String(found.reduce((sum, { period, count }) => sum + count * sizeOf(period), 0));
  return { records: total(() => 1), days: total(countDays), ...found.map(({ period }) => period).reduce(join) };
}
