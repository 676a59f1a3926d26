import { languageOf } from "#app/i18n/locale.ts";
import { useLocale } from "./i18n-context.tsx";

/** What is between two sentences: a blank, which Chinese does without, as its full stop brings its own. */
export function SentenceGap() {
  return languageOf(useLocale()).sentenceGap;
}
