import { clipPeriod, dayAfter, dayBefore } from "./day.ts";
import type { Day, Period } from "./period.ts";
import { daysByMonth, lastDayOfMonth } from "./period.ts";

/** A period that can be open at either end, such as the validity of a factor. Both days are included. */
export interface OpenPeriod {
  start: Day | null;
  end: Day | null;
}

/** A range of days with the index of its period, or null if it belongs to none. */
export interface Tile {
  period: Period;
  index: number | null;
}

/**
 * Splits `whole` at the bounds of `others` into consecutive ranges that contain each day exactly once. If periods
 * overlap, the first in the list wins, so the order is the precedence. Days outside all periods form their own ranges
 * and are never dropped.
 */
export function tilePeriod(whole: Period, others: readonly OpenPeriod[]): Tile[] {
  const inside = others.map((other) =>
    clipPeriod({ start: other.start ?? whole.start, end: other.end ?? whole.end }, whole),
  );
  const starts = new Set<Day>([whole.start]);
  for (const part of inside) {
    if (!part) continue;
    starts.add(part.start);
    if (part.end < whole.end) starts.add(dayAfter(part.end));
  }
  const tiles: Tile[] = [];
  const sorted = [...starts].sort();
  for (const [at, start] of sorted.entries()) {
    const next = sorted[at + 1];
    const end = next === undefined ? whole.end : dayBefore(next);
    const found = inside.findIndex((part) => part !== null && part.start <= start && end <= part.end);
    const index = found < 0 ? null : found;
    const last = tiles.at(-1);
    if (last && last.index === index) last.period = { start: last.period.start, end };
    else tiles.push({ period: { start, end }, index });
  }
  return tiles;
}

/** The calendar months of a period, each clipped to it. */
export function monthsWithin(period: Period): { month: string; period: Period }[] {
  return daysByMonth(period).map(({ month }) => ({
    month,
    period: clipPeriod({ start: `${month}-01`, end: lastDayOfMonth(month) }, period)!,
  }));
}

/**
 * The edition of a factor that applies on each day. A bill across two factor years gives two ranges, whose quantities
 * come from `prorate`. A range without an edition (`index` null) must be reported as `factor_not_valid` and never
 * filled with a neighbouring edition (methodology rule 38). Editions are in order of preference.
 */
export function splitByValidity(
  period: Period,
  editions: readonly { validFrom?: Day | null; validTo?: Day | null }[],
): Tile[] {
  return tilePeriod(
    period,
    editions.map(({ validFrom, validTo }) => ({ start: validFrom ?? null, end: validTo ?? null })),
  );
}
