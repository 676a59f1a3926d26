import { COLUMNS } from "./grid-column.ts";
import type { CellPosition } from "./selection.ts";
import type { SheetRow } from "./sheet.ts";
import { isFaulty } from "./tally.ts";

interface FaultSearch {
  shown: readonly SheetRow[];
  /** The errors of a row, including those found only by the server. */
  evaluate: (row: SheetRow) => Parameters<typeof isFaulty>[0];
  isConflict: (row: SheetRow) => boolean;
}

const STATE = COLUMNS.findIndex(({ key }) => key === "state");

/** The next or previous cell with an error, wrapping around at the end. Null if there is none. */
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

/** The columns of a row with errors, left to right. Errors without a column are shown in the status column. */
function columnsAt({ shown, evaluate, isConflict }: FaultSearch, index: number): number[] {
  const row = shown[index];
  if (!row) return [];
  const evaluation = evaluate(row);
  if (!isFaulty(evaluation)) return isConflict(row) ? [STATE] : [];
  const columns = evaluation.faults.map((fault) => COLUMNS.findIndex(({ field }) => field === fault.field));
  const found = columns.length === 0 ? [STATE] : columns.map((column) => (column < 0 ? STATE : column));
  return [...new Set(found)].sort((a, b) => a - b);
}
