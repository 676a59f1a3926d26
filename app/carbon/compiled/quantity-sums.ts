import { CarbonError } from "#app/carbon/carbon-error.ts";
import { BOUNDS, checkDecimal, numberFacts } from "#app/carbon/decimal.ts";

/** How many digits after the point a quantity may have; one accumulator for each number of them. */
const MOST_DECIMALS = BOUNDS.quantity.after;
const SLOTS = MOST_DECIMALS + 1;

/** So many digits are below 10^15 and thus whole numbers that a double holds exactly, as is each step towards them. */
const MOST_DIGITS = 15;
const ZERO = 48;
const POINT = -2;

/**
 * Exact sums of quantities, each in a cell. A text of at most 15 digits is read as the whole number of its digits,
 * 1234.50 as 123450 with two decimals, and added to the accumulator that its cell has for two decimals: no
 * multiplication, no division, no rounding. Doubles hold whole numbers exactly below 2^53, so before an accumulator would
 * leave that range it is emptied into a big integer. Longer texts go to the big integer at once.
 */
export class QuantitySums {
  #sums: Float64Array;
  /** What left the accumulators, as whole numbers of 10^-12. */
  readonly #carried = new Map<number, bigint>();

  /** @param cells how many are expected; there may be more */
  constructor(cells = 64) {
    this.#sums = new Float64Array(cells * SLOTS);
  }

  /**
   * Adds a quantity, zero or above, to a cell.
   * @throws CarbonError `number_grammar`, `number_out_of_bounds`; of a negative one `negative_quantity`
   */
  add(cell: number, text: string): void {
    if ((cell + 1) * SLOTS > this.#sums.length) this.#grow(cell + 1);
    if (!this.#addShort(cell, text)) this.#addLong(cell, text);
  }

  #grow(cells: number): void {
    const wider = new Float64Array(Math.max(cells * SLOTS, this.#sums.length * 2));
    wider.set(this.#sums);
    this.#sums = wider;
  }

  /** @returns false, and adds nothing, where the text is not at most 15 digits with at most a point among them */
  #addShort(cell: number, text: string): boolean {
    const { length } = text;
    if (length === 0 || length > MOST_DIGITS + 1) return false;
    let digits = 0;
    let point = -1;
    for (let at = 0; at < length; at += 1) {
      const digit = text.charCodeAt(at) - ZERO;
      if (digit >= 0 && digit <= 9) digits = digits * 10 + digit;
      else if (digit === POINT && point < 0 && at > 0 && at < length - 1) point = at;
      else return false;
    }
    const decimals = point < 0 ? 0 : length - 1 - point;
    if (digits >= 1e15 || decimals > MOST_DECIMALS) return false;
    const slot = cell * SLOTS + decimals;
    const sum = this.#sums[slot]! + digits;
    if (sum > Number.MAX_SAFE_INTEGER) {
      this.#carry(cell, decimals, BigInt(this.#sums[slot]!));
      this.#sums[slot] = digits;
    } else {
      this.#sums[slot] = sum;
    }
    return true;
  }

  /** The sum of a cell in whole numbers of 10^-12. */
  total(cell: number): bigint {
    let total = this.#carried.get(cell) ?? 0n;
    for (let decimals = 0; decimals < SLOTS; decimals += 1) {
      const sum = this.#sums[cell * SLOTS + decimals]!;
      if (sum !== 0) total += BigInt(sum) * POWERS[MOST_DECIMALS - decimals]!;
    }
    return total;
  }

  #addLong(cell: number, text: string): void {
    const problem = checkDecimal(text, BOUNDS.quantity);
    if (problem) throw new CarbonError(problem, numberFacts(text, BOUNDS.quantity));
    if (text.startsWith("-")) throw new CarbonError("negative_quantity", { quantity: text });
    const [whole = "", fraction = ""] = text.split(".");
    this.#carry(cell, fraction.length, BigInt(whole + fraction));
  }

  #carry(cell: number, decimals: number, digits: bigint): void {
    this.#carried.set(cell, (this.#carried.get(cell) ?? 0n) + digits * POWERS[MOST_DECIMALS - decimals]!);
  }
}

const POWERS = Array.from({ length: SLOTS }, (_, exponent) => 10n ** BigInt(exponent));
