import { useEffect, useMemo, useReducer } from "react";
import type { GridData } from "./grid-data.ts";
import { type Evaluator, makeEvaluator } from "./row-evaluation.ts";
import type { SheetRow } from "./sheet.ts";
import { initialState, reduceSheet, type SheetAction, type SheetState } from "./sheet-state.ts";
import { type SaveState, useAutosave } from "./use-autosave.ts";
import { type UsedDrafts, useDrafts } from "./use-drafts.ts";

export interface UsedSheet extends UsedDrafts {
  state: SheetState;
  dispatch: (action: SheetAction) => void;
  evaluator: Evaluator;
  save: SaveState;
}

/**
 * The sheet of an inventory: loaded records, drafts and autosave.
 *
 * @param isReady whether the records are loaded
 */
export function useSheet(grid: GridData, isReady: boolean): UsedSheet {
  const evaluator = useMemo(() => makeEvaluator(grid), [grid]);
  const [state, dispatch] = useReducer(reduceSheet, grid.records, initialState);
  const drafts = useDrafts(grid, state, { dispatch, evaluator, isReady });
  const save = useAutosave(grid, state, { dispatch, evaluator });
  useWarning(drafts.isStorageFull && save.kind !== "saved");
  return { state, dispatch, evaluator, save, ...drafts };
}

/** If drafts can't be stored, leaving the page would lose changes, so the browser asks first. */
function useWarning(isAtRisk: boolean): void {
  useEffect(() => {
    if (!isAtRisk) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isAtRisk]);
}

/** The evaluation of a row, including server errors that still apply to its current cells. */
export function evaluationWith({ evaluator, state }: UsedSheet, row: SheetRow) {
  const evaluation = evaluator.evaluate(row.cells);
  const refused = state.refused.get(row.id);
  return refused?.cells === row.cells ? { ...evaluation, faults: refused.faults } : evaluation;
}
