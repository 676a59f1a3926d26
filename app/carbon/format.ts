import { type Locale, languageOf } from "#app/i18n/locale.ts";
import { addsUp, minusText, movePoint, percentageText, plainDecimal, roundText } from "#app/number/text-decimal.ts";

export interface FormatOptions {
  locale: Locale;
  /** Number of decimals, rounded half-even. All digits if absent. */
  digits?: number;
}

/** For a share shown in full that doesn't end. */
const DIGITS_WITHOUT_END = 40;

/**
 * A decimal string for people: grouped, and rounded once if `digits` is given. It works on the text, without binary
 * numbers. A value that rounds to zero has no minus. The minus is U+2212, as wide as a digit.
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

/** Rounds half-even to exactly `digits` decimals. Without digits, gives the value in full. */
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

/** A number with its unit's label (from `i18n` `carbon.unit`), joined by a non-breaking space. */
export function formatQuantity(value: string, unitLabel: string, options: FormatOptions): string {
  return `${formatDecimal(value, options)}\u00a0${unitLabel}`;
}

/** `part` as a percentage of `whole`, rounded half-even. Null if the whole is zero (methodology rule 51). */
export function formatShare(part: string, whole: string, options: FormatOptions): string | null {
  const share = percentageText(part, whole, options.digits ?? DIGITS_WITHOUT_END);
  return share === null ? null : `${formatDecimal(share, options)}%`;
}

/**
 * What a total in kilograms changed by, in tonnes with its sign and, unless it was zero, its share of the earlier total:
 * `+12.30 (+4.1%)`.
 */
export function formatTotalChange(beforeKg: string, afterKg: string, options: FormatOptions): string {
  const difference = minusText(afterKg, beforeKg);
  const sign = (text: string) => (/^[1-9]|^0.*[1-9]/.test(text) ? `+${text}` : text);
  const tonnes = sign(formatTonnes(difference, options));
  const share = formatShare(difference, beforeKg, { ...options, digits: 1 });
  return share === null ? tonnes : `${tonnes} (${sign(share)})`;
}

/** `part` divided by `count`, rounded half-even once. Null if the count is zero. */
export function formatQuotient(part: string, count: string, options: FormatOptions): string | null {
  const quotient = percentageText(part, movePoint(count, -2), options.digits ?? DIGITS_WITHOUT_END);
  return quotient === null ? null : formatDecimal(quotient, options);
}

/**
 * Whether the rounded rows add up to the rounded total. If not, the table has a note (methodology rule 13). Rows are
 * never adjusted.
 */
export function doRowsAddUp(rowsKg: string[], totalKg: string, digits: number): boolean {
  const shown = (kg: string) => roundDecimal(tonnesFromKg(kg), digits);
  return addsUp(rowsKg.map(shown), shown(totalKg));
}
