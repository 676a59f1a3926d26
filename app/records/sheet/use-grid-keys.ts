import { type KeyboardEvent, type RefObject, useRef } from "react";
import { COLUMNS, type ColumnKey, ROW_HEIGHT, WIDTH_BOUNDS } from "./grid-column.ts";
import { clearCells, fillDown, insertRows } from "./grid-commands.ts";
import { type GridOrder, isOfInputMethod, orderOf } from "./grid-keys.ts";
import type { GridWork } from "./grid-work.ts";
import type { GridOrders } from "./make-orders.ts";

export interface KeyTools {
  orders: GridOrders;
  scroller: RefObject<HTMLDivElement>;
  isEditing: boolean;
  /** The column where Tab started. Enter returns to it, one row down. */
  tabColumn: { current: number | null };
  wantFocus: () => void;
  startEditing: (isListOpen: boolean) => void;
  setWidth: (key: ColumnKey, px: number) => void;
}

/** Handles keys while no cell is being edited. */
export function useGridKeys(work: GridWork, tools: KeyTools): (event: KeyboardEvent) => void {
  const { shown, selection, size } = work;
  const { scroller, tabColumn } = tools;
  const isLeaving = useRef(false);
  return (event) => {
    if (tools.isEditing || !isCell(event.target) || isOfInputMethod(event)) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / ROW_HEIGHT) - 2);
    const hasText = ({ row, column }: { row: number; column: number }) => {
      const field = COLUMNS[column]?.field;
      return field ? (shown[row]?.cells[field] ?? "") !== "" : row < shown.length;
    };
    const place = { selection, size, filled: shown.length, hasText, page, tabColumn: tabColumn.current };
    const wanted = orderOf(event, { ...place, isLeaving: isLeaving.current });
    isLeaving.current = wanted?.kind === "leave";
    if (event.key === "Tab") tabColumn.current ??= selection.active.column;
    else if (wanted && wanted.kind !== "edit") tabColumn.current = null;
    if (!wanted) return;
    event.preventDefault();
    obey(work, wanted, tools);
  };
}

function obey(work: GridWork, wanted: GridOrder, tools: KeyTools): void {
  const { orders } = tools;
  if (wanted.kind === "select") work.select(wanted.selection);
  else if (wanted.kind === "edit") tools.startEditing(wanted.isListOpen);
  else if (wanted.kind === "fixes") document.querySelector<HTMLElement>("[data-message-box] button")?.focus();
  else if (wanted.kind === "fault") orders.goToFault(wanted.direction);
  else if (wanted.kind === "resize") resizeBy(work, wanted.by, tools);
  else if (wanted.kind === "help") orders.showKeys();
  else {
    tools.wantFocus();
    if (work.grid.mayEdit) change(work, wanted.kind, orders);
  }
}

function change(work: GridWork, kind: GridOrder["kind"], orders: GridOrders): void {
  if (kind === "undo") orders.undo();
  else if (kind === "redo") orders.redo();
  else if (kind === "clear") work.edit(clearCells(work));
  else if (kind === "fill") work.edit(fillDown(work));
  else if (kind === "insert") work.edit(insertRows(work));
  else if (kind === "delete") orders.deleteRows();
}

function resizeBy({ selection }: GridWork, px: number, { scroller, setWidth }: KeyTools): void {
  const { key } = COLUMNS[selection.active.column]!;
  const heading = scroller.current?.querySelector<HTMLElement>(`[data-heading="${key}"]`);
  setWidth(key, (heading?.offsetWidth ?? WIDTH_BOUNDS.least) + px);
}

/** Buttons and list options handle their own keys. */
export function isCell(target: EventTarget): boolean {
  return target instanceof Element && target.closest("[role=gridcell], [role=rowheader]") !== null;
}
