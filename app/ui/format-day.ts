import { type Locale, languageTag } from "#app/i18n/index.ts";

/** A calendar day or an instant as people write a day: 2 April 2026, 2026年4月2日. Days are in UTC. */
export function formatDay(day: string | Date, locale: Locale): string {
  return new Intl.DateTimeFormat(languageTag(locale), { dateStyle: "long", timeZone: "UTC" }).format(new Date(day));
}

/** An instant with its time, in UTC and saying so. */
export function formatInstant(instant: string | Date, locale: Locale): string {
  const format = new Intl.DateTimeFormat(languageTag(locale), {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: "UTC",
  });
  return `${format.format(new Date(instant))} UTC`;
}
