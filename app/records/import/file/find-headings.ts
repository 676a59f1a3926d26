import { monthOfHeading } from "#app/day/read-period.ts";
import { meaningOf } from "./heading-words.ts";
import type { SourceRow } from "./source-table.ts";

/** A title, a date and a unit can be above the headings, but not a whole form. */
const SEARCHED_ROWS = 30;
const NUMBER = /^[-+]?[\d.,\s]+%?$/;

/** The heading row: most of its cells mean a column. If no row matches, the first row. */
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
  // A title merged over the table is in each of its cells.
  const cells = [...new Set(texts.map((text) => text.trim()))].filter((text) => text !== "");
  const months = cells.filter((cell) => monthOfHeading(cell) !== null).length;
  const meanings = cells.filter((cell) => {
    const { field, name, unit } = meaningOf(cell);
    // A unit alone can also be in data rows.
    return cell.length <= 40 && field !== null && name !== unit;
  });
  const isOneTitle = cells.length === 1;
  const numbers = cells.filter((cell) => NUMBER.test(cell) && monthOfHeading(cell) === null).length;
  return isOneTitle ? 0 : 2 * meanings.length + (months >= 3 ? 2 * months : 0) - numbers;
}

/** If headings use unknown words: the first row as wide as the rows below it. */
function firstFullRow(rows: readonly SourceRow[]): SourceRow {
  const width = (row: SourceRow) => row.texts.filter((text) => text.trim() !== "").length;
  const widest = Math.max(...rows.map(width));
  return rows.find((row) => width(row) * 2 > widest) ?? rows[0]!;
}

/** The texts of the headings. If one is empty, the text above it, as with headings over two rows. */
export function headingsOf(row: SourceRow, above: SourceRow | null): string[] {
  const upper = above?.row === row.row - 1 ? above.texts : [];
  const isSubRow = row.texts.some((text) => monthOfHeading(text.trim()) !== null);
  return row.texts.map((text, column) => {
    const own = text.trim();
    return own === "" && isSubRow ? (upper[column] ?? "").trim() : own;
  });
}
