import type { KeyboardEvent } from "react";
import { moveBy, nextCell, type Selection, type SheetSize, selectCell } from "./selection.ts";

/** What a key asks of the grid. */
export type GridOrder =
  | { kind: "select"; selection: Selection }
  | { kind: "edit"; text: string | null; isListOpen: boolean }
  | { kind: "clear" | "fill" | "undo" | "redo" | "fixes" | "delete" | "leave" };

interface KeyPlace {
  selection: Selection;
  size: SheetSize;
  /** Rows with something in them: Ctrl with an arrow goes to their edge. */
  filled: number;
  page: number;
  /** Escape was pressed last, so Tab leaves the grid (WCAG 2.1.2: no keyboard trap). */
  isLeaving: boolean;
}

const STEPS: Record<string, { rows?: number; columns?: number }> = {
  ArrowUp: { rows: -1 },
  ArrowDown: { rows: 1 },
  ArrowLeft: { columns: -1 },
  ArrowRight: { columns: 1 },
};

/** Reads a key as spreadsheets do; null for keys that are none of the grid's business. */
export function orderOf(event: KeyboardEvent, place: KeyPlace): GridOrder | null {
  if (event.ctrlKey || event.metaKey) return orderWithControl(event, place);
  if (event.altKey) return event.key === "ArrowDown" ? { kind: "edit", text: null, isListOpen: true } : null;
  const move = moveOf(event, place);
  if (move) return { kind: "select", selection: move };
  switch (event.key) {
    case "Tab":
      return tabOrder(event, place);
    case "F2":
      return { kind: "edit", text: null, isListOpen: false };
    case "Delete":
    case "Backspace":
      return { kind: "clear" };
    case "Escape":
      return { kind: "leave" };
    default:
      return typingOrder(event);
  }
}

function moveOf(event: KeyboardEvent, { selection, size, page }: KeyPlace): Selection | null {
  const step = STEPS[event.key];
  if (step) return moveBy(selection, step, size, event.shiftKey);
  if (event.key === "Enter") return moveBy(selection, { rows: event.shiftKey ? -1 : 1 }, size);
  if (event.key === "PageDown") return moveBy(selection, { rows: page }, size, event.shiftKey);
  if (event.key === "PageUp") return moveBy(selection, { rows: -page }, size, event.shiftKey);
  if (event.key === "Home") return moveBy(selection, { columns: -size.columns }, size, event.shiftKey);
  if (event.key === "End") return moveBy(selection, { columns: size.columns }, size, event.shiftKey);
  return null;
}

function tabOrder(event: KeyboardEvent, { selection, size, isLeaving }: KeyPlace): GridOrder | null {
  const next = isLeaving ? null : nextCell(selection.active, size, event.shiftKey ? -1 : 1);
  return next && { kind: "select", selection: selectCell(next) };
}

/** A letter begins an edit with it; an input method begins with nothing and goes on in the field. */
function typingOrder(event: KeyboardEvent): GridOrder | null {
  if (event.key === "Process" || event.nativeEvent.isComposing || event.keyCode === 229) {
    return { kind: "edit", text: "", isListOpen: false };
  }
  return event.key.length === 1 ? { kind: "edit", text: event.key, isListOpen: false } : null;
}

function orderWithControl(event: KeyboardEvent, { selection, size, filled }: KeyPlace): GridOrder | null {
  const key = event.key.toLowerCase();
  if (key === "z") return { kind: event.shiftKey ? "redo" : "undo" };
  if (key === "y") return { kind: "redo" };
  if (key === "d") return { kind: "fill" };
  if (key === ".") return { kind: "fixes" };
  if (key === "delete" || key === "backspace") return { kind: "delete" };
  if (key === "a") {
    const last = { row: Math.max(0, filled - 1), column: size.columns - 1 };
    return { kind: "select", selection: { anchor: { row: 0, column: 0 }, active: last } };
  }
  const step = STEPS[event.key];
  if (step?.rows) {
    const { row } = selection.active;
    const end = step.rows < 0 ? 0 : Math.max(row, filled - 1);
    return { kind: "select", selection: moveBy(selection, { rows: end - row }, size, event.shiftKey) };
  }
  if (step?.columns) {
    const columns = step.columns * size.columns;
    return { kind: "select", selection: moveBy(selection, { columns }, size, event.shiftKey) };
  }
  if (event.key === "Home") return { kind: "select", selection: selectCell({ row: 0, column: 0 }) };
  if (event.key === "End") {
    return { kind: "select", selection: selectCell({ row: Math.max(0, filled - 1), column: size.columns - 1 }) };
  }
  return null;
}
