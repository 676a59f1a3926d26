import { CarbonError } from "#app/number/carbon-error.ts";
import { BOUNDS, checkDecimal, numberFacts } from "#app/number/decimal.ts";
import { addDigits, type Digits, readDigits } from "./coefficient.ts";
import type { ShortQuantity } from "./product.ts";
import { QuantityReader } from "./quantity-reader.ts";

/** Maximum decimals of a quantity, with one accumulator for each number of them. */
const MOST_DECIMALS = BOUNDS.quantity.after;

const NOTHING: Digits = { digits: 0n, scale: 0 };

/**
 * Exact sums of quantities in cells. A text of at most 15 digits is read as an integer (1234.50 as 123450 with two
 * decimals) and added to the cell's accumulator for that number of decimals, without multiplication, division or
 * rounding. Doubles hold integers exactly below 2^53, so an accumulator is emptied into a big integer before it would
 * exceed that. Longer texts are added to the big integer directly.
 */
export class QuantitySums {
  /** By decimals, then by cell. Most quantities have the same number of decimals, so few of these are created. */
  readonly #sums: Float64Array[];
  /** Amounts moved out of the accumulators. */
  readonly #carried = new Map<number, Digits>();
  readonly #read = new QuantityReader();
  #cells: number;

  /** @param cells the expected number; there may be more */
  constructor(cells = 64, mostDecimals: number = MOST_DECIMALS) {
    this.#cells = cells;
    this.#sums = Array.from({ length: mostDecimals + 1 }, () => new Float64Array(0));
  }

  /**
   * Adds a non-negative quantity to a cell.
   * @throws CarbonError `number_grammar`, `number_out_of_bounds`, or `negative_quantity` for a negative one
   */
  add(cell: number, text: string): void {
    if (this.#read.read(text)) this.addShort(cell, this.#read);
    else this.#addLong(cell, text);
  }

  addShort(cell: number, { digits, scale }: ShortQuantity): void {
    const sums = cell < this.#sums[scale]!.length ? this.#sums[scale]! : this.#grow(scale, cell);
    const sum = sums[cell]! + digits;
    if (sum > Number.MAX_SAFE_INTEGER) {
      this.addDigits(cell, { digits: BigInt(sums[cell]!), scale });
      sums[cell] = digits;
    } else {
      sums[cell] = sum;
    }
  }

  #grow(decimals: number, cell: number): Float64Array {
    if (cell >= this.#cells) this.#cells = Math.max(cell + 1, this.#cells * 2);
    const wider = new Float64Array(this.#cells);
    wider.set(this.#sums[decimals]!);
    this.#sums[decimals] = wider;
    return wider;
  }

  /** The sum of a cell, with no more decimals than its quantities have. */
  total(cell: number): Digits {
    let total = this.#carried.get(cell);
    for (let scale = 0; scale < this.#sums.length; scale += 1) {
      const sums = this.#sums[scale]!;
      if (cell >= sums.length || sums[cell] === 0) continue;
      const sum = { digits: BigInt(sums[cell]!), scale };
      total = total ? addDigits(total, sum) : sum;
    }
    return total ?? NOTHING;
  }

  /**
   * The same if a double holds it: the sum of a cell whose quantities have equal numbers of decimals. Otherwise null.
   */
  shortTotal(cell: number): ShortQuantity | null {
    if (this.#carried.has(cell)) return null;
    let [digits, scale] = [0, 0];
    for (let decimals = 0; decimals < this.#sums.length; decimals += 1) {
      const sums = this.#sums[decimals]!;
      const sum = cell < sums.length ? sums[cell]! : 0;
      if (sum === 0) continue;
      if (digits > 0) return null;
      [digits, scale] = [sum, decimals];
    }
    return { digits, scale };
  }

  #addLong(cell: number, text: string): void {
    const problem = checkDecimal(text, BOUNDS.quantity);
    if (problem) throw new CarbonError(problem, numberFacts(text, BOUNDS.quantity));
    if (text.startsWith("-")) throw new CarbonError("negative_quantity", { quantity: text });
    this.addDigits(cell, readDigits(text));
  }

  addDigits(cell: number, digits: Digits): void {
    const carried = this.#carried.get(cell);
    this.#carried.set(cell, carried ? addDigits(carried, digits) : digits);
  }
}

/**
 * Exact sums of the squares of quantities. A square that a double holds exactly (the root has up to about seven digits)
 * is summed like a quantity with twice the decimals. A longer one is added to a big integer.
 */
export class SquareSums {
  readonly #sums = new QuantitySums(0, 2 * MOST_DECIMALS);
  readonly #read = new QuantityReader();

  /** @param text a quantity that was already added to its sum, so it is known to be valid */
  add(cell: number, text: string): void {
    if (this.#read.read(text)) this.addShort(cell, this.#read);
    else this.addSquareOf(cell, readDigits(text));
  }

  addShort(cell: number, { digits, scale }: ShortQuantity): void {
    const square = digits * digits;
    if (square <= Number.MAX_SAFE_INTEGER) this.#sums.addShort(cell, { digits: square, scale: 2 * scale });
    else this.addSquareOf(cell, { digits: BigInt(digits), scale });
  }

  addSquareOf(cell: number, { digits, scale }: Digits): void {
    this.#sums.addDigits(cell, { digits: digits * digits, scale: 2 * scale });
  }

  total(cell: number): Digits {
    return this.#sums.total(cell);
  }
}
