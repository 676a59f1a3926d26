import {
  type ActivityEntry,
  type CheckedActivity,
  checkActivityEntry,
  type EntryContext,
  type EntryFault,
  sourceOfEntry,
} from "#app/carbon/entry/activity-entry.ts";
import { type EntryPreview, makePreviewer } from "#app/carbon/entry/entry-preview.ts";
import { entryContextOf, type GridData, previewInputsOf } from "./grid-data.ts";
import { type IsSame, isBlank, isSameEntry } from "./sheet.ts";

/** The result of check and calculation for one row. */
export interface Evaluation {
  faults: EntryFault[];
  value: CheckedActivity | null;
  preview: EntryPreview | null;
  /** kg CO2e per unit of the factor, if the source is known. */
  factor: { co2eKg: string; unit: string } | null;
}

export interface Evaluator {
  context: EntryContext;
  evaluate(this: void, cells: ActivityEntry): Evaluation;
  /** The server trims texts and saves an empty data quality as measured, so equal entries can have different texts. */
  isSame: IsSame;
}

const BLANK: Evaluation = { faults: [], value: null, preview: null, factor: null };

/** Checks and calculates rows. Unchanged rows are cached, so that ten thousand rows stay fast. */
export function makeEvaluator(grid: GridData): Evaluator {
  const context = entryContextOf(grid);
  const previewer = makePreviewer(previewInputsOf(grid));
  const known = new WeakMap<ActivityEntry, Evaluation>();
  const factors = new Map<string, Evaluation["factor"]>();

  function factorOf(sourceId: string): Evaluation["factor"] {
    const found = factors.get(sourceId);
    if (found !== undefined) return found;
    const factor = previewer.factorOf(sourceId);
    factors.set(sourceId, factor);
    return factor;
  }

  function compute(cells: ActivityEntry): Evaluation {
    if (isBlank(cells)) return BLANK;
    const checked = checkActivityEntry(cells, context);
    if (checked.ok) {
      const { value } = checked;
      return { faults: [], value, preview: previewer.preview(value), factor: factorOf(value.sourceId) };
    }
    const source = sourceOfEntry(cells, context);
    return { faults: checked.faults, value: null, preview: null, factor: source ? factorOf(source.id) : null };
  }

  function evaluate(cells: ActivityEntry): Evaluation {
    const found = known.get(cells);
    if (found) return found;
    const evaluation = compute(cells);
    known.set(cells, evaluation);
    return evaluation;
  }

  function isSame(mine: ActivityEntry, theirs: ActivityEntry): boolean {
    if (isSameEntry(mine, theirs)) return true;
    const [a, b] = [evaluate(mine).value, evaluate(theirs).value];
    return a !== null && b !== null && JSON.stringify(a) === JSON.stringify(b);
  }

  return { context, evaluate, isSame };
}
