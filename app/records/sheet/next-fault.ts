import { COLUMNS } from "./grid-column.ts";
import type { CellPosition } from "./selection.ts";
import type { SheetRow } from "./sheet.ts";
import { isFaulty } from "./tally.ts";

interface FaultSearch {
  shown: readonly SheetRow[];
  /** What stands in the way of a row, with what only the server found. */
  evaluate: (row: SheetRow) => Parameters<typeof isFaulty>[0];
  isConflict: (row: SheetRow) => boolean;
}

const STATE = COLUMNS.findIndex(({ key }) => key === "state");

/** The next cell with a fault after a position, or before it; round the end to the beginning. Null where there is none. */
export function nextFault(search: FaultSearch, from: CellPosition, direction: 1 | -1): CellPosition | null {
  const { shown } = search;
  const start = Math.min(from.row, shown.length - 1);
  const isBeyond = (column: number) => (direction > 0 ? column > from.column : column < from.column);
  const here = columnsAt(search, start).filter((column) => start === from.row && isBeyond(column));
  if (here.length > 0) return { row: start, column: direction > 0 ? here[0]! : here.at(-1)! };
  for (let step = 1; step <= shown.length; step += 1) {
    const row = (((start + step * direction) % shown.length) + shown.length) % shown.length;
    const columns = columnsAt(search, row);
    if (columns.length > 0) return { row, column: direction > 0 ? columns[0]! : columns.at(-1)! };
  }
  return null;
}

/** Columns of a row that have a fault, left to right; one without a column of its own stands in that of the state. */
function columnsAt({ shown, evaluate, isConflict }: FaultSearch, index: number): number[] {
  const row = shown[index];
  if (!row) return [];
  const evaluation = evaluate(row);
  if (!isFaulty(evaluation)) return isConflict(row) ? [STATE] : [];
  const columns = evaluation.faults.map((fault) => COLUMNS.findIndex(({ field }) => field === fault.field));
  const found = columns.length === 0 ? [STATE] : columns.map((column) => (column < 0 ? STATE : column));
  return [...new Set(found)].sort((a, b) => a - b);
}
