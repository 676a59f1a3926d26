import { applyEdit, type Edit, invertEdit, type Sheet } from "./sheet.ts";

/** Edits to undo and to redo, the newest last. */
export interface UndoStack {
  readonly done: readonly Edit[];
  readonly undone: readonly Edit[];
}

export const EMPTY_STACK: UndoStack = { done: [], undone: [] };

/** More steps than a user undoes. Each step only holds what it changed. */
const DEPTH = 200;

export interface Undoable {
  readonly sheet: Sheet;
  readonly stack: UndoStack;
}

/** Applies an edit and clears the redo steps. */
export function doEdit({ sheet, stack }: Undoable, edit: Edit): Undoable {
  return { sheet: applyEdit(sheet, edit), stack: { done: [...stack.done, edit].slice(-DEPTH), undone: [] } };
}

export function undo({ sheet, stack }: Undoable): Undoable {
  const edit = stack.done.at(-1);
  if (!edit) return { sheet, stack };
  return {
    sheet: applyEdit(sheet, invertEdit(edit)),
    stack: { done: stack.done.slice(0, -1), undone: [...stack.undone, edit] },
  };
}

export function redo({ sheet, stack }: Undoable): Undoable {
  const edit = stack.undone.at(-1);
  if (!edit) return { sheet, stack };
  return {
    sheet: applyEdit(sheet, edit),
    stack: { done: [...stack.done, edit], undone: stack.undone.slice(0, -1) },
  };
}
