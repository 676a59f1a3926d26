import type { Words } from "./cell-text.ts";
import type { CommandTarget } from "./grid-commands.ts";
import type { GridData } from "./grid-data.ts";
import type { RowReview } from "./row-review.ts";
import type { CellPosition, Selection, SheetSize } from "./selection.ts";
import type { Edit, SheetRow } from "./sheet.ts";
import type { UsedSheet } from "./use-sheet.ts";

/** What everything inside the sheet works with: the rows shown, the selection, and the ways to change both. */
export interface GridWork extends CommandTarget {
  grid: GridData;
  used: UsedSheet;
  size: SheetSize;
  words: Words;
  /** Selects and gives the active cell the focus. */
  select: (selection: Selection) => void;
  /**
   * Does an edit as one step that can be undone; one that changes nothing is none.
   *
   * @returns what was done, without what would have changed a locked row
   */
  edit: (edit: Edit) => Edit;
  /** Says aloud what happened. */
  say: (text: string) => void;
  /** Where a row stands in the review. */
  reviewOf: (row: SheetRow) => RowReview;
  /** May this cell be typed into? */
  mayWrite: (position: CellPosition) => boolean;
}
