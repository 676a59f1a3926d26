/** A decimal as an integer and its decimal places, enough to display numbers without a number library. */
interface TextDecimal {
  units: bigint;
  places: number;
}

const GRAMMAR = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,4}))?$/;

/** @throws RangeError for a text that is not a decimal number */
function parse(text: string): TextDecimal {
  const match = GRAMMAR.exec(text);
  if (!match) throw new RangeError(`Not a decimal: ${text.slice(0, 60)}`);
  const [, sign, whole, fraction = "", exponent = "0"] = match;
  const units = BigInt(`${whole}${fraction}`);
  return moveTo({ units: sign ? -units : units, places: fraction.length - Number(exponent) });
}

/** Converts negative decimal places to zeros. */
function moveTo({ units, places }: TextDecimal): TextDecimal {
  return places >= 0 ? { units, places } : { units: units * 10n ** BigInt(-places), places: 0 };
}

function print({ units, places }: TextDecimal): string {
  const digits = `${units < 0n ? -units : units}`.padStart(places + 1, "0");
  const at = digits.length - places;
  const text = places === 0 ? digits : `${digits.slice(0, at)}.${digits.slice(at)}`;
  return units < 0n ? `-${text}` : text;
}

/** The quotient rounded half-even to an integer. The divisor must be positive. */
function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n;
  const size = negative ? -dividend : dividend;
  const [whole, twiceRest] = [size / divisor, (size % divisor) * 2n];
  const isUp = twiceRest > divisor || (twiceRest === divisor && whole % 2n === 1n);
  const rounded = isUp ? whole + 1n : whole;
  return negative ? -rounded : rounded;
}

/** All digits, no exponent, no trailing zeros, never `-0`. */
export function plainDecimal(text: string): string {
  return withoutIdleZeros(print(parse(text)));
}

/** Removes trailing zeros of the fraction, and the point if nothing follows it. */
export function withoutIdleZeros(decimal: string): string {
  if (!decimal.includes(".")) return decimal;
  const digits = withoutEnd(decimal, "0");
  return digits.endsWith(".") ? digits.slice(0, -1) : digits;
}

/** Removes all occurrences of a character at the end. */
export function withoutEnd(text: string, character: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === character) end -= 1;
  return text.slice(0, end);
}

/** Rounds half-even to exactly `digits` decimal places. */
export function roundText(text: string, digits: number): string {
  const { units, places } = parse(text);
  const at = 10n ** BigInt(Math.abs(places - digits));
  return print({ units: places > digits ? divideHalfEven(units, at) : units * at, places: digits });
}

/** Moves the decimal point to the left: an exact division by a power of ten. */
export function movePoint(text: string, left: number): string {
  const { units, places } = parse(text);
  return plainDecimal(print(moveTo({ units, places: places + left })));
}

/** `part` as a percentage of `whole`, rounded half-even once to `digits` decimal places. Null if the whole is zero. */
export function percentageText(part: string, whole: string, digits: number): string | null {
  const [of, all] = [parse(part), parse(whole)];
  if (all.units === 0n) return null;
  const sign = all.units < 0n ? -1n : 1n;
  const dividend = sign * of.units * 10n ** BigInt(all.places + digits + 2);
  const divisor = sign * all.units * 10n ** BigInt(of.places);
  return print({ units: divideHalfEven(dividend, divisor), places: digits });
}

/** `text` minus `other`, exactly. */
export function minusText(text: string, other: string): string {
  const [from, less] = [parse(text), parse(other)];
  const places = Math.max(from.places, less.places);
  const scaled = (one: TextDecimal) => one.units * 10n ** BigInt(places - one.places);
  return plainDecimal(print({ units: scaled(from) - scaled(less), places }));
}

/** The exact sum of decimals. */
export function sumTexts(texts: readonly string[]): string {
  const all = texts.map(parse);
  const places = all.reduce((most, one) => Math.max(most, one.places), 0);
  const units = all.reduce((sum, one) => sum + one.units * 10n ** BigInt(places - one.places), 0n);
  return plainDecimal(print({ units, places }));
}

/** For each decimal, the exact sum of all up to it. */
export function runningSums(texts: readonly string[]): string[] {
  const all = texts.map(parse);
  const places = all.reduce((most, one) => Math.max(most, one.places), 0);
  let units = 0n;
  return all.map((one) => {
    units += one.units * 10n ** BigInt(places - one.places);
    return plainDecimal(print({ units, places }));
  });
}

/** Whether the numbers add up exactly to the sum. */
export function addsUp(texts: readonly string[], sum: string): boolean {
  const all = [...texts, sum].map(parse);
  const places = Math.max(...all.map((one) => one.places));
  const units = all.map((one) => one.units * 10n ** BigInt(places - one.places));
  return units.slice(0, -1).reduce((total, one) => total + one, 0n) === units.at(-1);
}
