import { type Locale, translator } from "#app/i18n/index.ts";

/** A month written `YYYY-MM` as people say it: Jan 2025, 2025年1月. */
export function monthText(month: string, locale: Locale): string {
  const [year, number] = [month.slice(0, 4), Number(month.slice(5, 7))];
  if (locale === "zh") return `${year}年${number}月`;
  return `${translator(locale).report.shortMonths.split(" ")[number - 1] ?? month} ${year}`;
}
