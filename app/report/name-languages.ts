import type { ReportLocale } from "#app/encoding/report-locale.ts";

interface LanguageWords {
  languages: Record<ReportLocale, string>;
  separator: string;
}

/** The languages of a report's editions, as a list. */
export function nameLanguages({ languages, separator }: LanguageWords, locales: readonly ReportLocale[]): string {
  return locales.map((locale) => languages[locale]).join(separator);
}
