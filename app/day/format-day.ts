import { type Locale, languageOf } from "#app/i18n/locale.ts";
import type { Day } from "./period.ts";
import { clockIn, type Zone } from "./zone.ts";

/**
 * A calendar day for display: 2 April 2026, 2026年4月2日. Not formatted with `Intl`, because server and browser have
 * different versions of its data, and React discards a page whose text differs by one space.
 *
 * @param day `YYYY-MM-DD`; for an instant, the UTC day as in public documents
 */
export function formatDay(day: Day | Date, locale: Locale): string {
  return writeDay(day, locale, "months");
}

/** With the short month name, for table columns. */
export function formatShortDay(day: Day | Date, locale: Locale): string {
  return writeDay(day, locale, "shortMonths");
}

function writeDay(day: Day | Date, locale: Locale, names: "months" | "shortMonths"): string {
  const [year, month, date] = new Date(day).toISOString().slice(0, 10).split("-") as [string, string, string];
  const { calendar } = languageOf(locale);
  const monthName = calendar[names].split(" ")[Number(month) - 1]!;
  return calendar.date(year, String(Number(month)), String(Number(date)), monthName);
}

/** An instant to the minute with its UTC offset in a zone. The time doesn't wrap. */
export function formatInstant(instant: string | Date, locale: Locale, zone: Zone): string {
  const { day, time, offset } = clockIn(zone, instant);
  return `${formatDay(day, locale)} ${time}\u00a0${printOffset(offset)}`;
}

/** A UTC offset for display: UTC, UTC+8, UTC−3:30. */
function printOffset(minutes: number): string {
  if (minutes === 0) return "UTC";
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes > 0 ? "+" : "\u2212"}${hours}${rest ? `:${String(rest).padStart(2, "0")}` : ""}`;
}

export function formatMonth(month: string, locale: Locale): string {
  return languageOf(locale).calendar.shortMonths.split(" ")[Number(month.slice(5, 7)) - 1] ?? month;
}
