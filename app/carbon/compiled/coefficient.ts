import { printDecimal, RESULT_DIGITS } from "#app/number/decimal.ts";
import { type Ratio, toIntegers } from "#app/number/ratio.ts";

/**
 * A ratio prepared for multiplication: digits ÷ (10^scale × denominator). The denominator is not divisible by 2 or 5.
 */
export interface Coefficient {
  readonly digits: bigint;
  readonly scale: number;
  readonly denominator: bigint;
}

/** A quantity as an integer of its digits, ÷ 10^scale. */
export interface Digits {
  readonly digits: bigint;
  readonly scale: number;
}

/** The exact ratio, which may be negative or zero. */
export function compileRatio(ratio: Ratio): Coefficient {
  // Most are plain decimals. Their text has no trailing zeros, so there is nothing to reduce.
  if (ratio.denominator === 1n) return { ...readDigits(printDecimal(ratio.numerator)), denominator: 1n };
  const { numerator, denominator } = toIntegers(ratio);
  let [rest, twos, fives] = [denominator, 0, 0];
  for (; rest % 2n === 0n; twos += 1) rest /= 2n;
  for (; rest % 5n === 0n; fives += 1) rest /= 5n;
  const scale = Math.max(twos, fives);
  const missing = 2n ** BigInt(scale - twos) * 5n ** BigInt(scale - fives);
  return { digits: numerator * missing, scale, denominator: rest };
}

/** The digits of a decimal text (`checkDecimal`). */
export function readDigits(text: string): Digits {
  const point = text.indexOf(".");
  if (point < 0) return { digits: BigInt(text), scale: 0 };
  return { digits: BigInt(text.slice(0, point) + text.slice(point + 1)), scale: text.length - point - 1 };
}

/** One + other, with the larger number of decimals. */
export function addDigits(one: Digits, other: Digits): Digits {
  const scale = Math.max(one.scale, other.scale);
  return { digits: digitsAt(one, scale) + digitsAt(other, scale), scale };
}

/** One × other, with the sum of the decimals. */
export function multiplyDigits(one: Digits, other: Digits): Digits {
  return { digits: one.digits * other.digits, scale: one.scale + other.scale };
}

/** The same as an integer at a scale not below its own. */
export function digitsAt({ digits, scale: own }: Digits, scale: number): bigint {
  return own === scale ? digits : digits * 10n ** BigInt(scale - own);
}

/**
 * quantity × coefficient, printed like `toExactOr40`: in full if it ends, otherwise 40 digits, rounded half-even once.
 */
export function printProduct(quantity: Digits, { digits, scale, denominator }: Coefficient): string {
  const product = quantity.digits * digits;
  const places = quantity.scale + scale;
  if (denominator === 1n) return printDigits(product, places);
  const whole = product / denominator;
  if (whole * denominator === product) return printDigits(whole, places);
  return product < 0n
    ? `-${printQuotient(-product, denominator, places)}`
    : printQuotient(product, denominator, places);
}

/** digits ÷ 10^places without trailing zeros, never `-0`. */
export function printDigits(digits: bigint, places: number): string {
  if (digits < 0n) return `-${printDigits(-digits, places)}`;
  const text = digits.toString();
  if (places === 0) return text;
  const padded = text.length > places ? text : text.padStart(places + 1, "0");
  let end = padded.length;
  const point = end - places;
  while (end > point && padded.charCodeAt(end - 1) === 48) end -= 1;
  return end === point ? padded.slice(0, point) : `${padded.slice(0, point)}.${padded.slice(point, end)}`;
}

/** A quotient that doesn't end, rounded once to 40 significant digits. Both operands are positive. */
function printQuotient(product: bigint, denominator: bigint, places: number): string {
  let shift = RESULT_DIGITS - (product.toString().length - denominator.toString().length);
  let [dividend, divisor] = shiftBy(product, denominator, shift);
  if ((dividend / divisor).toString().length > RESULT_DIGITS) {
    shift -= 1;
    [dividend, divisor] = shiftBy(product, denominator, shift);
  }
  const quotient = dividend / divisor;
  // A value that never ends is never half-way, so no tie is possible.
  const rounded = (dividend - quotient * divisor) * 2n > divisor ? quotient + 1n : quotient;
  const scale = places + shift;
  return scale >= 0 ? printDigits(rounded, scale) : printDigits(rounded * 10n ** BigInt(-scale), 0);
}

function shiftBy(dividend: bigint, divisor: bigint, shift: number): [dividend: bigint, divisor: bigint] {
  const power = 10n ** BigInt(Math.abs(shift));
  return shift >= 0 ? [dividend * power, divisor] : [dividend, divisor * power];
}
