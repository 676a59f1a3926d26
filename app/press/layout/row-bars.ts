import { drawPatterned } from "./chart.ts";
import type { Page } from "./page.ts";

/** Bars to the right of the rows of a table, with lengths in any one unit; the exact figures are in the table. */
export interface Bars {
  values: number[];
  /** Of each row; decides the pattern of its bar. */
  scopes: number[];
  alt: string;
}

/** Width that a table leaves to its bars, in points. */
export const BARS_ROOM = 118;
const GAP = 14;
const HEIGHT = 7;

/** Draws the bars as one figure next to the rows, from the top of the first one down; all are on the current page. */
export function drawBars(page: Page, { values, scopes, alt }: Bars, rows: { top: number; heights: number[] }): void {
  const longest = Math.max(...values, 0);
  if (!(longest > 0)) return;
  const [left, right] = [page.left + page.width - BARS_ROOM + GAP, page.left + page.width];
  const bottom = rows.top + rows.heights.reduce((sum, height) => sum + height, 0);
  page.tag("Figure", { alt, bbox: [left, rows.top, right, bottom] }, () => {
    let top = rows.top;
    for (const [index, height] of rows.heights.entries()) {
      const width = ((values[index] ?? 0) / longest) * (right - left);
      const y = top + (height - HEIGHT) / 2;
      if (width > 0.1) drawPatterned(page, [left, y, Math.max(width, 0.6), HEIGHT], (scopes[index] ?? 1) - 1);
      top += height;
    }
  });
}
