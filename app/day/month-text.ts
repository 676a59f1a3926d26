import { type Locale, languageOf } from "#app/i18n/locale.ts";

/** A month `YYYY-MM` for display: Jan 2025, 2025年1月. */
export function monthText(month: string, locale: Locale): string {
  const [year, number] = [month.slice(0, 4), Number(month.slice(5, 7))];
  const { calendar } = languageOf(locale);
  return calendar.monthOfYear(calendar.shortMonths.split(" ")[number - 1] ?? month, year);
}
