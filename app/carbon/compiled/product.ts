/**
 * quantity × coefficient, printed to the digit as `printProduct` prints it, without big integers and without a text: a run
 * of a million records makes some five million such products, and most are small.
 *
 * **Why it is exact.** Both factors are kept in limbs, digits of base 10^7, each a whole number in a double. A quantity of at
 * most 15 digits has three, of which the highest is below 10. A limb of the product is a sum of at most three products, two
 * of them below 10^14 and one below 10^8, and of what was carried, below 3 × 10^7: less than 2^53, up to which a double
 * holds every whole number. It is divided by 10^7 to carry on. That quotient is below 2^25, where doubles are nearer to each other
 * than 10^-8, and one that is not whole is at least 10^-7 away from the next whole number: rounded down it is right.
 *
 * **When it is taken.** Coefficients that are decimals, zero or above, of at most 168 digits: nearly all. Those with a
 * denominator, below zero or longer go to `printProduct` by themselves.
 */

import { type Coefficient, printProduct } from "./coefficient.ts";

/** A decimal above zero of at most 15 digits: a whole number ÷ 10^scale. */
export interface ShortQuantity {
  readonly digits: number;
  readonly scale: number;
}

/** Takes one text, whichever way it is told. */
export interface TextSink {
  addText: (text: string) => void;
  /** ASCII from `start` to before `end`, the sink's until it returns. */
  addPart: (bytes: Uint8Array, start: number, end: number) => void;
}

const BASE = 1e7;
const LIMB_DIGITS = 7;
const QUANTITY_LIMBS = 3;
const MOST_LIMBS = 24;
/** Decimals of a coefficient that is taken here. */
const MOST_SCALE = MOST_LIMBS * LIMB_DIGITS;
const [ZERO, POINT] = [48, 46];

/** The product, the lowest limb first; its digits, the highest first; and the text that is printed of them. */
const limbs = new Float64Array(MOST_LIMBS + QUANTITY_LIMBS * 2);
const digits = new Uint8Array(limbs.length * LIMB_DIGITS);
const printed = new Uint8Array(digits.length + 1);

/** A text that is known to be a plain decimal of at most 15 digits. */
export function readShort(decimal: string): ShortQuantity {
  let whole = 0;
  let scale = 0;
  for (let at = 0; at < decimal.length; at += 1) {
    const code = decimal.charCodeAt(at);
    if (code === POINT) scale = decimal.length - 1 - at;
    else whole = whole * 10 + (code - ZERO);
  }
  return { digits: whole, scale };
}

/** A coefficient that many quantities are multiplied with. */
export class Product {
  readonly #coefficient: Coefficient;
  /** Null where it is not taken here. */
  readonly #limbs: Float64Array | null;

  constructor(coefficient: Coefficient) {
    this.#coefficient = coefficient;
    this.#limbs = toLimbs(coefficient);
  }

  /** Tells the sink quantity × coefficient. */
  print({ digits: whole, scale }: ShortQuantity, sink: TextSink): void {
    if (!this.#limbs) {
      sink.addText(printProduct({ digits: BigInt(whole), scale }, this.#coefficient));
      return;
    }
    const places = scale + this.#coefficient.scale;
    const count = multiply(this.#limbs, whole, Math.ceil((places + 1) / LIMB_DIGITS));
    writeDigits(count);
    sink.addPart(printed, 0, writeText(count * LIMB_DIGITS, places));
  }
}

/** The lowest first, between two zeros before them and three behind, so that every limb of a product is made alike. */
function toLimbs({ digits: whole, scale, denominator }: Coefficient): Float64Array | null {
  if (denominator !== 1n || whole < 0n || scale > MOST_SCALE) return null;
  const text = whole.toString();
  const count = Math.ceil(text.length / LIMB_DIGITS);
  if (count > MOST_LIMBS) return null;
  const found = new Float64Array(count + 2 + QUANTITY_LIMBS);
  for (let at = 0; at < count; at += 1) {
    const end = text.length - at * LIMB_DIGITS;
    found[at + 2] = Number(text.slice(Math.max(end - LIMB_DIGITS, 0), end));
  }
  return found;
}

/** Lays the product into `limbs`. @returns how many limbs it has, at least so many as are asked for */
function multiply(coefficient: Float64Array, whole: number, atLeast: number): number {
  const low = whole % BASE;
  const rest = Math.floor(whole / BASE);
  const middle = rest % BASE;
  const high = Math.floor(rest / BASE);
  const count = coefficient.length - 2;
  let carried = 0;
  for (let at = 0; at < count; at += 1) {
    const sum = low * coefficient[at + 2]! + middle * coefficient[at + 1]! + high * coefficient[at]! + carried;
    carried = Math.floor(sum / BASE);
    limbs[at] = sum - carried * BASE;
  }
  for (let at = count; at < atLeast; at += 1) limbs[at] = 0;
  return Math.max(count, atLeast);
}

/** 0000 to 9999, one behind the other. */
const FOUR_DIGITS = Uint8Array.from({ length: 40_000 }, (_, at) => {
  return ZERO + (Math.floor(Math.floor(at / 4) / 10 ** (3 - (at % 4))) % 10);
});

/** Lays the digits of so many limbs into `digits`, seven each. */
function writeDigits(count: number): void {
  for (let limb = count - 1, to = 0; limb >= 0; limb -= 1, to += LIMB_DIGITS) {
    const value = limbs[limb]! | 0;
    const upper = (value / 10_000) | 0;
    const three = upper * 4;
    const four = (value - upper * 10_000) * 4;
    digits[to] = FOUR_DIGITS[three + 1]!;
    digits[to + 1] = FOUR_DIGITS[three + 2]!;
    digits[to + 2] = FOUR_DIGITS[three + 3]!;
    digits[to + 3] = FOUR_DIGITS[four]!;
    digits[to + 4] = FOUR_DIGITS[four + 1]!;
    digits[to + 5] = FOUR_DIGITS[four + 2]!;
    digits[to + 6] = FOUR_DIGITS[four + 3]!;
  }
}

/** Prints so many `digits`, of which `places` stand behind the point, without idle zeros. @returns where the text ends */
function writeText(length: number, places: number): number {
  const point = length - places;
  let from = 0;
  let until = length;
  let to = 0;
  while (from < point - 1 && digits[from] === ZERO) from += 1;
  while (until > point && digits[until - 1] === ZERO) until -= 1;
  while (from < point) printed[to++] = digits[from++]!;
  if (until > point) printed[to++] = POINT;
  while (from < until) printed[to++] = digits[from++]!;
  return to;
}
