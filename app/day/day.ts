import { remembering } from "#app/number/remember.ts";
import type { Day, Period } from "./period.ts";

/** The day that it is in UTC: by which what is public or between workspaces is counted. */
export function utcDay(at: Date): Day {
  return at.toISOString().slice(0, 10);
}

const MILLISECONDS_PER_DAY = 86_400_000;

/** The day so many days later, or earlier for a negative number; within the years 1 to 9999. */
export function addDays(day: Day, days: number): Day {
  return utcDay(new Date(Date.parse(`${day}T00:00:00Z`) + days * MILLISECONDS_PER_DAY));
}

export const dayAfter: (day: Day) => Day = remembering((day) => addDays(day, 1));

export function dayBefore(day: Day): Day {
  return addDays(day, -1);
}

/** The days that both periods hold, or null. Days are text of one width, so they compare as text. */
export function clipPeriod(inner: Period, outer: Period): Period | null {
  const { start } = inner.start > outer.start ? inner : outer;
  const { end } = inner.end < outer.end ? inner : outer;
  return start <= end ? { start, end } : null;
}
