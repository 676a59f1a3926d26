import { findTextFault } from "#app/encoding/text/plain-text.ts";
import { type Locale, translator } from "#app/i18n/index.ts";

const TEXT_FORBIDDEN = new Set(["text_forbidden", "textForbidden"]);

/** The sentence about an invalid character that a form's schema found. Other messages of the schema are unchanged. */
export function sayTextFault(message: string, text: unknown, locale: Locale): string {
  if (!TEXT_FORBIDDEN.has(message) || typeof text !== "string") return message;
  const fault = findTextFault(text, "line");
  return fault ? translator(locale).common.textFault[fault.kind](fault.character, fault.codePoint) : message;
}
