import english from "#app/i18n/calendar.en.ts";
import chinese from "#app/i18n/calendar.zh.ts";
import type { Locale } from "#app/i18n/locale.ts";

const CALENDARS = { en: english, zh: chinese } satisfies Record<Locale, typeof english>;

/**
 * A calendar day or an instant as people write a day: 2 April 2026, 2026年4月2日. Days are in UTC. Written by our own
 * rule, not by `Intl`: server and browser carry different editions of its data, and React throws a page away that
 * differs by one space when the browser takes over.
 */
export function formatDay(day: string | Date, locale: Locale): string {
  return writeDay(day, locale, "months");
}

/** The same with the month's short name, for columns of days. */
export function formatShortDay(day: string | Date, locale: Locale): string {
  return writeDay(day, locale, "shortMonths");
}

function writeDay(day: string | Date, locale: Locale, names: "months" | "shortMonths"): string {
  const [year, month, date] = new Date(day).toISOString().slice(0, 10).split("-") as [string, string, string];
  const calendar = CALENDARS[locale];
  const monthName = calendar[names].split(" ")[Number(month) - 1]!;
  return calendar.date(year, String(Number(month)), String(Number(date)), monthName);
}

/** An instant with its time to the minute, in UTC and saying so; no line breaks before "UTC". */
export function formatInstant(instant: string | Date, locale: Locale): string {
  return `${formatDay(instant, locale)} ${new Date(instant).toISOString().slice(11, 16)}\u00a0UTC`;
}

/** The short name of a month written `YYYY-MM`. */
export function formatMonth(month: string, locale: Locale): string {
  return CALENDARS[locale].shortMonths.split(" ")[Number(month.slice(5, 7)) - 1] ?? month;
}
