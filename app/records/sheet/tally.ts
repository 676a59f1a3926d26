import { addPreviews, EMPTY_SUM, printSum, subtractPreviews } from "#app/carbon/entry/entry-preview.ts";
import type { Evaluation, Evaluator } from "./row-evaluation.ts";
import { isBlank, type SheetRow } from "./sheet.ts";

export interface SheetSummary {
  rows: number;
  computed: number;
  faulty: number;
  /** Exact kg CO2e, or null while it is being calculated. */
  co2eKg: string | null;
}

/** Counts and exact sum of the rows, updated incrementally, so that a keystroke costs one row. */
export interface Tally {
  readonly rows: readonly SheetRow[];
  readonly filled: number;
  readonly computed: number;
  readonly faulty: number;
  readonly sum: typeof EMPTY_SUM;
}

export const EMPTY_TALLY: Tally = { rows: [], filled: 0, computed: 0, faulty: 0, sum: EMPTY_SUM };

/** The rows between the common start and the common end of two states. */
export function changedRows(before: readonly SheetRow[], after: readonly SheetRow[]) {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { gone: before.slice(start, before.length - end), come: after.slice(start, after.length - end) };
}

export function updateTally(tally: Tally, rows: readonly SheetRow[], { evaluate }: Evaluator): Tally {
  const { gone, come } = changedRows(tally.rows, rows);
  const [less, more] = [gone, come].map((some) => some.filter(isFilled).map(({ cells }) => evaluate(cells)));
  return {
    rows,
    filled: tally.filled + more!.length - less!.length,
    computed: tally.computed + count(more!, isComputed) - count(less!, isComputed),
    faulty: tally.faulty + count(more!, isFaulty) - count(less!, isFaulty),
    sum: addPreviews(subtractPreviews(tally.sum, less!.flatMap(previewOf)), more!.flatMap(previewOf)),
  };
}

export function summaryOf({ filled, computed, faulty, sum }: Tally): SheetSummary {
  return { rows: filled, computed, faulty, co2eKg: printSum(sum) };
}

/** Whether a row needs attention before it counts. */
export function isFaulty({ faults, preview }: Pick<Evaluation, "faults" | "preview">): boolean {
  return faults.length > 0 || preview?.ok === false;
}

const isFilled = ({ cells }: SheetRow) => !isBlank(cells);
const isComputed = ({ preview }: Evaluation) => preview?.ok === true;
const previewOf = ({ preview }: Evaluation) => preview ?? [];
const count = (evaluations: Evaluation[], is: (one: Evaluation) => boolean) => evaluations.filter(is).length;
