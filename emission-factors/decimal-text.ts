/**
 * Exact arithmetic on decimal texts (`-?digits[.digits]`) for converting and comparing published figures. Uses scaled
 * integers only, so no figure passes through a float.
 */

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

interface Scaled {
  digits: bigint;
  /** Digits after the decimal point. */
  places: number;
}

/** Whether `text` is a decimal in the grammar of the inventory document. */
export function isDecimalText(text: string): boolean {
  return DECIMAL.test(text);
}

/** `text` × 10^`power`, exactly. Drops zeros that the shift adds and keeps published trailing zeros. */
export function shiftPoint(text: string, power: number): string {
  const { digits, places } = toScaled(text);
  const moved = places - power;
  return moved >= 0
    ? fromScaled({ digits, places: moved })
    : fromScaled({ digits: digits * 10n ** BigInt(-moved), places: 0 });
}

/** The exact sum without trailing zeros after the decimal point. */
export function sumDecimals(texts: readonly string[]): string {
  const terms = texts.map(toScaled);
  const places = Math.max(0, ...terms.map((term) => term.places));
  const digits = terms.reduce((sum, term) => sum + term.digits * 10n ** BigInt(places - term.places), 0n);
  return trimZeros(fromScaled({ digits, places }));
}

/** The exact product without trailing zeros after the decimal point. */
export function multiplyDecimals(left: string, right: string): string {
  const [a, b] = [toScaled(left), toScaled(right)];
  return trimZeros(fromScaled({ digits: a.digits * b.digits, places: a.places + b.places }));
}

/** Whether two decimal texts are the same number, such as `1.0` and `1`. */
export function equalDecimals(left: string, right: string): boolean {
  return sumDecimals([left]) === sumDecimals([right]);
}

/** Negative, zero or positive if `left` is less than, equal to or greater than `right`. */
export function compareDecimals(left: string, right: string): number {
  const [a, b] = [toScaled(left), toScaled(right)];
  const scale = Math.max(a.places, b.places);
  const difference = a.digits * 10n ** BigInt(scale - a.places) - b.digits * 10n ** BigInt(scale - b.places);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** (`next` − `previous`) ÷ |`previous`| × 100, rounded half-even to `places` digits. Null if `previous` is zero. */
export function percentChange(previous: string, next: string, places = 4): string | null {
  const [a, b] = [toScaled(previous), toScaled(next)];
  const scale = Math.max(a.places, b.places);
  const before = a.digits * 10n ** BigInt(scale - a.places);
  const after = b.digits * 10n ** BigInt(scale - b.places);
  if (before === 0n) return null;
  const divisor = before < 0n ? -before : before;
  const numerator = (after - before) * 100n * 10n ** BigInt(places);
  return trimZeros(fromScaled({ digits: divideHalfEven(numerator, divisor), places }));
}

function divideHalfEven(numerator: bigint, divisor: bigint): bigint {
  const negative = numerator < 0n;
  const absolute = negative ? -numerator : numerator;
  const quotient = absolute / divisor;
  const twice = (absolute % divisor) * 2n;
  const up = twice > divisor || (twice === divisor && quotient % 2n === 1n);
  const rounded = up ? quotient + 1n : quotient;
  return negative ? -rounded : rounded;
}

function matchDecimal(text: string): RegExpExecArray {
  const match = DECIMAL.exec(text);
  if (match === null) throw new Error(`Not a decimal: ${JSON.stringify(text)}`);
  return match;
}

function toScaled(text: string): Scaled {
  const [, sign = "", whole = "", fraction = ""] = matchDecimal(text);
  const digits = BigInt(whole + fraction);
  return { digits: sign === "-" ? -digits : digits, places: fraction.length };
}

function fromScaled({ digits, places }: Scaled): string {
  const negative = digits < 0n;
  const text = (negative ? -digits : digits).toString().padStart(places + 1, "0");
  const body = places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
  return negative ? `-${body}` : body;
}

function trimZeros(text: string): string {
  // pattern: our own text, a published figure.
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
