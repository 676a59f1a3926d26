import { addDigits, type Digits, multiplyDigits, printDigits } from "#app/carbon/compiled/coefficient.ts";
import type { DocumentActivity } from "#app/carbon/document/inventory-document.ts";
import { BOUNDS, checkDecimal } from "#app/number/decimal.ts";
import { DaysCovered, type PeriodTable } from "./days-covered.ts";
import type { CountedRecord } from "./record-kind.ts";

const NOTHING: Digits = { digits: 0n, scale: 0 };

/** Records of one kind on their way to one line, in memory that does not grow with them. */
export class MergedLine {
  readonly #first: DocumentActivity;
  readonly #like: CountedRecord["like"];
  readonly #said: CountedRecord["said"];
  readonly #days: DaysCovered;
  #count = 0;
  #evidenced = 0;
  #sum = NOTHING;
  #squares = NOTHING;
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

  /**
   * @param contracts quantities of its contracts, in their order
   * @returns whether it was added; not where a sum would have more digits than a document may
   */
  add(
    { period, evidence }: Pick<DocumentActivity, "period" | "evidence">,
    quantity: Digits,
    contracts: readonly Digits[] = [],
  ): boolean {
    const sum = addDigits(this.#sum, quantity);
    const covered = this.#contracts.map((one, at) => addDigits(one, contracts[at]!));
    if (this.#count > 0 && ![sum, ...covered].every(isInBounds)) return false;
    this.#sum = sum;
    this.#contracts = covered;
    if (this.#like.uncertainty) this.#squares = addDigits(this.#squares, multiplyDigits(quantity, quantity));
    this.#days.add(period);
    this.#count += 1;
    if (evidence) this.#evidenced += 1;
    return true;
  }

  /** The line: the record itself where it stayed alone. It has the id of the first. */
  print(): DocumentActivity {
    if (this.#count === 1) return this.#first;
    const { market, ...like } = this.#like;
    const { period, ...days } = this.#days.print();
    const instruments = market?.instruments?.map((one, at) => ({ ...one, quantity: print(this.#contracts[at]!) }));
    return {
      id: this.#first.id,
      ...like,
      period,
      quantity: print(this.#sum),
      ...(market ? { market: instruments ? { ...market, instruments } : market } : {}),
      merged: {
        records: String(this.#count),
        ...(this.#evidenced > 0 ? { evidenced: String(this.#evidenced) } : {}),
        ...(like.uncertainty ? { squares: print(this.#squares) } : {}),
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
