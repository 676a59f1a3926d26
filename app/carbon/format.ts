import { type Locale, languageOf } from "#app/i18n/locale.ts";
import { addsUp, movePoint, percentageText, plainDecimal, roundText } from "#app/number/text-decimal.ts";

export interface FormatOptions {
  locale: Locale;
  /** Exactly so many digits after the point, rounded half-even; all digits when absent. */
  digits?: number;
}

/** Of a share shown in full, which may have no end. */
const DIGITS_WITHOUT_END = 40;

/**
 * A decimal string for people: grouped, and rounded once when `digits` is given. Works on the text: no binary number is
 * ever made of it. A value that rounds to zero carries no minus. The minus is U+2212, as wide as a digit.
 */
export function formatDecimal(value: string, options: FormatOptions): string {
  const { group, point } = languageOf(options.locale).digits;
  const plain = roundDecimal(value, options.digits);
  const negative = plain.startsWith("-");
  const [whole, fraction] = plain.replace("-", "").split(".") as [string, string?];
  // pattern: our own text, a figure that was computed or has passed the grammar of numbers.
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, group);
  return `${negative ? "−" : ""}${grouped}${fraction === undefined ? "" : point + fraction}`;
}

/** Rounds half-even to `digits` after the point and prints exactly so many; without digits, the value in full. */
export function roundDecimal(value: string, digits?: number): string {
  return digits === undefined ? plainDecimal(value) : roundText(value, digits);
}

/** kilograms → tonnes, exactly: the point moves three places. */
export function tonnesFromKg(kg: string): string {
  return movePoint(kg, 3);
}

/** Kilograms as tonnes for people, rounded half-even once, from the exact text. */
export function formatTonnes(kg: string, options: FormatOptions): string {
  return formatDecimal(tonnesFromKg(kg), options);
}

/** A number with its unit's label (from `i18n` `carbon.unit`), joined by a space that does not break. */
export function formatQuantity(value: string, unitLabel: string, options: FormatOptions): string {
  return `${formatDecimal(value, options)}\u00a0${unitLabel}`;
}

/** `part` as a percentage of `whole`, rounded half-even; null when the whole is zero (methodology rule 51). */
export function formatShare(part: string, whole: string, options: FormatOptions): string | null {
  const share = percentageText(part, whole, options.digits ?? DIGITS_WITHOUT_END);
  return share === null ? null : `${formatDecimal(share, options)}%`;
}

/** `part` for each of `count`, rounded half-even once; null when there is none of them. */
export function formatQuotient(part: string, count: string, options: FormatOptions): string | null {
  const quotient = percentageText(part, movePoint(count, -2), options.digits ?? DIGITS_WITHOUT_END);
  return quotient === null ? null : formatDecimal(quotient, options);
}

/**
 * Do rows, each rounded as shown, add up to the rounded total as shown? When not, the table carries a note
 * (methodology rule 13); rows are never forced.
 */
export function doRowsAddUp(rowsKg: string[], totalKg: string, digits: number): boolean {
  const shown = (kg: string) => roundDecimal(tonnesFromKg(kg), digits);
  return addsUp(rowsKg.map(shown), shown(totalKg));
}
