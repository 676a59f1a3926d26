import { Decimal, printDecimal, RESULT_DIGITS, UnroundedDecimal } from "#app/number/decimal.ts";
import { divide, fromDecimal, fromInteger, type Ratio, toExactOr40, toIntegers } from "#app/number/ratio.ts";

/** A root for further calculation: exact if the square is one of a fraction, otherwise with 200 digits. */
export interface Root {
  value: Ratio;
  isExact: boolean;
}

export function rootOf(square: Ratio): Root {
  const exact = exactRoot(square);
  if (exact) return { value: exact, isExact: true };
  return { value: fromDecimal(decimalRoot(square)), isExact: false };
}

/**
 * The square root of an exact value: in full if it is a decimal that ends, otherwise with 40 significant digits,
 * half-even. It uses integers throughout, so there is only one rounding, at the end. A square calculated from roots
 * (`isExact` false) is always printed with 40 digits.
 */
export function printRoot(square: Ratio, isExact = true): string {
  const exact = isExact ? exactRoot(square) : null;
  return exact ? toExactOr40(exact) : printIrrational(square);
}

/** Digits calculated beyond the printed ones. Further digits could only decide a tie, and none is possible. */
const SPARE_DIGITS = 5;

/** The root is above its integer part, so a half is always more than a half. */
function printIrrational(square: Ratio): string {
  const { numerator, denominator } = toIntegers(square);
  const missing = RESULT_DIGITS + SPARE_DIGITS - Math.floor((sizeOf(numerator) - sizeOf(denominator)) / 2);
  const places = Math.max(0, missing);
  const root = integerRoot((numerator * 10n ** BigInt(2 * places)) / denominator);
  const cut = Math.max(0, sizeOf(root) - RESULT_DIGITS);
  const unit = 10n ** BigInt(cut);
  const rounded = root / unit + (2n * (root % unit) >= unit ? 1n : 0n);
  return printDecimal(new UnroundedDecimal(`${rounded}e${cut - places}`));
}

function sizeOf(value: bigint): number {
  return value.toString().length;
}

function exactRoot(square: Ratio): Ratio | null {
  const { numerator, denominator } = toIntegers(square);
  const [top, bottom] = [integerRoot(numerator), integerRoot(denominator)];
  if (top * top !== numerator || bottom * bottom !== denominator) return null;
  return divide(fromInteger(top), fromInteger(bottom));
}

function decimalRoot(square: Ratio): Decimal {
  const { numerator, denominator } = toIntegers(square);
  return new Decimal(numerator.toString()).div(denominator.toString()).sqrt();
}

/** The largest integer whose square is at most `value`, by Newton's method from above. */
function integerRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / 2));
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
