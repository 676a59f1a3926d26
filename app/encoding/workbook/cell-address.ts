/** Cell addresses: `BC12` ↔ column 55, row 12. Both count from 1. */

const ADDRESS = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$/;

export interface CellAddress {
  row: number;
  column: number;
}

export const LAST_ROW = 1_048_576;
export const LAST_COLUMN = 16_384;

/** The number of a column of one to three capital letters: 55 for `BC`. */
export function columnNumber(name: string): number {
  let column = 0;
  for (let at = 0; at < name.length; at += 1) column = column * 26 + name.charCodeAt(at) - 64;
  return column;
}

/** Null if `ref` is not an address inside a sheet. */
export function parseAddress(ref: string): CellAddress | null {
  const match = ADDRESS.exec(ref);
  if (match === null) return null;
  const column = columnNumber(match[1]!);
  const row = Number.parseInt(match[2]!, 10);
  return row > LAST_ROW || column > LAST_COLUMN ? null : { row, column };
}

/** `columnName(55)` is `BC`. */
export function columnName(column: number): string {
  let name = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

export function formatAddress({ row, column }: CellAddress): string {
  return columnName(column) + row;
}
