import { type MouseEvent, useEffect, useState } from "react";
import { COLUMNS } from "./grid-column.ts";
import { fillTo } from "./grid-commands.ts";
import type { GridWork } from "./grid-work.ts";
import { type Rectangle, rectangleOf, type Selection, selectCell } from "./selection.ts";

interface Place {
  row: number;
  column: number | null;
}

/** Selection by pointer, and dragging the fill handle. */
export function usePointer(work: GridWork, isEditing: boolean) {
  const { selection, grid } = work;
  const rectangle = rectangleOf(selection);
  /** The row to which the handle is dragged, or null. */
  const [fillRow, setFillRow] = useState<number | null>(null);
  const isFilling = fillRow !== null;

  const fill = (toRow: number) => {
    if (toRow >= rectangle.top && toRow <= rectangle.bottom) return;
    work.edit(fillTo(work, toRow));
    work.select(stretched(selection, toRow));
  };
  useEffect(() => {
    if (!isFilling) return;
    const end = () => {
      setFillRow(null);
      fill(fillRow);
    };
    const leave = (event: KeyboardEvent) => event.key === "Escape" && setFillRow(null);
    window.addEventListener("mouseup", end);
    window.addEventListener("keydown", leave);
    return () => {
      window.removeEventListener("mouseup", end);
      window.removeEventListener("keydown", leave);
    };
  });

  const onMouse = (event: MouseEvent) => {
    if (event.button !== 0) return;
    const isDrag = event.type === "mouseover";
    if (!isDrag && isHandle(event.target) && grid.mayEdit) {
      event.preventDefault();
      return setFillRow(rectangle.bottom);
    }
    const place = placeOf(event.target);
    if (!place || (isDrag && event.buttons !== 1)) return;
    if (isFilling) return setFillRow(place.row);
    select(place, isDrag || event.shiftKey);
    if (!isDrag && !isEditing) event.preventDefault();
  };
  const select = ({ row, column }: Place, isExtending: boolean) => {
    if (column === null) {
      const anchor = { row: isExtending ? selection.anchor.row : row, column: COLUMNS.length - 1 };
      return work.select({ anchor, active: { row, column: 0 } });
    }
    const isSame = row === selection.active.row && column === selection.active.column;
    if (isSame && isEditing) return;
    const active = { row, column };
    work.select(isExtending ? { anchor: selection.anchor, active } : selectCell(active));
  };
  /** A double click on the handle fills down to the last row. */
  const onDoubleClick = (event: MouseEvent): boolean => {
    if (!isHandle(event.target)) return false;
    if (grid.mayEdit && work.shown.length - 1 > rectangle.bottom) fill(work.shown.length - 1);
    return true;
  };
  return { onMouse, onDoubleClick, filled: isFilling ? reachOf(rectangle, fillRow) : rectangle };
}

function reachOf(rectangle: Rectangle, toRow: number): Rectangle {
  return { ...rectangle, top: Math.min(rectangle.top, toRow), bottom: Math.max(rectangle.bottom, toRow) };
}

function stretched(selection: Selection, toRow: number): Selection {
  const { top, bottom, left, right } = reachOf(rectangleOf(selection), toRow);
  return { anchor: { row: bottom, column: right }, active: { row: top, column: left } };
}

function isHandle(target: EventTarget): boolean {
  return target instanceof Element && target.closest("[data-fill-handle]") !== null;
}

function placeOf(target: EventTarget): Place | null {
  const element = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
  if (!element || (target instanceof Element && target.closest("input, [role=listbox]"))) return null;
  const { row, column } = element.dataset;
  return { row: Number(row), column: column === undefined ? null : Number(column) };
}
