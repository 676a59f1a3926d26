import { monthOfHeading } from "#app/day/read-period.ts";
import { meaningOf } from "./heading-words.ts";
import type { SourceRow } from "./source-table.ts";

/** A title, a date and a unit may stand above the headings; a whole form does not. */
const SEARCHED_ROWS = 30;
const NUMBER = /^[-+]?[\d.,\s]+%?$/;

/** The row that has the headings: most of its cells are words that mean a column. The first row where none does. */
export function findHeadingRow(rows: readonly SourceRow[]): SourceRow {
  let best = rows[0]!;
  let bestScore = 0;
  for (const row of rows.slice(0, SEARCHED_ROWS)) {
    const score = scoreOf(row.texts);
    if (score > bestScore) [best, bestScore] = [row, score];
  }
  return bestScore > 0 ? best : firstFullRow(rows.slice(0, SEARCHED_ROWS));
}

function scoreOf(texts: readonly string[]): number {
  // A title that is merged over the table stands in each of its cells.
  const cells = [...new Set(texts.map((text) => text.trim()))].filter((text) => text !== "");
  const months = cells.filter((cell) => monthOfHeading(cell) !== null).length;
  const meanings = cells.filter((cell) => {
    const { field, name, unit } = meaningOf(cell);
    // A unit alone stands in rows, too.
    return cell.length <= 40 && field !== null && name !== unit;
  });
  const isOneTitle = cells.length === 1;
  const numbers = cells.filter((cell) => NUMBER.test(cell) && monthOfHeading(cell) === null).length;
  return isOneTitle ? 0 : 2 * meanings.length + (months >= 3 ? 2 * months : 0) - numbers;
}

/** Headings in other words: the first row that is as wide as those below it. */
function firstFullRow(rows: readonly SourceRow[]): SourceRow {
  const width = (row: SourceRow) => row.texts.filter((text) => text.trim() !== "").length;
  const widest = Math.max(...rows.map(width));
  return rows.find((row) => width(row) * 2 > widest) ?? rows[0]!;
}

/** Texts of the headings; where one is empty, what stands right above it, as under a heading over two rows. */
export function headingsOf(row: SourceRow, above: SourceRow | null): string[] {
  const upper = above?.row === row.row - 1 ? above.texts : [];
  const isSubRow = row.texts.some((text) => monthOfHeading(text.trim()) !== null);
  return row.texts.map((text, column) => {
    const own = text.trim();
    return own === "" && isSubRow ? (upper[column] ?? "").trim() : own;
  });
}
