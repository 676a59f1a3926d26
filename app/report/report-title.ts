import type { ContentLanguage } from "#app/encoding/language.ts";

/** The title on the first page of a report. The public page prints both, for comparing them visually. */
export const REPORT_TITLE: Record<ContentLanguage, string> = {
  en: "Greenhouse gas inventory report",
  zh: "温室气体清单报告",
};
