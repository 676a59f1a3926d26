import { languageOf } from "#app/i18n/locale.ts";
import { useLocale } from "./i18n-context.tsx";

/** The space between two sentences. Chinese has none, because its full stop includes it. */
export function SentenceGap() {
  return languageOf(useLocale()).sentenceGap;
}
