import type { Locale } from "#app/i18n/index.ts";
import type { Unprintable } from "./fonts/printable.ts";

/** A character that no face draws, and the field that it is in, in both languages. */
export interface UnprintableText {
  code: "unprintable";
  facts: { en: string; zh: string; text: string; character: string; codePoint: string };
}

const MOST_SHOWN = 60;

export function nameUnprintable(found: Unprintable, fieldIn: (locale: Locale) => string): UnprintableText {
  const { text, character, codePoint } = found;
  return {
    code: "unprintable",
    facts: { en: fieldIn("en"), zh: fieldIn("zh"), text: shorten(text), character, codePoint },
  };
}

/** Without line ends, and no longer than a line of a page. */
function shorten(text: string): string {
  const line = text.replace(/\s+/gu, " ");
  return line.length > MOST_SHOWN ? `${line.slice(0, MOST_SHOWN)}…` : line;
}
