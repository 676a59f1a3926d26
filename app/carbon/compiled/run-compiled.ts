import { omit } from "#app/encoding/omit.ts";
/**
 * The fast path: the results of `runInventory`, byte for byte, with most of the arithmetic done once per kind of
 * activity instead of once per activity. Only the reference knows the rules of accounting.
 *
 * **Why it is exact.** For all activities on this path, a line is a product
 *
 *     value = q × c        q the entered quantity; c a number that doesn't depend on the quantity:
 *                          unit path × kg of gas per unit × GWP × share
 *
 * 1. *Coefficients.* c is the reference's result for q = 1. It is kept as integers, c = C ÷ (10^s × d): the powers of 2
 *    and 5 of its denominator go into the power of ten, and d is the rest (9 for kWh per GJ; usually 1). Nothing is
 *    divided yet.
 * 2. *Lines.* q is digits ÷ 10^p, so q × c = digits × C ÷ (10^(p+s) × d): one product of big integers. If d divides it,
 *    shifting the point gives the full value. Otherwise it is the single division, rounded half-even to 40 digits, that
 *    the reference makes of the same fraction (`toExactOr40`).
 * 3. *Totals.* Multiplication distributes over addition: q₁c + q₂c + … = (q₁ + q₂ + …)c. So the quantities of a kind
 *    are summed as integers, and the reference calculates one activity with their sum. Its totals of those are the
 *    totals of all. A million records of a thousand kinds are a million additions and a thousand calculations.
 * 4. *Sums of quantities.* A text of at most 15 digits is an integer below 10^15 with a number of decimals. A double
 *    holds integers exactly up to 2^53 − 1, and each addition is checked before it is kept: a sum beyond that limit goes
 *    into a big integer first (`quantity-sums.ts`). There is one accumulator for each number of decimals, so nothing is
 *    scaled on the way.
 * 5. *Errors.* If activities state an uncertainty, the square of each line counts: (q₁c)² + (q₂c)² + … =
 *    (q₁² + q₂² + …)c². So the squares of the quantities are summed as well, and a merged line states the sum of the
 *    squares of its lines. Errors that lines share are plain sums of the lines. Activities of one kind have the same
 *    errors, so each line prints the same percentage.
 *
 * **When it is used.** For an activity with an entered quantity above zero, without a method, typed entry, contract for
 * an amount, withheld inputs or group with shared errors, without an issue in the reference's line of its kind
 * (`nameKind`), and with at least a second activity of its kind. The reference calculates every other activity
 * individually. Code that counts activities (shares of primary data) asks a merged line for its number. Code that draws
 * the errors of each line (the simulation) takes no merged lines.
 *
 * **How it is tested.** Random documents with repeated activities must give the reference's bytes, and so must products
 * of random digits with random ratios. Later checks of a run (`truetonne fsck`, the reader's browser) use the
 * reference.
 */

import type { DocumentActivity, InventoryDocument, Period, Results } from "#app/carbon/document/inventory-document.ts";
import { calculateActivity } from "#app/carbon/line/calculate.ts";
import { type CalculationContext, openContext } from "#app/carbon/line/calculation-context.ts";
import type { ActivityOutcome, ExactLine } from "#app/carbon/line/exact-line.ts";
import { collectResults, isCounted, type PrintedLines, printLine } from "#app/carbon/total/inventory.ts";
import { exceedsApproach1 } from "#app/carbon/uncertainty/assess-lines.ts";
import type { DocumentUncertainty } from "#app/carbon/uncertainty/uncertainty-types.ts";
import { BOUNDS } from "#app/number/decimal.ts";
import { divide, fromInteger, multiply, ZERO } from "#app/number/ratio.ts";
import { rememberingObjects } from "#app/number/remember.ts";
import { addDigits, digitsAt, printDigits } from "./coefficient.ts";
import { compileKind, type Kind, monthOf, nameKind, nameLine, nameMonth, printKindLine } from "./kind.ts";
import { QuantitySums, SquareSums } from "./quantity-sums.ts";

/**
 * Calculates a valid document: the same results as `runInventory`, faster.
 * @throws CarbonError if the document is not valid
 */
export function runCompiled(document: InventoryDocument): Results {
  return calculateMerged(document).results;
}

/** The results of a valid document, and its lines as from `mergeKinds`. @throws CarbonError if it is not valid */
export function calculateMerged(document: InventoryDocument): MergedKinds & { results: Results } {
  const calculator = new ActivityCalculator(openContext(document), document.uncertainty);
  const printed: PrintedLines = { lines: [], issues: [], disclosures: [] };
  for (const [index, activity] of document.activities.entries()) {
    const { line, issues, disclosures } = calculator.calculate(activity, index);
    if (line) printed.lines.push(line);
    printed.issues.push(...issues);
    printed.disclosures.push(...disclosures);
  }
  const merged = calculator.merged();
  return { ...merged, results: collectResults(document, printed, () => merged) };
}

interface MergedKinds {
  lines: readonly ExactLine[];
  linesOfMonths: readonly ExactLine[];
  /** Activities that are too uncertain for approach 1. */
  exceeding: readonly string[];
}

/**
 * The lines of a valid document, with activities of one kind merged. `lines` have the same sums by every key of
 * `summary.ts` except the month, `linesOfMonths` by scope and month. Both are few: a meter that is read daily is one
 * line of the former, and shares twelve of the latter. Not for code that counts or shows single lines.
 * @throws CarbonError if the document is not valid
 */
export function mergeKinds(document: InventoryDocument): MergedKinds {
  const calculator = new ActivityCalculator(openContext(document), document.uncertainty);
  for (const [index, activity] of document.activities.entries()) calculator.add(activity, index);
  return calculator.merged();
}

/** One printed activity: a line, or the issues that prevent it. */
type PrintedOutcome = Omit<ActivityOutcome, "line"> & { line: ReturnType<typeof printLine> | null };

/**
 * Calculates activities one after the other as they arrive. It keeps the sums of kinds instead of the activities, so
 * memory grows with the number of kinds and of activities that the reference calculates individually.
 */
class ActivityCalculator {
  readonly #merger: ActivityMerger;

  /**
   * @param context must know every factor of an activity when it arrives
   * @param uncertainty of the document: activities in its groups are not merged
   */
  constructor(context: CalculationContext, uncertainty?: DocumentUncertainty) {
    const grouped = new Set(uncertainty?.groups?.flat());
    this.#merger = new ActivityMerger(context, grouped, (activity) => nameMonth(context, activity));
  }

  /** @param index its place in the document, for the pointers @throws CarbonError if the activity is not valid */
  calculate(activity: DocumentActivity, index: number): PrintedOutcome {
    const added = this.#merger.add(activity, index);
    if ("issues" in added) return { ...added, line: added.line && printLine(added.line) };
    const disclosures = added.disclosures.map((one) => ({ ...one, activity: activity.id }));
    return { line: printKindLine(added, activity), issues: [], disclosures };
  }

  /** The same without printing the line. */
  add(activity: DocumentActivity, index: number): void {
    this.#merger.add(activity, index);
  }

  merged(): MergedKinds {
    return { lines: this.#linesOfYear(), linesOfMonths: this.#linesOfMonths(), exceeding: this.#merger.exceeding };
  }

  /**
   * Lines for totals and all sums except by time: all months of a kind in one line, in the order in which groups first
   * appear, as in the totals.
   */
  #linesOfYear(): readonly ExactLine[] {
    return this.#merger.mergedLines((like) => like);
  }

  /** Lines for sums by month and scope: kinds of all sources and facilities in one. */
  #linesOfMonths(): readonly ExactLine[] {
    const numbers = new Map<string, number>();
    const numberOf = rememberingObjects((like: DocumentActivity) => {
      const name = nameKind({ ...omit(like, "emissionSource"), facility: "" }, () => "")!;
      const number = numbers.get(name) ?? numbers.size;
      numbers.set(name, number);
      return number;
    });
    return this.#merger.mergedLines((like, period) => `${numberOf(like)} ${monthOf(period)}`);
  }
}

/** A short name, and the first activity with its long name. */
interface Named {
  name: string;
  like: DocumentActivity;
}

/**
 * Activities of one name form a cell. There are many cells, so their properties are stored in columns by cell number.
 */
class ActivityMerger {
  readonly #context: CalculationContext;
  readonly #grouped: ReadonlySet<string>;
  readonly #namePeriod: (activity: DocumentActivity) => string;
  readonly #cells = new Map<string, number>();
  readonly #sums = new QuantitySums();
  /** Of the quantities of activities that state an error. */
  readonly #squares = new SquareSums();
  readonly #exceeding: string[] = [];
  readonly #counts: number[] = [];
  /** The first activity of each cell, shared by cells of the same name in any month to save memory, and its days. */
  readonly #likes: DocumentActivity[] = [];
  readonly #periods: Period[] = [];
  /** The first activity's line while it is the only one, which costs the reference no more than compiling its kind. */
  readonly #alone: (ExactLine | null)[] = [];
  /** Undefined until a second activity arrives. Null if the reference must calculate each. */
  readonly #kindOf: (Kind | null | undefined)[] = [];
  /** Lines of the reference, and numbers of cells. */
  readonly #parts: (ExactLine | number)[] = [];
  /** Long names by numbers, so that each is stored once and not for every month. */
  readonly #names = new Map<string, { number: number; like: DocumentActivity }>();
  /** By the fields that affect a line. Months and sources share their kinds. */
  readonly #kinds = new Map<string, Kind | null>();

  constructor(
    context: CalculationContext,
    grouped: ReadonlySet<string>,
    namePeriod: (activity: DocumentActivity) => string,
  ) {
    this.#context = context;
    this.#grouped = grouped;
    this.#namePeriod = namePeriod;
  }

  get exceeding(): readonly string[] {
    return this.#exceeding;
  }

  /** @returns the kind of the activity, or the reference's result */
  add(activity: DocumentActivity, index: number): Kind | ActivityOutcome {
    const named = this.#nameOf(activity);
    if (!named) return this.#addAlone(activity, index);
    const cell = this.#cells.get(named.name);
    if (cell === undefined) return this.#addFirst(named, activity, index);
    if (!this.#compile(cell, activity)) return this.#addAlone(activity, index);
    this.#sums.add(cell, activity.quantity!);
    if (activity.uncertainty) this.#squares.add(cell, activity.quantity!);
    return this.#count(cell, activity.id);
  }

  #count(cell: number, id: string): Kind {
    const kind = this.#kindOf[cell]!;
    this.#counts[cell]! += 1;
    this.#alone[cell] = null;
    if (kind.isExceeding) this.#exceeding.push(id);
    return kind;
  }

  #nameOf(activity: DocumentActivity): Named | null {
    if (this.#grouped.has(activity.id)) return null;
    const name = nameKind(activity, () => "");
    if (name === null) return null;
    const found = this.#names.get(name) ?? { number: this.#names.size, like: activity };
    this.#names.set(name, found);
    return { like: found.like, name: `${found.number} ${this.#namePeriod(activity)}` };
  }

  #compile(cell: number, activity: DocumentActivity): Kind | null {
    const known = this.#kindOf[cell];
    if (known !== undefined) return known;
    const name = nameLine(this.#context, activity)!;
    const found = this.#kinds.get(name);
    const kind = found === undefined ? compileKind(this.#context, activity) : found;
    this.#kinds.set(name, kind);
    this.#kindOf[cell] = kind;
    return kind;
  }

  #addAlone(activity: DocumentActivity, index: number): ActivityOutcome {
    const outcome = this.#calculate(activity, index);
    if (outcome.line) this.#parts.push(outcome.line);
    return outcome;
  }

  #calculate(activity: DocumentActivity, index: number): ActivityOutcome {
    const outcome = calculateActivity(this.#context, activity, index);
    const { line } = outcome;
    if (line && isCounted(line) && exceedsApproach1(line.variance)) this.#exceeding.push(activity.id);
    return outcome;
  }

  #addFirst(named: Named, activity: DocumentActivity, index: number): ActivityOutcome {
    const outcome = this.#calculate(activity, index);
    const { line } = outcome;
    const cell = this.#addCell(named, activity.period, { count: 1, alone: line, kind: line ? undefined : null });
    if (line) this.#sums.add(cell, activity.quantity!);
    if (line && activity.uncertainty) this.#squares.add(cell, activity.quantity!);
    return outcome;
  }

  #addCell(
    { name, like }: Named,
    period: Period,
    { count, alone, kind }: { count: number; alone: ExactLine | null; kind: Kind | null | undefined },
  ): number {
    const cell = this.#counts.push(count) - 1;
    this.#cells.set(name, cell);
    this.#likes.push(like);
    this.#periods.push(period);
    this.#alone.push(alone);
    this.#kindOf.push(kind);
    if (kind !== null) this.#parts.push(cell);
    return cell;
  }

  /** The fields of a cell's first activity that affect results, and its days. */
  #firstOf(cell: number): DocumentActivity {
    return { ...this.#likes[cell]!, period: this.#periods[cell]! };
  }

  /**
   * Names of cells are long and cells are many, so the names aren't built again: `like` is one object for cells that
   * differ only in their days.
   *
   * @param groupOf cells of one group become one line
   */
  mergedLines(groupOf: (like: DocumentActivity, period: Period) => DocumentActivity | string): readonly ExactLine[] {
    const groups = new Map<DocumentActivity | string, number[]>();
    const parts: (ExactLine | number[])[] = [];
    for (const part of this.#parts) {
      if (typeof part !== "number") {
        parts.push(part);
        continue;
      }
      const group = groupOf(this.#likes[part]!, this.#periods[part]!);
      const cells = groups.get(group);
      if (cells) cells.push(part);
      else {
        const begun = [part];
        parts.push(begun);
        groups.set(group, begun);
      }
    }
    return parts.flatMap((part) => ("emission" in part ? part : this.#sumCells(part)));
  }

  /** One activity with the sum of the quantities, or several if the sum has more digits than a quantity may have. */
  #sumCells(cells: readonly number[]): ExactLine[] {
    const [first] = cells as [number];
    const alone = this.#alone[first];
    if (alone && cells.length === 1) return [alone];
    const lines: ExactLine[] = [];
    const count = cells.reduce((sum, cell) => sum + this.#counts[cell]!, 0);
    const total = cells.map((cell) => this.#sums.total(cell)).reduce(addDigits);
    let rest = digitsAt(total, BOUNDS.quantity.after);
    for (; rest > 0n; rest -= rest > MOST ? MOST : rest) {
      const quantity = printDigits(rest > MOST ? MOST : rest, BOUNDS.quantity.after);
      // A sum of activities without issues has no issue that could name its place.
      const { line } = calculateActivity(this.#context, { ...this.#firstOf(first), quantity }, 0);
      lines.push({ ...line!, count: lines.length === 0 ? count : 0 });
    }
    return lines[0]!.variance === null ? lines : this.#withSquares(cells, lines);
  }

  /** The first line gets the squares of all: (q₁c)² + (q₂c)² + … = (q₁² + q₂² + …)c². */
  #withSquares(cells: readonly number[], lines: readonly ExactLine[]): ExactLine[] {
    const { digits, scale } = cells.map((cell) => this.#squares.total(cell)).reduce(addDigits);
    const coefficient = divide(lines[0]!.emission.co2eKg, lines[0]!.quantity);
    const tens = fromInteger(10n ** BigInt(scale));
    const squared = multiply(divide(fromInteger(digits), tens), multiply(coefficient, coefficient));
    return lines.map((line, at) => ({ ...line, squaredCo2eKg: at === 0 ? squared : ZERO }));
  }
}

/** The largest quantity of an activity, in units of 10^-12. */
const MOST = 10n ** BigInt(BOUNDS.quantity.before + BOUNDS.quantity.after) - 1n;
