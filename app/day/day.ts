import { remembering } from "#app/number/remember.ts";
import type { Day, Period } from "./period.ts";

/** The current day in UTC, used for public data and data between workspaces. */
export function utcDay(at: Date): Day {
  return at.toISOString().slice(0, 10);
}

const MILLISECONDS_PER_DAY = 86_400_000;

/** Adds days, or subtracts them if negative. Limited to the years 1 to 9999. */
export function addDays(day: Day, days: number): Day {
  return utcDay(new Date(Date.parse(`${day}T00:00:00Z`) + days * MILLISECONDS_PER_DAY));
}

export const dayAfter: (day: Day) => Day = remembering((day) => addDays(day, 1));

export function dayBefore(day: Day): Day {
  return addDays(day, -1);
}

/** The intersection of both periods, or null. Days have a fixed width, so they compare as text. */
export function clipPeriod(inner: Period, outer: Period): Period | null {
  const { start } = inner.start > outer.start ? inner : outer;
  const { end } = inner.end < outer.end ? inner : outer;
  return start <= end ? { start, end } : null;
}
