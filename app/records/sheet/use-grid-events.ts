import type { DOMAttributes, FocusEvent } from "react";
import { focusCell } from "./grid-row.tsx";
import type { GridWork } from "./grid-work.ts";
import { type Rectangle, selectCell } from "./selection.ts";
import { useClipboard } from "./use-clipboard.ts";
import { isCell, type KeyTools, useGridKeys } from "./use-grid-keys.ts";
import { usePointer } from "./use-pointer.ts";

interface GridEvents {
  handlers: DOMAttributes<HTMLDivElement>;
  filled: Rectangle;
}

/** Handles keys, clipboard, pointer and external focus changes. */
export function useGridEvents(work: GridWork, tools: KeyTools): GridEvents {
  const { isEditing, startEditing } = tools;
  const { onCopy, onPaste } = useClipboard(work, isEditing);
  const pointer = usePointer(work, isEditing);
  const onKeyDown = useGridKeys(work, tools);
  const handlers: DOMAttributes<HTMLDivElement> = {
    onKeyDown,
    onCopy,
    onCut: onCopy,
    onPaste,
    onMouseDown: pointer.onMouse,
    onMouseOver: pointer.onMouse,
    onFocus: (event) => followFocus(event, work),
    onDoubleClick: (event) => {
      if (!pointer.onDoubleClick(event) && isCell(event.target)) startEditing(false);
    },
  };
  return { handlers, filled: pointer.filled };
}

/** Screen readers set the focus directly. */
function followFocus(event: FocusEvent, work: GridWork): void {
  const { active } = work.selection;
  const { row, column } = event.target instanceof HTMLElement ? event.target.dataset : {};
  if (row === undefined || column === undefined) return;
  const position = { row: Number(row), column: Number(column) };
  if (position.row !== active.row || position.column !== active.column) work.select(selectCell(position));
  else if (event.target instanceof HTMLElement) focusCell(event.target);
}
