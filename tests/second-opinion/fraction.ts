/**
 * Fractions of integers, for the second opinion only. Nothing here is shared with the program, which uses integer-based
 * decimals, so that the two can't have the same error.
 */
export interface Fraction {
  readonly n: bigint;
  /** Above zero. */
  readonly d: bigint;
}

export const NOTHING: Fraction = { n: 0n, d: 1n };
export const WHOLE: Fraction = { n: 1n, d: 1n };

/** Parses `12.5`, `-3` or `1/3`. Anything else is an error in the test and throws. */
export function f(text: string): Fraction {
  const slash = text.indexOf("/");
  if (slash >= 0) return over(f(text.slice(0, slash)), f(text.slice(slash + 1)));
  const point = text.indexOf(".");
  if (point < 0) return { n: BigInt(text), d: 1n };
  const part = text.slice(point + 1);
  return { n: BigInt(text.slice(0, point) + part), d: 10n ** BigInt(part.length) };
}

function largestCommonFactor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y) [x, y] = [y, x % y];
  return x;
}

export function lowest({ n, d }: Fraction): Fraction {
  const factor = largestCommonFactor(n, d);
  return factor > 1n ? { n: n / factor, d: d / factor } : { n, d };
}

export function times(...all: Fraction[]): Fraction {
  return all.reduce((a, b) => ({ n: a.n * b.n, d: a.d * b.d }), WHOLE);
}

export function over(a: Fraction, b: Fraction): Fraction {
  if (b.n === 0n) throw new Error("A fraction over zero");
  return b.n < 0n ? { n: -a.n * b.d, d: -a.d * b.n } : { n: a.n * b.d, d: a.d * b.n };
}

export function plus(...all: Fraction[]): Fraction {
  return all.reduce((a, b) => lowest({ n: a.n * b.d + b.n * a.d, d: a.d * b.d }), NOTHING);
}

export function minus(a: Fraction, b: Fraction): Fraction {
  return plus(a, { n: -b.n, d: b.d });
}

export function size(value: Fraction): Fraction {
  return value.n < 0n ? { n: -value.n, d: value.d } : value;
}

/** Negative, zero or positive if a is less than, equal to or greater than b. */
export function order(a: Fraction, b: Fraction): bigint {
  return a.n * b.d - b.n * a.d;
}

/** Number of decimals of a fraction in lowest terms, or null if they never end. */
function lengthOfExpansion(d: bigint): bigint | null {
  let rest = d;
  let length = 0n;
  for (const prime of [2n, 5n]) {
    let count = 0n;
    for (; rest % prime === 0n; count += 1n) rest /= prime;
    if (count > length) length = count;
  }
  return rest === 1n ? length : null;
}

function placePoint(digits: string, places: bigint): string {
  if (places <= 0n) return digits + "0".repeat(Number(-places));
  const padded = digits.padStart(Number(places) + 1, "0");
  const text = `${padded.slice(0, -Number(places))}.${padded.slice(-Number(places))}`;
  // pattern: our own text, a fraction of a result.
  return text.replace(/\.?0+$/, "");
}

/** Long division: all digits if they end, otherwise forty significant digits, with the last rounded half to even. */
export function print(value: Fraction): string {
  const { n, d } = lowest(value);
  if (n === 0n) return "0";
  const sign = n < 0n ? "-" : "";
  const top = n < 0n ? -n : n;
  const ends = lengthOfExpansion(d);
  if (ends !== null) return sign + placePoint(((top * 10n ** ends) / d).toString(), ends);
  // The position of the first significant digit is `lead` places before the point. Below one, `lead` is zero or
  // negative.
  let lead = BigInt(top.toString().length - d.toString().length);
  if (top * 10n ** (lead < 0n ? -lead : 0n) >= d * 10n ** (lead > 0n ? lead : 0n)) lead += 1n;
  const places = 40n - lead;
  const scaledTop = places > 0n ? top * 10n ** places : top;
  const scaledBottom = places < 0n ? d * 10n ** -places : d;
  const whole = scaledTop / scaledBottom;
  const twice = 2n * (scaledTop % scaledBottom);
  const isUp = twice > scaledBottom || (twice === scaledBottom && whole % 2n === 1n);
  return sign + placePoint((isUp ? whole + 1n : whole).toString(), places);
}

/**
 * The integer part of a square root: the root of the leading half of the digits, one Newton step, then a correction.
 */
function wholeRoot(value: bigint): bigint {
  if (value < 10_000n) return BigInt(Math.floor(Math.sqrt(Number(value))));
  const shift = BigInt((value.toString(2).length / 4) | 0);
  const near = wholeRoot(value >> (2n * shift)) << shift;
  let root = (near + value / near) / 2n;
  while (root * root > value) root -= 1n;
  while ((root + 1n) * (root + 1n) <= value) root += 1n;
  return root;
}

/** Decimals of a root that never ends, far more than are printed. */
const ROOT_DIGITS = 160n;

export function rootOf(square: Fraction): { value: Fraction; isExact: boolean } {
  const { n, d } = lowest(square);
  const [top, bottom] = [wholeRoot(n), wholeRoot(d)];
  if (top * top === n && bottom * bottom === d) return { value: { n: top, d: bottom }, isExact: true };
  const value = { n: wholeRoot((n * 10n ** (2n * ROOT_DIGITS)) / d), d: 10n ** ROOT_DIGITS };
  return { value, isExact: false };
}

/**
 * The square root, printed by the same rule, and always with forty digits if the square was calculated from roots. An
 * irrational root is never half-way, so its next digits decide.
 */
export function printRoot(square: Fraction, isExact = true): string {
  const root = rootOf(square);
  if (root.isExact && isExact) return print(root.value);
  const digits = ((root.value.n * 10n ** ROOT_DIGITS) / root.value.d).toString();
  const kept = BigInt(digits.slice(0, 40)) + ((digits[40] ?? "0") >= "5" ? 1n : 0n);
  return placePoint(kept.toString(), ROOT_DIGITS - BigInt(digits.length - 40));
}
