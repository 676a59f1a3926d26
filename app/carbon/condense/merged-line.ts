import { addDigits, type Digits, printDigits, readDigits } from "#app/carbon/compiled/coefficient.ts";
import type { QuantitySums, SquareSums } from "#app/carbon/compiled/quantity-sums.ts";
import type { DocumentActivity } from "#app/carbon/document/inventory-document.ts";
import { BOUNDS, checkDecimal } from "#app/number/decimal.ts";
import { DaysCovered, type PeriodTable } from "./days-covered.ts";
import type { CountedRecord } from "./record-kind.ts";

const NOTHING: Digits = { digits: 0n, scale: 0 };

/** The fields of a record that differ within a line, besides its quantity. */
export type RecordDays = Pick<DocumentActivity, "period" | "evidence">;

/** Sums of the quantities of the lines, one cell per line, and sums of squares for those that state an error. */
export interface LineSums {
  quantities: QuantitySums;
  squares: SquareSums;
}

/** Collects records of one kind for one line, with constant memory. The quantities are summed separately. */
export class MergedLine {
  readonly #first: DocumentActivity;
  readonly #like: CountedRecord["like"];
  readonly #said: CountedRecord["said"];
  readonly #days: DaysCovered;
  #count = 0;
  #evidenced = 0;
  /** For each contract, in the order in which they are named. */
  #contracts: Digits[];

  constructor(first: DocumentActivity, { like, said }: CountedRecord, periods: PeriodTable) {
    this.#days = new DaysCovered(periods);
    this.#first = first;
    this.#like = like;
    this.#said = said;
    this.#contracts = (like.market?.instruments ?? []).map(() => NOTHING);
  }

  get id(): string {
    return this.#first.id;
  }

  get hasError(): boolean {
    return this.#like.uncertainty !== undefined;
  }

  /** Counts a record without contracts whose quantity is already in the sum. */
  count({ period, evidence }: RecordDays): void {
    this.#days.add(period);
    this.#count += 1;
    if (evidence) this.#evidenced += 1;
  }

  /**
   * The same for a record with contracts.
   *
   * @param sum the line's quantity including it
   * @returns false if a sum would have more digits than a document may have; the record is then not counted
   */
  countWithin(record: RecordDays, sum: Digits, contracts: readonly string[]): boolean {
    const covered = this.#contracts.map((one, at) => addDigits(one, readDigits(contracts[at]!)));
    if (this.#count > 0 && ![sum, ...covered].every(isInBounds)) return false;
    this.#contracts = covered;
    this.count(record);
    return true;
  }

  /** The line, or the record itself if it stayed alone. It has the id of the first record. */
  print(quantity: Digits, squares: Digits): DocumentActivity {
    if (this.#count === 1) return this.#first;
    const { market, ...like } = this.#like;
    const { period, ...days } = this.#days.print();
    const instruments = market?.instruments?.map((one, at) => ({ ...one, quantity: print(this.#contracts[at]!) }));
    return {
      id: this.#first.id,
      ...like,
      period,
      quantity: print(quantity),
      ...(market ? { market: instruments ? { ...market, instruments } : market } : {}),
      merged: {
        records: String(this.#count),
        ...(this.#evidenced > 0 ? { evidenced: String(this.#evidenced) } : {}),
        ...(like.uncertainty ? { squares: print(squares) } : {}),
        ...this.#said,
        ...days,
      },
    };
  }
}

function print({ digits, scale }: Digits): string {
  return printDigits(digits, scale);
}

/** Checks the digits only if there may be too many. */
function isInBounds({ digits, scale }: Digits): boolean {
  return digits < MOST || checkDecimal(printDigits(digits, scale), BOUNDS.sum) === null;
}

const MOST = 10n ** BigInt(BOUNDS.sum.before);
