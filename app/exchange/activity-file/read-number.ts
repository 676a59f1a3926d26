import { toHalfWidth } from "#app/carbon/half-width.ts";
import type { DecimalStyle } from "./activity-file.ts";

const PLAIN = /^-?\d+(\.\d+)?$/;
/** Groups of three behind one kind of mark; a space may be a narrow or unbreakable one. */
const GROUPED_POINT = /^-?\d{1,3}(?:(?:,\d{3})+|(?:'\d{3})+|(?:’\d{3})+|(?:\s\d{3})+)(?:\.\d+)?$/;
const GROUPED_COMMA = /^-?\d{1,3}(?:(?:\.\d{3})+|(?:'\d{3})+|(?:’\d{3})+|(?:\s\d{3})+)(?:,\d+)?$/;
const COMMA = /^-?\d+(?:,\d+)?$/;
const HAS_FOREIGN = /[^\x20-\x7e]/;

/**
 * A number as the file's declared style writes it → as the product does: full-width characters folded, groups closed, a
 * point before the decimals. Null where the text is a number in no reading of that style: `1,234.5` under `comma`. Under
 * the two styles with a point what is no number is left as it is; the product's own grammar then says what is wrong.
 */
export function readNumber(text: string, style: DecimalStyle): string | null {
  if (style !== "comma" && PLAIN.test(text)) return text;
  const folded = (HAS_FOREIGN.test(text) ? toHalfWidth(text).replace(/[−–]/g, "-") : text).trim();
  if (folded === "") return "";
  if (style === "point") return folded;
  if (style === "grouped_point") return GROUPED_POINT.test(folded) ? folded.replace(/[,'’\s]/g, "") : folded;
  if (COMMA.test(folded)) return folded.replace(",", ".");
  return GROUPED_COMMA.test(folded) ? folded.replace(/[.'’\s]/g, "").replace(",", ".") : null;
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
