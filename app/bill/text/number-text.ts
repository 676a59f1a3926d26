import { plainDecimal } from "#app/number/text-decimal.ts";

/** How a document writes decimals: `1,234.5` or `1.234,5`. Null if it gives no evidence, or evidence of both. */
export type NumberStyle = "point" | "comma" | null;

/** A number with or without groups. Spaces and apostrophes group in both styles. */
export const NUMBER = String.raw`[-−]?(?:\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+|\d{1,15})(?:[.,]\d{1,10})?(?![\d])`;

const POINT = /^-?(?:\d{1,3}(?:[,'’ \u00a0\u202f]\d{3})+|\d{1,15})(?:\.\d{1,10})?$/;
const COMMA = /^-?(?:\d{1,3}(?:[.'’ \u00a0\u202f]\d{3})+|\d{1,15})(?:,\d{1,10})?$/;

/** The possible values of a printed number: one, or two if the style decides and is not known. */
export function readingsOf(text: string, style: NumberStyle): string[] {
  const folded = text.replace("−", "-").trim();
  const point = POINT.test(folded) ? plainDecimal(folded.replace(/[,'’ \u00a0\u202f]/g, "")) : null;
  const comma = COMMA.test(folded) ? plainDecimal(folded.replace(/[.'’ \u00a0\u202f]/g, "").replace(",", ".")) : null;
  if (style === "point" && point !== null) return [point];
  if (style === "comma" && comma !== null) return [comma];
  return [...new Set([point, comma].filter((value) => value !== null))];
}

/** The style that numbers with only one reading show. */
export function styleOf(numbers: readonly string[]): NumberStyle {
  let [points, commas] = [0, 0];
  for (const text of numbers) {
    const folded = text.replace("−", "-").trim();
    const [isPoint, isComma] = [POINT.test(folded), COMMA.test(folded)];
    if (!/[.,]/.test(folded) || isPoint === isComma) continue;
    if (isPoint) points += 1;
    else commas += 1;
  }
  return points > 0 && commas > 0 ? null : points > 0 ? "point" : commas > 0 ? "comma" : null;
}
