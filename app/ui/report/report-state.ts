import { type Locale, languageTag } from "#app/i18n/index.ts";
import type { ChipTone } from "../chip.tsx";

type ReportState = "issuing" | "issued" | "superseded" | "withdrawn";

/** The tone of each state; the word stands beside it. */
export const STATE_TONES: Record<ReportState, ChipTone> = {
  issuing: "neutral",
  issued: "good",
  superseded: "warning",
  withdrawn: "bad",
};

/** A moment as a day in UTC, in the reader's language. */
export function showDate(iso: string, locale: Locale): string {
  return new Intl.DateTimeFormat(languageTag(locale), { dateStyle: "long", timeZone: "UTC" }).format(new Date(iso));
}
