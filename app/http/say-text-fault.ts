import { findTextFault } from "#app/encoding/text/plain-text.ts";
import { type Locale, translator } from "#app/i18n/index.ts";

const TEXT_FORBIDDEN = new Set(["text_forbidden", "textForbidden"]);

/**
 * The sentence on a text that a form's schema refused for one of its characters, which it names; any other message of a
 * schema as it is.
 */
export function sayTextFault(message: string, text: unknown, locale: Locale): string {
  if (!TEXT_FORBIDDEN.has(message) || typeof text !== "string") return message;
  const fault = findTextFault(text, "line");
  return fault ? translator(locale).common.textFault[fault.kind](fault.character, fault.codePoint) : message;
}
