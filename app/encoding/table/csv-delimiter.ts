import { type CsvRow, csvRows, isBlankRow } from "./csv-rows.ts";
import { FileError } from "./file-error.ts";

/** In order of preference if nothing else decides. */
const DELIMITERS = [",", ";", "\t", "|", "，", "；"] as const;
const LOOKED_AT = 60;

/**
 * Finds the delimiter with which the start of a text looks most like a table: most cells in rows of one width. A
 * decimal comma also gives rows of one width, but not of the width of the headings.
 */
export function findDelimiter(text: string): string {
  const declared = /^sep=([,;\t|])\r?\n/i.exec(text)?.[1];
  if (declared) return declared;
  let best: { delimiter: string; score: number } = { delimiter: ",", score: 0 };
  for (const delimiter of DELIMITERS) {
    if (!text.includes(delimiter)) continue;
    const score = scoreOf(firstRows(text, delimiter));
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function firstRows(text: string, delimiter: string): CsvRow[] {
  const rows: CsvRow[] = [];
  try {
    for (const piece of csvRows([text], delimiter)) rows.push(...piece);
  } catch (error) {
    // The text is cut off somewhere, and the part before is enough.
    if (!(error instanceof FileError)) throw error;
  }
  return rows.filter(({ cells }) => !isBlankRow(cells)).slice(0, LOOKED_AT);
}

/**
 * The share of rows with the most common width, weighted slightly by the number of columns. A stray quote reduces the
 * score.
 */
function scoreOf(rows: CsvRow[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  let score = 0;
  for (const [width, count] of counts) {
    if (width < 2) continue;
    const share = count / rows.length;
    score = Math.max(score, share * share * (1 + Math.log2(width) / 10));
  }
  // With a decimal comma as delimiter, rows have more cells than their headings.
  const isOfHeadings = rows[0] !== undefined && counts.get(rows[0].cells.length)! * 2 >= rows.length;
  if (!isOfHeadings) score /= 2;
  const stray = rows.filter((row) => row.isQuoteStray).length / Math.max(rows.length, 1);
  return score * (1 - stray);
}
