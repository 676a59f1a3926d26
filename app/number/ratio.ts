import { CarbonError } from "./carbon-error.ts";
import {
  BOUNDS,
  checkDecimal,
  type Decimal,
  parseDecimal,
  printDecimal,
  ResultDecimal,
  UnroundedDecimal,
} from "./decimal.ts";

/**
 * An exact rational number: a decimal divided by a positive integer without the factors 2 and 5, which are in the
 * decimal. Most values are plain decimals with denominator 1. Thirds, sevenths of a year's days or CO2e divided by a
 * GWP keep their denominator until they are printed.
 */
export interface Ratio {
  readonly numerator: Decimal;
  readonly denominator: bigint;
}

/** Larger products are reduced, so that long chains stay small. */
const REDUCE_ABOVE = 10n ** 30n;

function make(numerator: Decimal, denominator: bigint): Ratio {
  if (denominator <= REDUCE_ABOVE) return { numerator, denominator };
  return reduce({ numerator, denominator });
}

export function fromDecimal(value: Decimal): Ratio {
  return { numerator: new UnroundedDecimal(value), denominator: 1n };
}

export function fromInteger(value: number | bigint): Ratio {
  return { numerator: new UnroundedDecimal(value.toString()), denominator: 1n };
}

export const ZERO: Ratio = fromInteger(0);
export const ONE: Ratio = fromInteger(1);

/** A decimal without trailing zeros as an integer and a power of ten. */
function split(value: Decimal): { coefficient: bigint; exponent: number } {
  const text = value.toFixed();
  const point = text.indexOf(".");
  if (point >= 0) return { coefficient: BigInt(text.replace(".", "")), exponent: point + 1 - text.length };
  return { coefficient: BigInt(text), exponent: 0 };
}

function power10(exponent: number): Decimal {
  return new UnroundedDecimal(`1e${exponent}`);
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [absolute(a), absolute(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

function reduce(value: Ratio): Ratio {
  if (value.denominator === 1n) return value;
  const { coefficient, exponent } = split(value.numerator);
  const divisor = greatestCommonDivisor(coefficient, value.denominator);
  if (divisor === 1n) return value;
  const numerator = new UnroundedDecimal((coefficient / divisor).toString()).times(power10(exponent));
  return { numerator, denominator: value.denominator / divisor };
}

export function multiply(a: Ratio, b: Ratio): Ratio {
  return make(a.numerator.times(b.numerator), a.denominator * b.denominator);
}

/** @throws CarbonError `division_by_zero` */
export function divide(a: Ratio, b: Ratio): Ratio {
  if (isZero(b)) throw new CarbonError("division_by_zero");
  // The divisor is coefficient × 10^exponent ÷ denominator. Its factors 2 and 5 go into the decimal.
  let { coefficient, exponent } = split(b.numerator);
  let factor = new UnroundedDecimal(b.denominator.toString());
  if (coefficient < 0n) {
    coefficient = -coefficient;
    factor = factor.negated();
  }
  let twos = 0;
  let fives = 0;
  for (; coefficient % 2n === 0n; twos += 1) coefficient /= 2n;
  for (; coefficient % 5n === 0n; fives += 1) coefficient /= 5n;
  const half = new UnroundedDecimal("0.5");
  const fifth = new UnroundedDecimal("0.2");
  factor = factor.times(half.pow(twos)).times(fifth.pow(fives)).times(power10(-exponent));
  return make(a.numerator.times(factor), a.denominator * coefficient);
}

export function add(a: Ratio, b: Ratio): Ratio {
  if (a.denominator === b.denominator) {
    return { numerator: a.numerator.plus(b.numerator), denominator: a.denominator };
  }
  const common = greatestCommonDivisor(a.denominator, b.denominator);
  const [scaleA, scaleB] = [b.denominator / common, a.denominator / common];
  const numerator = a.numerator.times(scaleA.toString()).plus(b.numerator.times(scaleB.toString()));
  return make(numerator, a.denominator * scaleA);
}

export function negate(value: Ratio): Ratio {
  return { numerator: value.numerator.negated(), denominator: value.denominator };
}

export function subtract(a: Ratio, b: Ratio): Ratio {
  return add(a, negate(b));
}

export function sum(values: Iterable<Ratio>): Ratio {
  let total = ZERO;
  for (const value of values) total = add(total, value);
  return total;
}

export function isZero(value: Ratio): boolean {
  return value.numerator.isZero();
}

export function sign(value: Ratio): -1 | 0 | 1 {
  if (value.numerator.isZero()) return 0;
  return value.numerator.isNegative() ? -1 : 1;
}

/** -1 if a < b, 0 if equal, 1 if a > b. Exact. */
export function compare(a: Ratio, b: Ratio): -1 | 0 | 1 {
  return sign(subtract(a, b));
}

/** All digits if the expansion ends, else 40 significant digits, rounded half-even once. */
export function toExactOr40(value: Ratio): string {
  const reduced = reduce(value);
  if (reduced.denominator === 1n) return printDecimal(reduced.numerator);
  return printDecimal(ResultDecimal.div(reduced.numerator, reduced.denominator.toString()));
}

/** For display: `2500000/9`, or a plain decimal if possible. */
export function toFractionText(value: Ratio): string {
  const reduced = reduce(value);
  if (reduced.denominator === 1n) return printDecimal(reduced.numerator);
  return `${printDecimal(reduced.numerator)}/${reduced.denominator}`;
}

/** The reduced fraction as two integers, the second positive, for calculating roots. */
export function toIntegers(value: Ratio): { numerator: bigint; denominator: bigint } {
  const { coefficient, exponent } = split(value.numerator);
  const scale = 10n ** BigInt(-exponent);
  const denominator = value.denominator * scale;
  const divisor = greatestCommonDivisor(coefficient, denominator) || 1n;
  return { numerator: coefficient / divisor, denominator: denominator / divisor };
}

/** A decimal, or two decimals as in `1/3`. Null if the text is neither, is too long or divides by zero. */
export function parseRatio(text: unknown, bounds: { before: number; after: number }): Ratio | null {
  if (typeof text !== "string") return null;
  const slash = text.indexOf("/");
  if (slash < 0) return checkDecimal(text, bounds) ? null : fromDecimal(parseDecimal(text, bounds));
  const [top, bottom] = [text.slice(0, slash), text.slice(slash + 1)];
  if (checkDecimal(top, BOUNDS.factor) || checkDecimal(bottom, BOUNDS.factor)) return null;
  const divisor = fromDecimal(parseDecimal(bottom, BOUNDS.factor));
  return isZero(divisor) ? null : divide(fromDecimal(parseDecimal(top, BOUNDS.factor)), divisor);
}
