import type { Locale } from "#app/i18n/locale.ts";

/** The address of a report's feed in a language. */
export function pathOfFeed(number: string, locale: Locale): string {
  return `/verify/${number}/feed.xml?language=${locale}`;
}
