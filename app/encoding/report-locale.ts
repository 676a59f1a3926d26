import { CONTENT_LANGUAGES } from "./language.ts";

/** In which language a report is written; `both`: one document, each text in English and Chinese, each figure once. */
export const REPORT_LOCALES = [...CONTENT_LANGUAGES, "both"] as const;
export type ReportLocale = (typeof REPORT_LOCALES)[number];

export function isReportLocale(text: unknown): text is ReportLocale {
  return (REPORT_LOCALES as readonly unknown[]).includes(text);
}
