import { BOUNDS } from "#app/number/decimal.ts";
import type { ShortQuantity } from "./product.ts";

/** Integers with this number of digits are below 10^15, so a double holds them and each intermediate step exactly. */
const MOST_DIGITS = 15;
/** Maximum decimals of a quantity. */
const MOST_DECIMALS = BOUNDS.quantity.after;
const ZERO = 48;
/** The code of the decimal point, where digits are 0 to 9. */
const POINT = -2;

/**
 * A plain non-negative decimal of at most 15 digits: an integer ÷ 10^scale. Such text passes `validateActivity` and the
 * engine. One object is reused, so that a million quantities don't create a million objects.
 */
export class QuantityReader implements ShortQuantity {
  digits = 0;
  scale = 0;

  /** @returns false if the text is not one; the earlier value is then lost */
  read(text: string): boolean {
    const { length } = text;
    if (length > MOST_DIGITS + 1) return false;
    let digits = 0;
    let digit = 0;
    let at = 0;
    for (; at < length; at += 1) {
      digit = text.charCodeAt(at) - ZERO;
      if (digit >>> 0 > 9) break;
      digits = digits * 10 + digit;
    }
    if (at === 0) return false;
    let decimals = 0;
    if (at < length) {
      decimals = length - 1 - at;
      if (digit !== POINT || decimals === 0 || decimals > MOST_DECIMALS) return false;
      for (at += 1; at < length; at += 1) {
        digit = text.charCodeAt(at) - ZERO;
        if (digit >>> 0 > 9) return false;
        digits = digits * 10 + digit;
      }
    } else if (length > MOST_DIGITS) return false;
    this.digits = digits;
    this.scale = decimals;
    return true;
  }
}
