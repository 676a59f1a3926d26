/** A sheet by row number and column, with every cell as text. */
import { columnName } from "#app/encoding/workbook/cell-address.ts";
import type { WorkbookCell } from "#app/encoding/workbook/read-sheet.ts";
import type { Workbook } from "#app/encoding/workbook/read-workbook.ts";

export interface GridRow {
  row: number;
  /** By column, from 1. */
  cells: Map<number, WorkbookCell>;
}

/** The rows with content, from top to bottom. */
export function readGrid(workbook: Workbook, sheet: string): GridRow[] {
  const rows: GridRow[] = [];
  workbook.eachRow(sheet, ({ row, cells }) => {
    rows.push({ row, cells: new Map(cells.map((cell) => [cell.column, cell])) });
  });
  return rows;
}

/** The text of a cell on one line, or empty. */
export function textAt({ cells }: GridRow, column: number | undefined): string {
  return column === undefined ? "" : tidyText(cells.get(column)?.text ?? "");
}

/** Replaces line breaks and runs of spaces by one space. */
export function tidyText(text: string): string {
  return text.replace(/[\s\u00a0]+/g, " ").trim();
}

/** The column of each heading in a row. A repeated heading keeps its first column. */
export function headingsOf({ cells }: GridRow): Map<string, number> {
  const headings = new Map<string, number>();
  for (const [column, { text }] of cells) {
    const heading = tidyText(text);
    if (!headings.has(heading)) headings.set(heading, column);
  }
  return headings;
}

/** `J12`. */
export function refOf(row: number, column: number): string {
  return `${columnName(column)}${row}`;
}
