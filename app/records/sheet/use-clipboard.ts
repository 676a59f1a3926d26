import type { ClipboardEvent } from "react";
import { shownText } from "./cell-text.ts";
import { COLUMNS } from "./grid-column.ts";
import { clearCells, copyBlock, MOST_PASTED_ROWS, pasteBlock } from "./grid-commands.ts";
import type { GridWork } from "./grid-work.ts";
import { rectangleOf } from "./selection.ts";
import type { SheetRow } from "./sheet.ts";

/** Copy, cut and paste as in spreadsheets. Only plain text is read, because HTML from other programs is formatting. */
export function useClipboard(work: GridWork, isEditing: boolean) {
  const { words, evaluator, selection, grid } = work;
  const onCopy = (event: ClipboardEvent) => {
    if (isEditing) return;
    event.preventDefault();
    const computed = (row: SheetRow, column: number) =>
      shownText(COLUMNS[column]!, row.cells, evaluator.evaluate(row.cells), words);
    event.clipboardData.setData("text/plain", copyBlock(work, computed));
    if (event.type === "cut" && grid.mayEdit) work.edit(clearCells(work));
  };
  const onPaste = (event: ClipboardEvent) => {
    if (isEditing || !grid.mayEdit) return;
    event.preventDefault();
    const { edit, rows, columns } = pasteBlock(work, event.clipboardData.getData("text/plain"));
    const { activity, sheet } = words.messages;
    if (rows > MOST_PASTED_ROWS) return work.say(sheet.tooManyRows(MOST_PASTED_ROWS.toLocaleString(words.locale)));
    work.say(rows > 0 ? activity.grid.pasted(rows) : activity.grid.nothingToPaste);
    if (rows === 0) return;
    work.edit(edit);
    const { top, left } = rectangleOf(selection);
    const end = { row: top + rows - 1, column: Math.min(COLUMNS.length - 1, left + columns - 1) };
    work.select({ anchor: end, active: { row: top, column: left } });
  };
  return { onCopy, onPaste };
}
