import { toHalfWidth } from "./half-width.ts";

/**
 * How numbers are written, declared by a person: `point` 1234.5 · `grouped_point` 1,234.5 · `comma` 1234,5 or 1.234,5.
 * A number in another style is a fault. Number cells of a workbook are exact and need none.
 */
export type DecimalStyle = "point" | "grouped_point" | "comma";

const PLAIN = /^-?\d+(\.\d+)?$/;
/** Groups of three behind one kind of mark; a space may be a narrow or unbreakable one. */
const GROUPED_POINT = /^-?\d{1,3}(?:(?:,\d{3})+|(?:'\d{3})+|(?:’\d{3})+|(?:\s\d{3})+)(?:\.\d+)?$/;
const GROUPED_COMMA = /^-?\d{1,3}(?:(?:\.\d{3})+|(?:'\d{3})+|(?:’\d{3})+|(?:\s\d{3})+)(?:,\d+)?$/;
const COMMA = /^-?\d+(?:,\d+)?$/;
const HAS_FOREIGN = /[^\x20-\x7e]/;

/** Longer text is no number of ours in any style. */
const LONGEST = 60;

/**
 * A number as its declared style writes it → as the product does: full-width characters folded, groups closed, a point
 * before the decimals. Null where the text is a number of another style: `1,234.5` under `point`, `1234.5` under `comma`.
 * What is no number in any style stays as it is, and the check of the entry then says what is wrong.
 */
export function readNumber(text: string, style: DecimalStyle): string | null {
  if (text.length > LONGEST) return text;
  if (style !== "comma" && PLAIN.test(text)) return text;
  const folded = (HAS_FOREIGN.test(text) ? toHalfWidth(text).replace(/[−–]/g, "-") : text).trim();
  if (folded === "") return "";
  if (style === "comma") return readComma(folded);
  if (!GROUPED_POINT.test(folded)) return folded;
  return style === "grouped_point" || PLAIN.test(folded) ? folded.replace(/[,'’\s]/g, "") : null;
}

function readComma(folded: string): string | null {
  if (COMMA.test(folded)) return folded.replace(",", ".");
  return GROUPED_COMMA.test(folded) ? folded.replace(/[.'’\s]/g, "").replace(",", ".") : null;
}

/**
 * A number as the sheet reads it, in the style in which both languages of the product show numbers: a point before the
 * decimals, commas or spaces only between groups of three.
 */
export function readTypedNumber(text: string): string {
  return readNumber(text.trim(), "grouped_point") ?? text;
}

/** What a number with a decimal comma says where no other reading is possible: `1.234,5` is 1234.5; `1,5` stays open. */
export function readForeignNumber(text: string): string | null {
  const folded = toHalfWidth(text.slice(0, LONGEST)).trim();
  return /^-?\d{1,3}(?:[.\s]\d{3})+,\d+$/.test(folded) ? folded.replace(/[.\s]/g, "").replace(",", ".") : null;
}

/** `1,5`, `1.234,5`, `1234,56`: a comma where only decimals can follow. `1,234` may be either and says nothing. */
export function looksLikeDecimalComma(text: string): boolean {
  const folded = toHalfWidth(text).trim();
  return (
    /^-?\d{1,3}(\.\d{3})+,\d+$/.test(folded) || /^-?\d+,(\d{1,2}|\d{4,})$/.test(folded) || /^-?0\d*,\d+$/.test(folded)
  );
}

/** `1,234.5`, `1,234,567`, and `1,234`, which a decimal comma would write too. */
export function looksGrouped(text: string): boolean {
  return /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(toHalfWidth(text).trim());
}
