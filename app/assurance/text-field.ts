import { isPlainText } from "#app/encoding/text/plain-text.ts";

const MOST_CHARACTERS = 3000;

/** A required text, or the key of `assurance.statement.error` for its error. */
export function readText(
  text: string | undefined,
): { ok: true; value: string } | { ok: false; fault: "required" | "tooLong" | "textForbidden" } {
  const value = (text ?? "").trim();
  if (value === "") return { ok: false, fault: "required" };
  if (value.length > MOST_CHARACTERS) return { ok: false, fault: "tooLong" };
  return isPlainText(value) ? { ok: true, value } : { ok: false, fault: "textForbidden" };
}
