import { useMemo } from "react";
import type { Words } from "./cell-text.ts";
import { COLUMNS } from "./grid-column.ts";
import type { GridData } from "./grid-data.ts";
import type { GridWork } from "./grid-work.ts";
import { makeReviewer, withoutLocked } from "./row-review.ts";
import { clampSelection, type Selection } from "./selection.ts";
import type { SheetRow } from "./sheet.ts";
import type { Notice } from "./sheet-notice.tsx";
import type { UsedSheet } from "./use-sheet.ts";

/** Typing in one of these empty rows adds a record. */
const EMPTY_ROWS = 30;

interface Given {
  grid: GridData;
  used: UsedSheet;
  shown: readonly SheetRow[];
  words: Words;
}

/** The shown rows with their actions. Locked rows are skipped, which is announced. */
export function useGridWork(given: Given, chosen: Selection, { say, endUndo }: Notice): Omit<GridWork, "select"> {
  const { grid, used, shown, words } = given;
  const { state, dispatch, evaluator } = used;
  const size = { rows: Math.max(1, shown.length + (grid.mayEdit ? EMPTY_ROWS : 0)), columns: COLUMNS.length };
  const reviewer = useMemo(() => makeReviewer(grid, evaluator), [grid, evaluator]);
  const reviewOf = (row: SheetRow) => reviewer(row, state.sheet.server.get(row.id));
  const edit: GridWork["edit"] = (changes) => {
    const { free, lockedCount } = withoutLocked(changes, state.sheet, reviewOf);
    if (lockedCount > 0) say(words.messages.sheet.lockedLeft(lockedCount));
    if (free.length > 0) {
      dispatch({ kind: "edit", edit: free });
      endUndo();
    }
    return free;
  };
  const mayWrite = (position: { row: number }) => {
    const row = shown[position.row];
    return grid.mayEdit && !(row && reviewOf(row).lock);
  };
  const selection = clampSelection(chosen, size);
  return { ...given, sheet: state.sheet, selection, size, evaluator, edit, say, reviewOf, mayWrite };
}
