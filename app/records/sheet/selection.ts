export interface CellPosition {
  row: number;
  column: number;
}

/** A rectangle of cells from the anchor to the active cell, which has the focus. */
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

export function clamp({ row, column }: CellPosition, size: SheetSize): CellPosition {
  return {
    row: Math.max(0, Math.min(size.rows - 1, row)),
    column: Math.max(0, Math.min(size.columns - 1, column)),
  };
}

/** The selection after a move. `isExtending` keeps the anchor, as with Shift. */
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

/**
 * The target of Ctrl with an arrow: the end of a run of texts, the next text after empty cells, or the edge. The bottom
 * edge is the last existing row.
 */
export function edgeOf(
  from: CellPosition,
  step: { rows?: number; columns?: number },
  { size, filled, hasText }: { size: SheetSize; filled: number; hasText: (position: CellPosition) => boolean },
): CellPosition {
  const [rows, columns] = [Math.max(from.row + 1, filled), size.columns];
  const after = ({ row, column }: CellPosition): CellPosition | null => {
    const next = { row: row + (step.rows ?? 0), column: column + (step.columns ?? 0) };
    return next.row < 0 || next.column < 0 || next.row >= rows || next.column >= columns ? null : next;
  };
  let at = from;
  let next = after(at);
  const isRun = next !== null && hasText(at) && hasText(next);
  while (next) {
    if (isRun && !hasText(next)) return at;
    at = next;
    if (!isRun && hasText(at)) return at;
    next = after(at);
  }
  return at;
}

/** Keeps a selection inside a sheet that became smaller. */
export function clampSelection(selection: Selection, size: SheetSize): Selection {
  const [anchor, active] = [clamp(selection.anchor, size), clamp(selection.active, size)];
  const isInside = isSame(anchor, selection.anchor) && isSame(active, selection.active);
  return isInside ? selection : { anchor, active };
}

function isSame(a: CellPosition, b: CellPosition): boolean {
  return a.row === b.row && a.column === b.column;
}

/** The next cell in reading order. Null at the end of the sheet, where the focus can leave it. */
export function nextCell({ row, column }: CellPosition, size: SheetSize, direction: 1 | -1): CellPosition | null {
  const index = row * size.columns + column + direction;
  if (index < 0 || index >= size.rows * size.columns) return null;
  return { row: Math.floor(index / size.columns), column: index % size.columns };
}

/** The rows to render: visible rows and some before and after them. */
export function windowOf(view: { scrollTop: number; height: number; rowHeight: number; rows: number; spare: number }) {
  const first = Math.floor(view.scrollTop / view.rowHeight) - view.spare;
  const last = Math.ceil((view.scrollTop + view.height) / view.rowHeight) + view.spare;
  // In steps, so that most scrolling renders nothing new.
  const start = Math.max(0, Math.floor(first / view.spare) * view.spare);
  return { start, end: Math.min(view.rows, Math.max(start, Math.ceil(last / view.spare) * view.spare)) };
}

/**
 * The selection after rows were reordered. It stays with its records. Below the last row, it keeps its distance. If a
 * record is gone, it keeps its position.
 */
export function followRows(
  { anchor, active }: Selection,
  before: readonly { id: string }[],
  after: readonly { id: string }[],
): Selection {
  const follow = ({ row, column }: CellPosition): CellPosition => {
    const id = before[row]?.id;
    if (id === undefined) return { row: row - before.length + after.length, column };
    const at = after.findIndex((one) => one.id === id);
    return { row: at < 0 ? row : at, column };
  };
  return { anchor: follow(anchor), active: follow(active) };
}
