import { toHalfWidth } from "./half-width.ts";

/**
 * The number format chosen by the user: `point` 1234.5 · `grouped_point` 1,234.5 · `comma` 1234,5 or 1.234,5. A number
 * in another format is an error. Number cells of a workbook are exact and need no format.
 */
export type DecimalStyle = "point" | "grouped_point" | "comma";

const PLAIN = /^-?\d+(\.\d+)?$/;
/** Groups of three with one kind of separator. A space can be narrow or non-breaking. */
const GROUPED_POINT = /^-?\d{1,3}(?:(?:,\d{3})+|(?:'\d{3})+|(?:’\d{3})+|(?:\s\d{3})+)(?:\.\d+)?$/;
const GROUPED_COMMA = /^-?\d{1,3}(?:(?:\.\d{3})+|(?:'\d{3})+|(?:’\d{3})+|(?:\s\d{3})+)(?:,\d+)?$/;
const COMMA = /^-?\d+(?:,\d+)?$/;
const HAS_FOREIGN = /[^\x20-\x7e]/;

/** Longer texts are not numbers in any format. */
const LONGEST = 60;

/**
 * Normalizes a number of the chosen format: full-width characters folded, no separators, a decimal point. Null for a
 * number of another format: `1,234.5` with `point`, `1234.5` with `comma`. Texts that are not numbers are returned
 * unchanged, and the entry check reports them.
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
 * Reads a number as typed in the sheet, in the display format of both languages: a decimal point, and commas or spaces
 * only between groups of three.
 */
export function readTypedNumber(text: string): string {
  return readNumber(text.trim(), "grouped_point") ?? text;
}

/** Reads a number with a decimal comma if no other reading is possible: `1.234,5` is 1234.5, but `1,5` is ambiguous. */
export function readForeignNumber(text: string): string | null {
  const folded = toHalfWidth(text.slice(0, LONGEST)).trim();
  return /^-?\d{1,3}(?:[.\s]\d{3})+,\d+$/.test(folded) ? folded.replace(/[.\s]/g, "").replace(",", ".") : null;
}

/** `1,5`, `1.234,5`, `1234,56`: only decimals can follow the comma. `1,234` is ambiguous and doesn't count. */
export function looksLikeDecimalComma(text: string): boolean {
  const folded = toHalfWidth(text).trim();
  return (
    /^-?\d{1,3}(\.\d{3})+,\d+$/.test(folded) || /^-?\d+,(\d{1,2}|\d{4,})$/.test(folded) || /^-?0\d*,\d+$/.test(folded)
  );
}

/** `1,234.5`, `1,234,567`, and `1,234`, which could also have a decimal comma. */
export function looksGrouped(text: string): boolean {
  return /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(toHalfWidth(text).trim());
}

/**
 * The one number format in which every number of a column can be read. Null if the column has no comma, or if two
 * formats or none fit: `1,210` could be 1.21, but not next to `98.5`. Texts that are a number in no format don't count.
 */
export function onlyFormat(texts: readonly string[]): "grouped_point" | "comma" | null {
  const numbers = texts.map((text) => toHalfWidth(text.slice(0, LONGEST)).trim());
  if (!numbers.some((text) => text.includes(","))) return null;
  const fitting = numbers.map(formatsOf).filter((formats) => formats.length > 0);
  const common = FORMATS.filter((format) => fitting.every((formats) => formats.includes(format)));
  return fitting.length > 0 && common.length === 1 ? common[0]! : null;
}

const FORMATS = ["grouped_point", "comma"] as const;
/** Thousands never begin with a zero: `0,210` has a decimal comma. */
const ZERO_GROUP = /^-?0\d*[^\d]/;

function formatsOf(text: string): readonly (typeof FORMATS)[number][] {
  const isGroup = !ZERO_GROUP.test(text);
  return FORMATS.filter((format) =>
    format === "comma"
      ? COMMA.test(text) || (isGroup && GROUPED_COMMA.test(text))
      : PLAIN.test(text) || (isGroup && GROUPED_POINT.test(text)),
  );
}
