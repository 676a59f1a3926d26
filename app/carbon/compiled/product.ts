/**
 * quantity × coefficient, printed exactly like `printProduct`, without big integers and intermediate text. A run of a
 * million records makes about five million such products, and most are small.
 *
 * **Why it is exact.** A product of doubles that is at most 2^53 − 1 is exact: if the true product were larger, the
 * rounded one would be at least 2^53. Longer ones consist of limbs, digits of base 10^7, each an integer in a double. A
 * quantity has three limbs, the highest at most 90. A limb of the product is a sum of at most three products, two below
 * 10^14 and one below 10^9, and a carry below 3 × 10^7. That is less than 2^53, up to which a double holds every
 * integer. To split into limbs, a value is divided by 10^7. The quotient is below 2^30, where doubles are closer to
 * each other than 1.2 × 10^-7, so it is rounded by at most 0.6 × 10^-7. A quotient that is not an integer is at least
 * 10^-7 away from the next integer, so rounding it down is correct.
 *
 * **When it is used.** For coefficients that are decimals, not negative, with at most 168 digits: nearly all. Others,
 * with a denominator, negative or longer, use `printProduct`, and so do quantities that are not short.
 */

import { type Coefficient, type Digits, printProduct } from "./coefficient.ts";

/** A non-negative decimal: an integer that a double holds exactly (at most 2^53 − 1), ÷ 10^scale. */
export interface ShortQuantity {
  readonly digits: number;
  readonly scale: number;
}

/** Receives one text, in either form. */
export interface TextSink {
  addText: (text: string) => void;
  /** ASCII from `start` to before `end`, valid until the call returns. */
  addPart: (bytes: Uint8Array, start: number, end: number) => void;
}

const BASE = 1e7;
const LIMB_DIGITS = 7;
const QUANTITY_LIMBS = 3;
const MOST_LIMBS = 24;
/** Maximum decimals of a coefficient. */
const MOST_SCALE = MOST_LIMBS * LIMB_DIGITS;
const TOO_LONG = 10n ** BigInt(MOST_SCALE);
const [ZERO, POINT] = [48, 46];

/** The product, lowest limb first, and its digits, highest first, with room for a decimal point. */
const limbs = new Float64Array(MOST_LIMBS + QUANTITY_LIMBS * 2);
const printed = new Uint8Array(1 + limbs.length * LIMB_DIGITS);

export class Product {
  readonly #coefficient: Coefficient;
  readonly #isTaken: boolean;
  /** The double nearest to the coefficient's digits. Exact if a product with it is small enough. */
  readonly #whole: number;
  /** Created on demand, because most products are short. */
  #limbs: Float64Array | null = null;

  constructor(coefficient: Coefficient) {
    const { digits, scale, denominator } = coefficient;
    this.#coefficient = coefficient;
    this.#whole = Number(digits);
    this.#isTaken = denominator === 1n && digits >= 0n && digits < TOO_LONG && scale <= MOST_SCALE;
  }

  /** Writes quantity × coefficient to the sink. */
  print({ digits, scale }: ShortQuantity | Digits, sink: TextSink): void {
    if (!this.#isTaken || typeof digits === "bigint") {
      sink.addText(printProduct({ digits: BigInt(digits), scale }, this.#coefficient));
      return;
    }
    const places = scale + this.#coefficient.scale;
    const product = digits * this.#whole;
    const made = product <= Number.MAX_SAFE_INTEGER ? split(product) : this.#multiply(digits);
    const needed = Math.ceil((places + 1) / LIMB_DIGITS);
    for (let at = made; at < needed; at += 1) limbs[at] = 0;
    tell(Math.max(made, needed), places, sink);
  }

  #multiply(digits: number): number {
    this.#limbs ??= toLimbs(this.#coefficient.digits);
    return multiply(this.#limbs, digits);
  }
}

/**
 * The lowest first, padded with two zeros before and three after, so that every limb of a product is calculated the
 * same way.
 */
function toLimbs(whole: bigint): Float64Array {
  const text = whole.toString();
  const count = Math.ceil(text.length / LIMB_DIGITS);
  const found = new Float64Array(count + 2 + QUANTITY_LIMBS);
  for (let at = 0; at < count; at += 1) {
    const end = text.length - at * LIMB_DIGITS;
    found[at + 2] = Number(text.slice(Math.max(end - LIMB_DIGITS, 0), end));
  }
  return found;
}

/** Splits an integer of at most 2^53 − 1 into `limbs`. @returns the number of limbs */
function split(whole: number): number {
  const rest = Math.floor(whole / BASE);
  const high = Math.floor(rest / BASE);
  limbs[0] = whole - rest * BASE;
  limbs[1] = rest - high * BASE;
  limbs[2] = high;
  return high === 0 ? 2 : QUANTITY_LIMBS;
}

/** Writes coefficient × whole into `limbs`. @returns the number of limbs */
function multiply(coefficient: Float64Array, whole: number): number {
  split(whole);
  const [low, middle, high] = [limbs[0]!, limbs[1]!, limbs[2]!];
  const count = coefficient.length - 2;
  let carried = 0;
  for (let at = 0; at < count; at += 1) {
    const sum = low * coefficient[at + 2]! + middle * coefficient[at + 1]! + high * coefficient[at]! + carried;
    carried = Math.floor(sum / BASE);
    limbs[at] = sum - carried * BASE;
  }
  return count;
}

/** 0000 to 9999, concatenated. */
const FOUR_DIGITS = Uint8Array.from({ length: 40_000 }, (_, at) => {
  return ZERO + (Math.floor(Math.floor(at / 4) / 10 ** (3 - (at % 4))) % 10);
});

/** Writes the first `count` limbs to the sink, with `places` decimals and without trailing zeros. */
function tell(count: number, places: number, sink: TextSink): void {
  writeDigits(count);
  let until = 1 + count * LIMB_DIGITS;
  const point = until - places;
  let from = 1;
  while (from < point - 1 && printed[from] === ZERO) from += 1;
  while (until > point && printed[until - 1] === ZERO) until -= 1;
  if (until === point) {
    sink.addPart(printed, from, until);
    return;
  }
  for (let at = from; at < point; at += 1) printed[at - 1] = printed[at]!;
  printed[point - 1] = POINT;
  sink.addPart(printed, from - 1, until);
}

/** Writes the digits of the first `count` limbs into `printed`, seven each. */
function writeDigits(count: number): void {
  for (let limb = count - 1, to = 1; limb >= 0; limb -= 1, to += LIMB_DIGITS) {
    const value = limbs[limb]! | 0;
    const upper = (value / 10_000) | 0;
    const three = upper * 4;
    const four = (value - upper * 10_000) * 4;
    printed[to] = FOUR_DIGITS[three + 1]!;
    printed[to + 1] = FOUR_DIGITS[three + 2]!;
    printed[to + 2] = FOUR_DIGITS[three + 3]!;
    printed[to + 3] = FOUR_DIGITS[four]!;
    printed[to + 4] = FOUR_DIGITS[four + 1]!;
    printed[to + 5] = FOUR_DIGITS[four + 2]!;
    printed[to + 6] = FOUR_DIGITS[four + 3]!;
  }
}
