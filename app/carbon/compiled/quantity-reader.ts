import { BOUNDS } from "#app/number/decimal.ts";
import type { ShortQuantity } from "./product.ts";

/** So many digits are below 10^15 and thus whole numbers that a double holds exactly, as is each step towards them. */
const MOST_DIGITS = 15;
/** How many digits after the point a quantity may have. */
const MOST_DECIMALS = BOUNDS.quantity.after;
const ZERO = 48;
/** The point, where a digit would be 0 to 9. */
const POINT = -2;

/**
 * A plain decimal, zero or above, of at most 15 digits: a whole number ÷ 10^scale. What `validateActivity` and the engine would
 * make of it is known. One is read again and again, so that a million quantities are no million objects.
 */
export class QuantityReader implements ShortQuantity {
  digits = 0;
  scale = 0;

  /** @returns false where the text is none; what was read before is then gone */
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
