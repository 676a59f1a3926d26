import type { ActivityEntry, ActivityField } from "#app/carbon/entry/activity-entry.ts";
import { sourceOfEntry } from "#app/carbon/entry/activity-entry.ts";
import { type EntryFix, onlyFix } from "#app/carbon/entry/entry-fix.ts";
import { parseBlock, printBlock, spreadBlock } from "./clipboard.ts";
import { monthSeries } from "./fill-series.ts";
import { COLUMNS } from "./grid-column.ts";
import { makeRecordId } from "./record-id.ts";
import type { Evaluator } from "./row-evaluation.ts";
import { rectangleOf, type Selection } from "./selection.ts";
import {
  type CellWrite,
  type Edit,
  editCells,
  editInsertion,
  editRemoval,
  type Sheet,
  type SheetRow,
} from "./sheet.ts";

/** The input of commands: the sheet, the shown rows and the selection. */
export interface CommandTarget {
  sheet: Sheet;
  shown: readonly SheetRow[];
  selection: Selection;
  evaluator: Evaluator;
}

/** Writes one cell. A source also sets its unit if unit and quantity are empty. */
export function writeCell(target: CommandTarget, at: { row: number; column: number }, text: string): Edit {
  const field = COLUMNS[at.column]?.field;
  if (!field) return [];
  const writes: CellWrite[] = [{ row: at.row, field, text }];
  const cells = target.shown[at.row]?.cells;
  if (field === "source" && cells && cells.unit.trim() === "" && cells.quantity.trim() === "") {
    const source = sourceOfEntry({ ...cells, source: text }, target.evaluator.context);
    if (source) writes.push({ row: at.row, field: "unit", text: source.unit });
  }
  return editCells(target.sheet, target.shown, writes, makeRecordId);
}

/** Writes a field without a column, from the side panel. */
export function writeField(target: CommandTarget, row: number, field: ActivityField, text: string): Edit {
  return editCells(target.sheet, target.shown, [{ row, field, text }], makeRecordId);
}

/** Writes several fields of a row as one undo step. */
export function writeRow(target: CommandTarget, row: number, texts: Partial<ActivityEntry>): Edit {
  return writeFixes(target, [{ row, texts }]);
}

/** Larger blocks should be imported as a file, which checks them as a whole. */
export const MOST_PASTED_ROWS = 10_000;

/** Pastes a block over the selection. Computed columns are skipped. */
export function pasteBlock(target: CommandTarget, text: string): { edit: Edit; rows: number; columns: number } {
  const { top, bottom, left, right } = rectangleOf(target.selection);
  const block = spreadBlock(parseBlock(text), { rows: bottom - top + 1, columns: right - left + 1 });
  if (block.length > MOST_PASTED_ROWS) return { edit: [], rows: block.length, columns: 0 };
  const writes = block.flatMap((cells, row) =>
    cells.flatMap((cell, column) => {
      const field = COLUMNS[left + column]?.field;
      return field ? [{ row: top + row, field, text: cell.trim() }] : [];
    }),
  );
  const edit = editCells(target.sheet, target.shown, writes, makeRecordId);
  return { edit, rows: block.length, columns: block[0]?.length ?? 0 };
}

/** The selected cells as spreadsheet text. Computed cells are copied as shown. */
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

export function clearCells(target: CommandTarget): Edit {
  return writeOver(target, () => "");
}

/** Copies the first selected row down. A single cell copies the one above it. */
export function fillDown(target: CommandTarget): Edit {
  const { top, bottom } = rectangleOf(target.selection);
  const first = top === bottom ? top - 1 : top;
  const model = target.shown[first];
  return model ? writeOver(target, (field) => model.cells[field]) : [];
}

/** Writes one text into all selected cells, as Ctrl Enter does. */
export function fillText(target: CommandTarget, text: string): Edit {
  const { top, bottom, left, right } = rectangleOf(target.selection);
  const writes: CellWrite[] = [];
  for (let row = top; row <= bottom; row += 1) {
    for (const { field } of COLUMNS.slice(left, right + 1)) if (field) writes.push({ row, field, text });
  }
  return editCells(target.sheet, target.shown, writes, makeRecordId);
}

/**
 * Extends the selection to another row, as dragging its corner does. Months continue as a series, other values are
 * repeated.
 */
export function fillTo(target: CommandTarget, toRow: number): Edit {
  const { top, bottom, left, right } = rectangleOf(target.selection);
  const height = bottom - top + 1;
  const models = Array.from({ length: height }, (_, place) => target.shown[top + place]?.cells);
  const [from, to] = toRow > bottom ? [bottom + 1, toRow] : [toRow, top - 1];
  const writes: CellWrite[] = [];
  for (const { field } of COLUMNS.slice(left, right + 1)) {
    if (!field) continue;
    const texts = models.map((cells) => cells?.[field] ?? "");
    const series = field === "period" ? monthSeries(texts) : null;
    for (let row = from; row <= to; row += 1) {
      const repeated = texts[(((row - top) % height) + height) % height]!;
      writes.push({ row, field, text: series?.(row - top) ?? repeated });
    }
  }
  return editCells(target.sheet, target.shown, writes, makeRecordId);
}

/** Inserts as many empty rows before the selection as it contains. */
export function insertRows({ sheet, shown, selection }: CommandTarget): Edit {
  const { top, bottom } = rectangleOf(selection);
  return editInsertion(sheet, shown, { index: top, count: bottom - top + 1, makeId: makeRecordId });
}

/** A fix with the texts it writes to a row. */
export interface RowFix {
  row: number;
  texts: Partial<ActivityEntry>;
}

/**
 * The rows with the same error in the same field, where the only fix has the same kind and property. So one step means
 * the same for all rows.
 */
export function fixesAlike(
  { shown, evaluator }: Pick<CommandTarget, "shown" | "evaluator">,
  { field, code }: { field: ActivityField; code: string },
  like: EntryFix,
): { row: number; fix: EntryFix }[] {
  const { context, evaluate } = evaluator;
  return shown.flatMap(({ cells }, row) => {
    const fault = evaluate(cells).faults.find((one) => one.field === field && one.code === code);
    const fix = fault && onlyFix(fault, cells, context);
    return fix && isAlike(fix, like) ? [{ row, fix }] : [];
  });
}

function isAlike(a: EntryFix, b: EntryFix): boolean {
  if (a.kind === "conversion" && b.kind === "conversion") {
    return a.conversion.reference === b.conversion.reference && a.conversion.from === b.conversion.from;
  }
  return a.kind === b.kind;
}

/** Applies the fixes of several rows as one step. */
export function writeFixes(target: CommandTarget, fixes: readonly RowFix[]): Edit {
  const writes = fixes.flatMap(({ row, texts }) =>
    Object.entries(texts).map(([field, text]): CellWrite => ({ row, field: field as ActivityField, text })),
  );
  return editCells(target.sheet, target.shown, writes, makeRecordId);
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
  return editCells(target.sheet, target.shown, writes, makeRecordId);
}

export function selectedRows({ shown, selection }: CommandTarget): SheetRow[] {
  const { top, bottom } = rectangleOf(selection);
  return shown.slice(top, bottom + 1);
}

export function removeRows(target: CommandTarget, reason: string): Edit {
  return editRemoval(target.sheet, new Set(selectedRows(target).map(({ id }) => id)), reason);
}
