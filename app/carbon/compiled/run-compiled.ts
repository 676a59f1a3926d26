import { omit } from "#app/encoding/omit.ts";
/**
 * The fast path: the results of `runInventory`, to the last byte, with most of the arithmetic done once for a kind of
 * activity instead of once for each activity. The reference stays the one place that knows how to calculate; nothing here
 * knows a rule of accounting.
 *
 * **Why it is exact.** An activity's line is, for all that this path takes, a product
 *
 *     value = q × c        q the entered quantity; c a number that the quantity has no part in:
 *                          unit path × kg of gas per unit × GWP × share
 *
 * 1. *Coefficients.* c is what the reference calculates for q = 1. It is kept as integers, c = C ÷ (10^s × d): the powers of
 *    2 and 5 of its denominator go into the power of ten, d is what no 2 or 5 divides (9 for kWh per GJ; mostly 1). Nothing
 *    is divided yet.
 * 2. *Lines.* q is digits ÷ 10^p, so q × c = digits × C ÷ (10^(p+s) × d): one product of big integers. Where d divides it,
 *    shifting the point gives the value in full; else it is the one division, rounded half-even to 40 digits, that the
 *    reference makes of the same fraction (`toExactOr40`).
 * 3. *Totals.* Multiplication distributes over addition: q₁c + q₂c + … = (q₁ + q₂ + …)c. So the quantities of a kind are
 *    summed, as whole numbers, and the reference calculates one activity that has their sum; its totals of those are the
 *    totals of all. A million records of a thousand kinds are a million additions and a thousand calculations.
 * 4. *Sums of quantities.* A text of at most 15 digits is a whole number below 10^15 with so many decimals. A double holds
 *    whole numbers exactly up to 2^53 − 1, and each addition is looked at before it is kept: what would pass that limit goes
 *    into a big integer first (`quantity-sums.ts`). There is one accumulator for each number of decimals, so nothing is
 *    scaled on the way.
 *
 * 5. *Errors.* Where activities state one, the square of each line counts: (q₁c)² + (q₂c)² + … = (q₁² + q₂² + …)c². So the
 *    squares of the quantities are summed as well, and a merged line says what the squares of its lines come to. Errors
 *    that lines share are sums of the lines, as they stand. Activities of one kind state the same errors, so that each
 *    line prints the same percentage.
 *
 * **When it is taken.** For an activity: entered quantity above zero; no method, no typed entry, no contract for an amount,
 * nothing left out, of no group that shares its errors, no issue in the reference's line of its kind (`nameKind`); at least
 * a second activity of its kind. Everything else goes to the reference by itself, activity by activity. What counts
 * activities (shares of primary data) asks a merged line how many it stands for; what draws the errors of each line (the
 * simulation) takes no merged ones.
 *
 * **How it is held.** Random documents with activities repeated must give the reference's bytes; so must a product of
 * random digits with random ratios. A run that is checked later (`truetonne fsck`, the reader's browser) is checked by the
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
 * Calculates a valid document; the same results as `runInventory`, sooner.
 * @throws CarbonError when the document was not valid
 */
export function runCompiled(document: InventoryDocument): Results {
  return calculateMerged(document).results;
}

/** The results of a valid document, and its lines as `mergeKinds` gives them. @throws CarbonError when it was not valid */
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
 * The lines of a valid document with activities of one kind as one: `lines` sum to the same by every key of `summary.ts` but
 * the month, `linesOfMonths` by scope and month, and both are few: a meter that is read each day is one line of the former,
 * and shares twelve of the latter. Not for what counts lines or looks at one.
 * @throws CarbonError when the document was not valid
 */
export function mergeKinds(document: InventoryDocument): MergedKinds {
  const calculator = new ActivityCalculator(openContext(document), document.uncertainty);
  for (const [index, activity] of document.activities.entries()) calculator.add(activity, index);
  return calculator.merged();
}

/** One activity as it is printed: a line, or the issues that keep it from having one. */
type PrintedOutcome = Omit<ActivityOutcome, "line"> & { line: ReturnType<typeof printLine> | null };

/**
 * Calculates activities one after the other, as they come. It keeps what their kinds came to and not the activities, so
 * that memory grows with the number of kinds, and of activities that the reference calculates each for itself.
 */
class ActivityCalculator {
  readonly #merger: ActivityMerger;

  /**
   * @param context knows every factor that an activity names by the time it comes
   * @param uncertainty of the document: activities of its groups are not merged
   */
  constructor(context: CalculationContext, uncertainty?: DocumentUncertainty) {
    const grouped = new Set(uncertainty?.groups?.flat());
    this.#merger = new ActivityMerger(context, grouped, (activity) => nameMonth(context, activity));
  }

  /** @param index its place in the document, for the pointers @throws CarbonError when the activity was not valid */
  calculate(activity: DocumentActivity, index: number): PrintedOutcome {
    const added = this.#merger.add(activity, index);
    if ("issues" in added) return { ...added, line: added.line && printLine(added.line) };
    const disclosures = added.disclosures.map((one) => ({ ...one, activity: activity.id }));
    return { line: printKindLine(added, activity), issues: [], disclosures };
  }

  /** The same where nobody asks for the line by itself. */
  add(activity: DocumentActivity, index: number): void {
    this.#merger.add(activity, index);
  }

  merged(): MergedKinds {
    return { lines: this.#linesOfYear(), linesOfMonths: this.#linesOfMonths(), exceeding: this.#merger.exceeding };
  }

  /**
   * Lines that the totals are summed from, and sums by anything but time: all months of a kind in one, in the order in
   * which groups first appear, as the totals keep it.
   */
  #linesOfYear(): readonly ExactLine[] {
    return this.#merger.mergedLines((like) => like);
  }

  /** Lines that sums by month and scope are made from: kinds of all sources and facilities in one. */
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

/** A short name, and the first activity that has its long one. */
interface Named {
  name: string;
  like: DocumentActivity;
}

/** Activities of one name are a cell. There are many cells, so what is known of them stands in columns, by their numbers. */
class ActivityMerger {
  readonly #context: CalculationContext;
  readonly #grouped: ReadonlySet<string>;
  readonly #namePeriod: (activity: DocumentActivity) => string;
  readonly #cells = new Map<string, number>();
  readonly #sums = new QuantitySums();
  /** Of the quantities of those that state an error. */
  readonly #squares = new SquareSums();
  readonly #exceeding: string[] = [];
  readonly #counts: number[] = [];
  /** The first of each, told by one of the same name in whatever month, for activities are large; and its days. */
  readonly #likes: DocumentActivity[] = [];
  readonly #periods: Period[] = [];
  /** The line of the first, while it is alone: that costs the reference no more than compiling its kind. */
  readonly #alone: (ExactLine | null)[] = [];
  /** Undefined until a second one comes; null where the reference must calculate each. */
  readonly #kindOf: (Kind | null | undefined)[] = [];
  /** Lines of the reference, and numbers of cells. */
  readonly #parts: (ExactLine | number)[] = [];
  /** Long names by numbers, so that each is kept once and not with every month. */
  readonly #names = new Map<string, { number: number; like: DocumentActivity }>();
  /** By what of an activity its line knows; months and sources have theirs in common. */
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

  /** @returns the kind that the activity is of, or what the reference made of it */
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

  /** What a result rests on of the first activity of a cell, and its days. */
  #firstOf(cell: number): DocumentActivity {
    return { ...this.#likes[cell]!, period: this.#periods[cell]! };
  }

  /**
   * Names of cells are long and cells many, so they are not made again: what they have in common says `like`, one object for
   * cells that differ in their days alone.
   *
   * @param groupOf cells of one group are one line
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

  /** One activity that has the quantities of all; more than one where the sum has more digits than a quantity may have. */
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
      // A sum of activities that have no issue has none that could name its place.
      const { line } = calculateActivity(this.#context, { ...this.#firstOf(first), quantity }, 0);
      lines.push({ ...line!, count: lines.length === 0 ? count : 0 });
    }
    return lines[0]!.variance === null ? lines : this.#withSquares(cells, lines);
  }

  /** The first has the squares of all: (q₁c)² + (q₂c)² + … = (q₁² + q₂² + …)c². */
  #withSquares(cells: readonly number[], lines: readonly ExactLine[]): ExactLine[] {
    const { digits, scale } = cells.map((cell) => this.#squares.total(cell)).reduce(addDigits);
    const coefficient = divide(lines[0]!.emission.co2eKg, lines[0]!.quantity);
    const tens = fromInteger(10n ** BigInt(scale));
    const squared = multiply(divide(fromInteger(digits), tens), multiply(coefficient, coefficient));
    return lines.map((line, at) => ({ ...line, squaredCo2eKg: at === 0 ? squared : ZERO }));
  }
}

/** The largest quantity that an activity may have, in whole numbers of 10^-12. */
const MOST = 10n ** BigInt(BOUNDS.quantity.before + BOUNDS.quantity.after) - 1n;
