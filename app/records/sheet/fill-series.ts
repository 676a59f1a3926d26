const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;

/**
 * Continues months written `YYYY-MM` as a fill handle does: one month by the next, several by their common step. Null
 * if the texts are not a series and should be repeated.
 *
 * @returns the text at a position relative to the first given text; negative for positions before it
 */
export function monthSeries(texts: readonly string[]): ((place: number) => string | null) | null {
  const numbers = texts.map(numberOf);
  const [first = null, second] = numbers;
  if (first === null) return null;
  const step = numbers.length === 1 ? 1 : (second ?? Number.NaN) - first;
  if (step === 0 || numbers.some((one, place) => one !== first + place * step)) return null;
  return (place) => textOf(first + place * step);
}

function numberOf(text: string): number | null {
  const match = MONTH.exec(text.trim());
  return match && Number(match[1]) * 12 + Number(match[2]) - 1;
}

function textOf(number: number): string | null {
  const year = Math.floor(number / 12);
  if (year < 1 || year > 9999) return null;
  return `${String(year).padStart(4, "0")}-${String((number % 12) + 1).padStart(2, "0")}`;
}
