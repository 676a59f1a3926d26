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
 * **When it is taken.** For an activity: entered quantity above zero; no method, no typed entry, no contract for an amount,
 * no stated error, nothing left out, no issue in the reference's line of its kind (`nameKind`); at least a second activity
 * of its kind. For a document: totals that are sums of lines and nothing else, so neither shared errors nor grades of data
 * quality nor tiers, which count lines. Everything else goes to the reference by itself, activity by activity.
 *
 * **How it is held.** Random documents with activities repeated must give the reference's bytes; so must a product of
 * random digits with random ratios. A run that is checked later (`truetonne fsck`, the reader's browser) is checked by the
 * reference.
 */

import { calculateActivity } from "#app/carbon/calculate.ts";
import { type CalculationContext, openContext } from "#app/carbon/calculation-context.ts";
import { BOUNDS } from "#app/carbon/decimal.ts";
import type { ActivityOutcome, ExactLine } from "#app/carbon/exact-line.ts";
import { collectResults, type PrintedLines, printLine, runInventory } from "#app/carbon/inventory.ts";
import type { DocumentActivity, InventoryDocument, Results } from "#app/carbon/inventory-document.ts";
import { printDigits } from "./coefficient.ts";
import { compileKind, type Kind, nameKind, printKindLine } from "./kind.ts";
import { QuantitySums } from "./quantity-sums.ts";

/** Activities of one name, and what they came to so far. */
interface Cell {
  number: number;
  count: number;
  /** Undefined until the first of them is met; null where the reference must calculate each. */
  kind: Kind | null | undefined;
  first: { activity: DocumentActivity; index: number } | null;
}

/**
 * Calculates a valid document; the same results as `runInventory`, sooner.
 * @throws CarbonError when the document was not valid
 */
export function runCompiled(document: InventoryDocument): Results {
  if (!isSumOfLines(document)) return runInventory(document);
  const printed: PrintedLines = { lines: [], issues: [], disclosures: [] };
  const merged = mergeActivities(document, {
    onOutcome({ line, issues, disclosures }) {
      if (line) printed.lines.push(printLine(line));
      printed.issues.push(...issues);
      printed.disclosures.push(...disclosures);
    },
    onKind(kind, activity) {
      printed.lines.push(printKindLine(kind, activity));
      for (const one of kind.disclosures) printed.disclosures.push({ ...one, activity: activity.id });
    },
  });
  return collectResults(document, printed, merged);
}

/**
 * The lines of a valid document with activities of one kind as one: they sum to the same by every key of `summary.ts`, and
 * are few. Not for what counts lines or looks at one.
 * @throws CarbonError when the document was not valid
 */
export function mergeLines(document: InventoryDocument): readonly ExactLine[] {
  return mergeActivities(document)();
}

/** Is told of each activity in turn: what the reference made of it, or the kind that it is of. */
interface Listener {
  onOutcome(outcome: ActivityOutcome): void;
  onKind(kind: Kind, activity: DocumentActivity): void;
}

/** @returns what gives the merged lines, in the order in which groups first appear, as the totals keep it */
function mergeActivities(document: InventoryDocument, listener?: Listener): () => readonly ExactLine[] {
  const context = openContext(document);
  const cells = findCells(document.activities);
  const sums = new QuantitySums(cells.size);
  const parts: (ExactLine | Cell)[] = [];
  document.activities.forEach((activity, index) => {
    const cell = cells.of[index];
    if (cell?.kind === undefined && cell) cell.kind = compileKind(context, activity, index);
    if (!cell?.kind) {
      const outcome = calculateActivity(context, activity, index);
      if (outcome.line) parts.push(outcome.line);
      listener?.onOutcome(outcome);
      return;
    }
    if (!cell.first) {
      cell.first = { activity, index };
      parts.push(cell);
    }
    sums.add(cell.number, activity.quantity!);
    listener?.onKind(cell.kind, activity);
  });
  return () => parts.flatMap((part) => ("emission" in part ? part : sumCell(context, part, sums)));
}

/** The totals hold nothing that counts lines or squares them. */
function isSumOfLines({ uncertainty, factors, activities }: InventoryDocument): boolean {
  return (
    !uncertainty &&
    factors.every((factor) => factor.kind === "property" || (factor.tier ?? factor.dataYear) === undefined) &&
    activities.every(({ primary, quality }) => primary === undefined && !quality)
  );
}

/** The cell of each activity that has company: what stands alone costs the reference no more than compiling it. */
function findCells(activities: readonly DocumentActivity[]): { size: number; of: (Cell | null)[] } {
  const byName = new Map<string, Cell>();
  const of = activities.map((activity) => {
    const name = nameKind(activity);
    if (name === null) return null;
    const cell = byName.get(name) ?? { number: byName.size, count: 0, kind: undefined, first: null };
    byName.set(name, cell);
    cell.count += 1;
    return cell;
  });
  return { size: byName.size, of: of.map((cell) => (cell && cell.count > 1 ? cell : null)) };
}

/** One activity that has the quantities of all; more than one where the sum has more digits than a quantity may have. */
function sumCell(context: CalculationContext, { number, first }: Cell, sums: QuantitySums): ExactLine[] {
  const lines: ExactLine[] = [];
  for (let rest = sums.total(number); rest > 0n; rest -= rest > MOST ? MOST : rest) {
    const quantity = printDigits(rest > MOST ? MOST : rest, BOUNDS.quantity.after);
    lines.push(calculateActivity(context, { ...first!.activity, quantity }, first!.index).line!);
  }
  return lines;
}

/** The largest quantity that an activity may have, in whole numbers of 10^-12. */
const MOST = 10n ** BigInt(BOUNDS.quantity.before + BOUNDS.quantity.after) - 1n;
