import { remembering } from "#app/number/remember.ts";
import type { DateString, Period } from "./period.ts";

const MILLISECONDS_PER_DAY = 86_400_000;

/** The day so many days later, or earlier for a negative number; within the years 1 to 9999. */
export function addDays(day: DateString, days: number): DateString {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
}

export const dayAfter: (day: DateString) => DateString = remembering((day) => addDays(day, 1));

export function dayBefore(day: DateString): DateString {
  return addDays(day, -1);
}

/** The days that both periods hold, or null. Days are text of one width, so they compare as text. */
export function clipPeriod(inner: Period, outer: Period): Period | null {
  const { start } = inner.start > outer.start ? inner : outer;
  const { end } = inner.end < outer.end ? inner : outer;
  return start <= end ? { start, end } : null;
}
