import { type Locale, languageOf } from "#app/i18n/locale.ts";
import type { Day } from "./period.ts";
import { clockIn, type Zone } from "./zone.ts";

/**
 * A calendar day as people write it: 2 April 2026, 2026年4月2日. Written by our own rule, not by `Intl`: server and browser
 * carry different editions of its data, and React throws a page away that differs by one space when the browser takes over.
 *
 * @param day `YYYY-MM-DD`; of an instant the day in UTC, which is that of public documents
 */
export function formatDay(day: Day | Date, locale: Locale): string {
  return writeDay(day, locale, "months");
}

/** The same with the month's short name, for columns of days. */
export function formatShortDay(day: Day | Date, locale: Locale): string {
  return writeDay(day, locale, "shortMonths");
}

function writeDay(day: Day | Date, locale: Locale, names: "months" | "shortMonths"): string {
  const [year, month, date] = new Date(day).toISOString().slice(0, 10).split("-") as [string, string, string];
  const { calendar } = languageOf(locale);
  const monthName = calendar[names].split(" ")[Number(month) - 1]!;
  return calendar.date(year, String(Number(month)), String(Number(date)), monthName);
}

/** An instant to the minute by the clocks of a zone, with their distance from UTC; no line breaks within the time. */
export function formatInstant(instant: string | Date, locale: Locale, zone: Zone): string {
  const { day, time, offset } = clockIn(zone, instant);
  return `${formatDay(day, locale)} ${time}\u00a0${printOffset(offset)}`;
}

/** Minutes ahead of UTC as people write them: UTC, UTC+8, UTC−3:30. */
function printOffset(minutes: number): string {
  if (minutes === 0) return "UTC";
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes > 0 ? "+" : "\u2212"}${hours}${rest ? `:${String(rest).padStart(2, "0")}` : ""}`;
}

/** The short name of a month written `YYYY-MM`. */
export function formatMonth(month: string, locale: Locale): string {
  return languageOf(locale).calendar.shortMonths.split(" ")[Number(month.slice(5, 7)) - 1] ?? month;
}
