import type { ContentLanguage } from "#app/encoding/language.ts";

/** What a report calls itself on its first page. The public page prints both beside each other, for comparing by eye. */
export const REPORT_TITLE: Record<ContentLanguage, string> = {
  en: "Greenhouse gas inventory report",
  zh: "温室气体清单报告",
};
