import { clipPeriod, dayAfter, dayBefore } from "./day.ts";
import type { Day, Period } from "./period.ts";
import { daysByMonth, lastDayOfMonth } from "./period.ts";

/** A period whose ends may be open, as the validity of a factor is. Both days are counted. */
export interface OpenPeriod {
  start: Day | null;
  end: Day | null;
}

/** A stretch of days, and the place in the list of the period that it belongs to; null where none has it. */
export interface Tile {
  period: Period;
  index: number | null;
}

/**
 * Cuts `whole` at the bounds of `others` into consecutive stretches that hold each of its days exactly once. Where two of
 * `others` share days, the first in the list has them, so the caller's order is the precedence. Days that none has are
 * tiles of their own: they are never dropped.
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

/** The calendar months that a period touches, each cut to it. */
export function monthsWithin(period: Period): { month: string; period: Period }[] {
  return daysByMonth(period).map(({ month }) => ({
    month,
    period: clipPeriod({ start: `${month}-01`, end: lastDayOfMonth(month) }, period)!,
  }));
}

/**
 * Which edition of a factor is in force on which days: a bill that crosses two factor years becomes two tiles, whose
 * quantities `prorate` gives. A tile without an edition (`index` null) is a `factor_not_valid` to be reported, never
 * filled with a neighbour (methodology rule 38). Editions stand in the order of preference.
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
