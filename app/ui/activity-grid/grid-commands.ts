import type { ActivityField } from "#app/carbon/activity-entry.ts";
import { sourceOfEntry } from "#app/carbon/activity-entry.ts";
import { parseBlock, printBlock, spreadBlock } from "./clipboard.ts";
import { COLUMNS } from "./grid-column.ts";
import type { Evaluator } from "./row-evaluation.ts";
import { rectangleOf, type Selection } from "./selection.ts";
import { type CellWrite, type Edit, editCells, editRemoval, type Sheet, type SheetRow } from "./sheet.ts";

/** What the commands work on: the sheet, the rows shown and what is selected. */
export interface CommandTarget {
  sheet: Sheet;
  shown: readonly SheetRow[];
  selection: Selection;
  evaluator: Evaluator;
}

/** An id for a new record; the server keeps it. */
const makeId = () => crypto.randomUUID();

/** Types into one cell. A source brings its unit along where none is set yet. */
export function writeCell(target: CommandTarget, at: { row: number; column: number }, text: string): Edit {
  const field = COLUMNS[at.column]?.field;
  if (!field) return [];
  const writes: CellWrite[] = [{ row: at.row, field, text }];
  const cells = target.shown[at.row]?.cells;
  if (field === "source" && cells && cells.unit.trim() === "") {
    const source = sourceOfEntry({ ...cells, source: text }, target.evaluator.context);
    if (source) writes.push({ row: at.row, field: "unit", text: source.unit });
  }
  return editCells(target.sheet, target.shown, writes, makeId);
}

/** Writes a field of a row that has no column, from the side panel. */
export function writeField(target: CommandTarget, row: number, field: ActivityField, text: string): Edit {
  return editCells(target.sheet, target.shown, [{ row, field, text }], makeId);
}

/** Writes several fields of one row in one step that is undone as one. */
export function writeRow(target: CommandTarget, row: number, texts: Partial<Record<ActivityField, string>>): Edit {
  const writes = Object.entries(texts).map(
    ([field, text]): CellWrite => ({ row, field: field as ActivityField, text }),
  );
  return editCells(target.sheet, target.shown, writes, makeId);
}

/** Puts a block from the clipboard over the selection; what falls on computed columns is passed over. */
export function pasteBlock(target: CommandTarget, text: string): { edit: Edit; rows: number; columns: number } {
  const { top, bottom, left, right } = rectangleOf(target.selection);
  const block = spreadBlock(parseBlock(text), { rows: bottom - top + 1, columns: right - left + 1 });
  const writes = block.flatMap((cells, row) =>
    cells.flatMap((cell, column) => {
      const field = COLUMNS[left + column]?.field;
      return field ? [{ row: top + row, field, text: cell.trim() }] : [];
    }),
  );
  const edit = editCells(target.sheet, target.shown, writes, makeId);
  return { edit, rows: block.length, columns: block[0]?.length ?? 0 };
}

/** The selected cells as spreadsheets take them; computed ones by the text that is shown. */
export function copyBlock(target: CommandTarget, computed: (row: SheetRow, column: number) => string): string {
  const { top, bottom, left, right } = rectangleOf(target.selection);
  const rows: string[][] = [];
  for (let index = top; index <= bottom; index += 1) {
    const row = target.shown[index];
    const cells: string[] = [];
    for (let column = left; column <= right; column += 1) {
      const field = COLUMNS[column]!.field;
      cells.push(!row ? "" : field ? row.cells[field] : computed(row, column));
    }
    rows.push(cells);
  }
  return printBlock(rows);
}

/** Empties the selected cells. */
export function clearCells(target: CommandTarget): Edit {
  return writeOver(target, () => "");
}

/** Repeats the first selected row downwards; a single cell takes the one above it. */
export function fillDown(target: CommandTarget): Edit {
  const { top, bottom } = rectangleOf(target.selection);
  const first = top === bottom ? top - 1 : top;
  const model = target.shown[first];
  return model ? writeOver(target, (field) => model.cells[field]) : [];
}

function writeOver(target: CommandTarget, textOf: (field: ActivityField) => string): Edit {
  const { top, bottom, left, right } = rectangleOf(target.selection);
  const writes: CellWrite[] = [];
  for (let row = top; row <= Math.min(bottom, target.shown.length - 1); row += 1) {
    for (let column = left; column <= right; column += 1) {
      const field = COLUMNS[column]!.field;
      if (field) writes.push({ row, field, text: textOf(field) });
    }
  }
  return editCells(target.sheet, target.shown, writes, makeId);
}

/** The selected rows that exist. */
export function selectedRows({ shown, selection }: CommandTarget): SheetRow[] {
  const { top, bottom } = rectangleOf(selection);
  return shown.slice(top, bottom + 1);
}

export function removeRows(target: CommandTarget, reason: string): Edit {
  return editRemoval(target.sheet, new Set(selectedRows(target).map(({ id }) => id)), reason);
}
