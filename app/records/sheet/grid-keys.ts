import type { KeyboardEvent } from "react";
import {
  type CellPosition,
  edgeOf,
  moveBy,
  nextCell,
  type Selection,
  type SheetSize,
  selectCell,
} from "./selection.ts";

export type GridOrder =
  | { kind: "select"; selection: Selection }
  | { kind: "edit"; isListOpen: boolean }
  | { kind: "fault"; direction: 1 | -1 }
  | { kind: "resize"; by: number }
  | { kind: "clear" | "fill" | "undo" | "redo" | "fixes" | "delete" | "insert" | "help" | "leave" };

interface KeyPlace {
  selection: Selection;
  size: SheetSize;
  /** Number of existing rows. Empty rows follow. */
  filled: number;
  /** Whether a cell has text. Ctrl with an arrow moves to where this changes. */
  hasText: (position: CellPosition) => boolean;
  page: number;
  /** The column where Tab started. Enter returns to it, one row down. */
  tabColumn: number | null;
  /** True after Escape, so that Tab leaves the grid (WCAG 2.1.2: no keyboard trap). */
  isLeaving: boolean;
}

/** Width change per key press, in px. */
const WIDTH_STEP = 16;

const STEPS: Record<string, { rows?: number; columns?: number }> = {
  ArrowUp: { rows: -1 },
  ArrowDown: { rows: 1 },
  ArrowLeft: { columns: -1 },
  ArrowRight: { columns: 1 },
};

/** Maps a key to a command, as spreadsheets do. Null for other keys, such as letters, which go to the cell's input. */
export function orderOf(event: KeyboardEvent, place: KeyPlace): GridOrder | null {
  if (event.ctrlKey || event.metaKey) return orderWithControl(event, place);
  if (event.altKey) return orderWithAlt(event);
  const move = moveOf(event, place);
  if (move) return { kind: "select", selection: move };
  switch (event.key) {
    case "Tab":
      return tabOrder(event, place);
    case "F8":
      return { kind: "fault", direction: event.shiftKey ? -1 : 1 };
    case " ":
      return event.shiftKey ? { kind: "select", selection: wholeRows(place) } : null;
    case "F2":
      return { kind: "edit", isListOpen: false };
    case "Delete":
    case "Backspace":
      return { kind: "clear" };
    case "Escape":
      return { kind: "leave" };
    default:
      return null;
  }
}

/** Whether the key belongs to an IME composition. Safari ends the composition first but keeps the key code. */
export function isOfInputMethod({ keyCode, nativeEvent }: KeyboardEvent): boolean {
  return nativeEvent.isComposing || keyCode === 229;
}

function orderWithAlt(event: KeyboardEvent): GridOrder | null {
  if (event.shiftKey && event.key === "ArrowLeft") return { kind: "resize", by: -WIDTH_STEP };
  if (event.shiftKey && event.key === "ArrowRight") return { kind: "resize", by: WIDTH_STEP };
  return event.key === "ArrowDown" ? { kind: "edit", isListOpen: true } : null;
}

/** Extends the selection to all columns. The active cell stays in its row. */
function wholeRows({ selection, size }: KeyPlace): Selection {
  const { anchor, active } = selection;
  return { anchor: { row: anchor.row, column: size.columns - 1 }, active: { row: active.row, column: 0 } };
}

function moveOf(event: KeyboardEvent, { selection, size, page, tabColumn }: KeyPlace): Selection | null {
  const step = STEPS[event.key];
  if (step) return moveBy(selection, step, size, event.shiftKey);
  if (event.key === "Enter") return enterFrom(selection, size, { rows: event.shiftKey ? -1 : 1, tabColumn });
  if (event.key === "PageDown") return moveBy(selection, { rows: page }, size, event.shiftKey);
  if (event.key === "PageUp") return moveBy(selection, { rows: -page }, size, event.shiftKey);
  if (event.key === "Home") return moveBy(selection, { columns: -size.columns }, size, event.shiftKey);
  if (event.key === "End") return moveBy(selection, { columns: size.columns }, size, event.shiftKey);
  return null;
}

/** One row down, in the column where Tab started. */
export function enterFrom(
  selection: Selection,
  size: SheetSize,
  { rows, tabColumn }: { rows: number; tabColumn: number | null },
): Selection {
  const { column } = selection.active;
  return moveBy(selection, { rows, columns: (tabColumn ?? column) - column }, size);
}

function tabOrder(event: KeyboardEvent, { selection, size, isLeaving }: KeyPlace): GridOrder | null {
  const next = isLeaving ? null : nextCell(selection.active, size, event.shiftKey ? -1 : 1);
  return next && { kind: "select", selection: selectCell(next) };
}

function orderWithControl(event: KeyboardEvent, place: KeyPlace): GridOrder | null {
  const { selection, size, filled } = place;
  switch (event.key.toLowerCase()) {
    case "z":
      return { kind: event.shiftKey ? "redo" : "undo" };
    case "y":
      return { kind: "redo" };
    case "d":
      return { kind: "fill" };
    case ".":
      return { kind: "fixes" };
    case "/":
      return { kind: "help" };
    case "i":
      return { kind: "insert" };
    case "delete":
    case "backspace":
      return { kind: "delete" };
    case "a": {
      const last = { row: Math.max(0, filled - 1), column: size.columns - 1 };
      return { kind: "select", selection: { anchor: { row: 0, column: 0 }, active: last } };
    }
    case "home":
      return jumpTo({ row: 0, column: 0 }, selection, event.shiftKey);
    case "end":
      return jumpTo({ row: Math.max(0, filled - 1), column: size.columns - 1 }, selection, event.shiftKey);
    default: {
      const step = STEPS[event.key];
      return step ? jumpTo(edgeOf(selection.active, step, { ...place }), selection, event.shiftKey) : null;
    }
  }
}

function jumpTo(active: CellPosition, { anchor }: Selection, isExtending: boolean): GridOrder {
  return { kind: "select", selection: isExtending ? { anchor, active } : selectCell(active) };
}
