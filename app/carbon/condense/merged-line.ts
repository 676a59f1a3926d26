import { addDigits, type Digits, printDigits, readDigits } from "#app/carbon/compiled/coefficient.ts";
import type { QuantitySums, SquareSums } from "#app/carbon/compiled/quantity-sums.ts";
import type { DocumentActivity } from "#app/carbon/document/inventory-document.ts";
import { BOUNDS, checkDecimal } from "#app/number/decimal.ts";
import { DaysCovered, type PeriodTable } from "./days-covered.ts";
import type { CountedRecord } from "./record-kind.ts";

const NOTHING: Digits = { digits: 0n, scale: 0 };

/** What of a record differs within a line beside its quantity. */
export type RecordDays = Pick<DocumentActivity, "period" | "evidence">;

/** What quantities of the lines come to, each line in its cell; of those that state an error, their squares. */
export interface LineSums {
  quantities: QuantitySums;
  squares: SquareSums;
}

/** Records of one kind on their way to one line, in memory that does not grow with them. Quantities are summed beside it. */
export class MergedLine {
  readonly #first: DocumentActivity;
  readonly #like: CountedRecord["like"];
  readonly #said: CountedRecord["said"];
  readonly #days: DaysCovered;
  #count = 0;
  #evidenced = 0;
  /** Of each contract, in the order in which they are named. */
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

  /** Whether a line needs the squares of its quantities. */
  get hasError(): boolean {
    return this.#like.uncertainty !== undefined;
  }

  /** A record whose quantity is in the sum, without contracts. */
  count({ period, evidence }: RecordDays): void {
    this.#days.add(period);
    this.#count += 1;
    if (evidence) this.#evidenced += 1;
  }

  /**
   * The same of one with contracts.
   *
   * @param sum what the line comes to with it
   * @returns whether it was counted; not where a sum would have more digits than a document may
   */
  countWithin(record: RecordDays, sum: Digits, contracts: readonly string[]): boolean {
    const covered = this.#contracts.map((one, at) => addDigits(one, readDigits(contracts[at]!)));
    if (this.#count > 0 && ![sum, ...covered].every(isInBounds)) return false;
    this.#contracts = covered;
    this.count(record);
    return true;
  }

  /** The line: the record itself where it stayed alone. It has the id of the first. */
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

/** Digits are looked at where they may be too many. */
function isInBounds({ digits, scale }: Digits): boolean {
  return digits < MOST || checkDecimal(printDigits(digits, scale), BOUNDS.sum) === null;
}

const MOST = 10n ** BigInt(BOUNDS.sum.before);
