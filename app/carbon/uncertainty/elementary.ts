/**
 * Logarithm, exponential, root and normal quantile from additions, multiplications and divisions alone. `Math.log` and
 * similar functions may differ in the last bit between engines. These don't, because IEEE 754 defines the basic
 * operations. For the Monte Carlo cross-check only, never for a total of an inventory.
 */

/** ln 2 in two parts, so that subtracting a multiple of it is exact. */
const LN_2_HIGH = 0.6931471803691238;
const LN_2_LOW = 1.9082149292705877e-10;

export function ln(value: number): number {
  let mantissa = value;
  let exponent = 0;
  for (; mantissa < Math.SQRT1_2; exponent -= 1) mantissa *= 2;
  for (; mantissa >= 2 * Math.SQRT1_2; exponent += 1) mantissa /= 2;
  // ln m = 2 artanh s with s = (m − 1) ÷ (m + 1), |s| < 0.172.
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let series = 0;
  for (let odd = 25; odd >= 1; odd -= 2) series = series * square + 1 / odd;
  return exponent * LN_2_HIGH + (2 * s * series + exponent * LN_2_LOW);
}

export function exp(power: number): number {
  const twos = Math.floor(power / Math.LN2 + 0.5);
  const rest = power - twos * LN_2_HIGH - twos * LN_2_LOW;
  let series = 1;
  for (let term = 17; term >= 1; term -= 1) series = 1 + (rest / term) * series;
  let scale = 1;
  for (let count = twos; count > 0; count -= 1) scale *= 2;
  for (let count = twos; count < 0; count += 1) scale /= 2;
  return series * scale;
}

/** Square root by Newton's method. Zero for zero. */
export function root(value: number): number {
  if (value <= 0) return 0;
  let estimate = exp(ln(value) / 2);
  for (let step = 0; step < 2; step += 1) estimate = (estimate + value / estimate) / 2;
  return estimate;
}

/** Rational approximations of algorithm AS 241, PPND16 (Wichura 1988), accurate to about 1 in 10¹⁶. */
const CENTRE = {
  top: [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
    33430.57558358813, 2509.0809287301227,
  ],
  bottom: [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
};
const SHOULDER = {
  top: [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  bottom: [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
};
const TAIL = {
  top: [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
  ],
  bottom: [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 0.000018463183175100548,
    1.421511758316446e-7, 2.0442631033899397e-15,
  ],
};

/** The point of the standard normal distribution below which the fraction lies; 0 < fraction < 1. */
export function normalQuantile(fraction: number): number {
  const offset = fraction - 0.5;
  if (offset >= -0.425 && offset <= 0.425) return offset * quotient(CENTRE, 0.180625 - offset * offset);
  const depth = root(-ln(offset < 0 ? fraction : 1 - fraction));
  const size = depth <= 5 ? quotient(SHOULDER, depth - 1.6) : quotient(TAIL, depth - 5);
  return offset < 0 ? -size : size;
}

function quotient({ top, bottom }: { top: readonly number[]; bottom: readonly number[] }, at: number): number {
  return polynomial(top, at) / polynomial(bottom, at);
}

function polynomial(coefficients: readonly number[], at: number): number {
  let value = 0;
  for (let index = coefficients.length - 1; index >= 0; index -= 1) value = value * at + coefficients[index]!;
  return value;
}
