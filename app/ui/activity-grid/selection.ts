export interface CellPosition {
  row: number;
  column: number;
}

/** A rectangle of cells: it reaches from where it began to the active cell, which has the focus. */
export interface Selection {
  anchor: CellPosition;
  active: CellPosition;
}

export interface SheetSize {
  rows: number;
  columns: number;
}

export interface Rectangle {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export function selectCell(position: CellPosition): Selection {
  return { anchor: position, active: position };
}

export function rectangleOf({ anchor, active }: Selection): Rectangle {
  return {
    top: Math.min(anchor.row, active.row),
    bottom: Math.max(anchor.row, active.row),
    left: Math.min(anchor.column, active.column),
    right: Math.max(anchor.column, active.column),
  };
}

export function isSelected(rectangle: Rectangle, { row, column }: CellPosition): boolean {
  return row >= rectangle.top && row <= rectangle.bottom && column >= rectangle.left && column <= rectangle.right;
}

/** Keeps a position inside the sheet. */
export function clamp({ row, column }: CellPosition, size: SheetSize): CellPosition {
  return {
    row: Math.max(0, Math.min(size.rows - 1, row)),
    column: Math.max(0, Math.min(size.columns - 1, column)),
  };
}

/** The selection after a step; `isExtending` leaves the anchor, as Shift does. */
export function moveBy(
  selection: Selection,
  step: { rows?: number; columns?: number },
  size: SheetSize,
  isExtending = false,
): Selection {
  const { row, column } = selection.active;
  const active = clamp({ row: row + (step.rows ?? 0), column: column + (step.columns ?? 0) }, size);
  return isExtending ? { anchor: selection.anchor, active } : selectCell(active);
}

/** The next cell in reading order, or null at the end of the sheet, where the focus may leave it. */
export function nextCell({ row, column }: CellPosition, size: SheetSize, direction: 1 | -1): CellPosition | null {
  const index = row * size.columns + column + direction;
  if (index < 0 || index >= size.rows * size.columns) return null;
  return { row: Math.floor(index / size.columns), column: index % size.columns };
}

/** Rows to draw: those in view, some before and after them, and no others. */
export function windowOf(view: { scrollTop: number; height: number; rowHeight: number; rows: number; spare: number }) {
  const first = Math.floor(view.scrollTop / view.rowHeight) - view.spare;
  const last = Math.ceil((view.scrollTop + view.height) / view.rowHeight) + view.spare;
  // In steps, so that most of scrolling draws nothing new.
  const start = Math.max(0, Math.floor(first / view.spare) * view.spare);
  return { start, end: Math.min(view.rows, Math.max(start, Math.ceil(last / view.spare) * view.spare)) };
}
