import type { Period } from "./period.ts";
import { isDate, lastDayOfMonth } from "./period.ts";
import { readPeriod } from "./read-period.ts";

const MONTH = /^([0-9]{4})-([0-9]{2})$/;
const YEAR = /^([0-9]{4})$/;

/**
 * Reads a period from a cell: `2025-03` (month), `2025` (year), `2025-03-05` (day), two days `2025-03-05/2025-04-04`
 * (both included), or the forms of `readPeriod`. Anything else, including impossible days, is null.
 */
export function parsePeriodText(text: string): Period | null {
  const parts = readPeriod(text.trim()).split("/");
  if (parts.length > 2) return null;
  const first = spanOf(parts[0]!.trim());
  const last = parts.length === 2 ? spanOf(parts[1]!.trim()) : first;
  return first && last ? { start: first.start, end: last.end } : null;
}

/** The shortest text that `parsePeriodText` reads as the same period. */
export function printPeriodText(period: Period): string {
  const month = period.start.slice(0, 7);
  if (samePeriod(spanOf(month), period)) return month;
  const year = period.start.slice(0, 4);
  if (samePeriod(spanOf(year), period)) return year;
  return period.start === period.end ? period.start : `${period.start}/${period.end}`;
}

function samePeriod(a: Period | null, b: Period): boolean {
  return a !== null && a.start === b.start && a.end === b.end;
}

function spanOf(text: string): Period | null {
  if (isDate(text)) return { start: text, end: text };
  if (MONTH.test(text) && isDate(`${text}-01`)) return { start: `${text}-01`, end: lastDayOfMonth(text) };
  return YEAR.test(text) && text !== "0000" ? { start: `${text}-01-01`, end: `${text}-12-31` } : null;
}
