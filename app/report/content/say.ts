import type { ReportLocale } from "#app/encoding/report-locale.ts";
import { type Words, wordsOf } from "./words.ts";

/** Picks a text from the words of the languages that a place is in. */
export type Say = (pick: (words: Words) => string) => string;

/** One line in the language of a report; in both, English, then Chinese where it differs. */
export function sayIn(locale: ReportLocale): Say {
  if (locale === "both") return (pick) => joinBoth(pick(wordsOf("en")), pick(wordsOf("zh")));
  return (pick) => pick(wordsOf(locale));
}

export function joinBoth(en: string, zh: string): string {
  return [en, zh].filter((text, index, all) => text && all.indexOf(text) === index).join(" · ");
}
