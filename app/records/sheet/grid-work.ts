import type { Words } from "./cell-text.ts";
import type { CommandTarget } from "./grid-commands.ts";
import type { GridData } from "./grid-data.ts";
import type { RowReview } from "./row-review.ts";
import type { CellPosition, Selection, SheetSize } from "./selection.ts";
import type { Edit, SheetRow } from "./sheet.ts";
import type { UsedSheet } from "./use-sheet.ts";

/** The shared context of the sheet: shown rows, selection and their changes. */
export interface GridWork extends CommandTarget {
  grid: GridData;
  used: UsedSheet;
  size: SheetSize;
  words: Words;
  /** Selects and focuses the active cell. */
  select: (selection: Selection) => void;
  /**
   * Applies an edit as one undo step. An edit without effect adds no step.
   *
   * @returns the applied edit, without changes to locked rows
   */
  edit: (edit: Edit) => Edit;
  /** Announces text to screen readers. */
  say: (text: string) => void;
  reviewOf: (row: SheetRow) => RowReview;
  mayWrite: (position: CellPosition) => boolean;
}
