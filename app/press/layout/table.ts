import type { Element, Page } from "./page.ts";
import { baselineOffset } from "./paragraph.ts";
import type { Piece } from "./piece.ts";
import { BARS_ROOM, type Bars, drawBars } from "./row-bars.ts";
import { CELL, CELL_HEAD, INK, LINE, type TextStyle, TINT } from "./style.ts";
import { breakLines, breakLinesByLanguage, type Line, type Span } from "./text-line.ts";

export interface Column {
  header: Span[];
  /** `fit`: as wide as its widest cell. A number: its share of the width that the fitted columns leave. */
  width: "fit" | number;
  align?: "left" | "right" | "center";
  /** Space to the right of the column; wider between a figure and the next text than elsewhere. */
  gap?: number;
}

export interface Row {
  cells: Span[][];
  /** A total has an ink rule above and is set in semi-bold. */
  isTotal?: boolean;
  /** The id of the heading to which the row refers. */
  to?: string;
}

export interface TableOptions {
  columns: Column[];
  rows: Row[];
  /** Which column names its row; it becomes the TH of the row. Default 0. */
  rowHeader?: number;
  /** The column that links to what a row refers to, and the one for the page of that. */
  references?: { link: number; page: number; about: string };
  /** A bar to the right of each row with a value above 0. */
  bars?: Bars;
  style?: TextStyle;
  after?: number;
}

const GAP = 9;
const PAD_Y = 3.4;
const EDGE = 4;
/** A table up to this part of a page is not parted. */
const KEPT_WHOLE = 0.26;
/** The most that is added to the gap before a column of figures. */
const MORE_GAP = 14;
/** Room that a shared column keeps, in points. */
const LEAST_SHARE = 36;

interface Box {
  x: number;
  width: number;
}

interface LaidCell {
  lines: Line[];
  style: TextStyle;
}

interface LaidRow {
  cells: LaidCell[];
  height: number;
  isTotal: boolean;
  to: string | undefined;
}

interface Sheet {
  page: Page;
  options: TableOptions;
  boxes: Box[];
  head: LaidCell[];
  rows: LaidRow[];
}

/**
 * A table with hairline rules. Only a row taller than a page breaks over pages; the header is repeated on each page as an
 * artifact, the real TH cells exist once. A page never holds the header alone, nor a total without a row above it. Headers
 * are labels that leave most of a page to the rows.
 */
export function setTable(page: Page, options: TableOptions): Piece {
  const style = options.style ?? CELL;
  const boxes = placeColumns(page, options, page.width - (options.bars ? BARS_ROOM : 0));
  const head = layRow({ cells: options.columns.map((column) => column.header) }, boxes, CELL_HEAD);
  const rows = options.rows.map((row) => {
    const cells = layRow(row, boxes, style);
    return { cells, height: rowHeight(cells), isTotal: row.isTotal ?? false, to: row.to };
  });
  const sheet: Sheet = { page, options, boxes, head, rows };
  const whole = rowHeight(head) + rows.reduce((height, row) => height + row.height, 0);
  // Bars are one figure, so their rows are on one page; where these are too tall for it, the table does without.
  const bars = whole <= page.height ? options.bars : undefined;
  const isWhole = bars !== undefined || whole <= page.height * KEPT_WHOLE;
  const start = isWhole ? whole : rowHeight(head) + keptHeight(sheet, 0) + 2;
  return {
    start,
    draw() {
      page.ensure(start);
      const top = page.y + rowHeight(head);
      page.inside("Table", {}, () => drawSheet(sheet));
      if (bars) drawBars(page, bars, { top, heights: rows.map(({ height }) => height) });
      page.y += options.after ?? 10;
    },
  };
}

function drawSheet(sheet: Sheet): void {
  const { page, head, rows } = sheet;
  page.inside("THead", {}, () => {
    drawHeadBand(page, rowHeight(head));
    page.inside("TR", {}, () => drawCells(sheet, head, () => "Column"));
  });
  page.y += rowHeight(head);
  page.inside("TBody", {}, () => {
    for (const [index, row] of rows.entries()) {
      if (page.ensure(keptHeight(sheet, index))) repeatHead(sheet);
      const next = rows[index + 1];
      if (row.height <= roomBelowHead(sheet)) drawRow(sheet, row);
      else drawTallRow(sheet, row, next && isKept(rows, index + 1) ? next.height : 0);
    }
  });
}

/** The second and third row stay with the first, the last two with the one before them, and a total with what it adds up. */
function isKept(rows: LaidRow[], index: number): boolean {
  return index === 1 || index === 2 || index >= Math.max(rows.length - 2, 1) || rows[index]?.isTotal === true;
}

/**
 * The height of a row and of those below that must not be parted from it; a tall one begins where a part of it fits. Of
 * tall rows a table begins with one or two.
 */
function keptHeight(sheet: Sheet, index: number): number {
  const { rows } = sheet;
  let height = rows[index]?.height ?? 0;
  const room = roomBelowHead(sheet);
  if (height > room) return room / 3;
  for (let next = index + 1; next < rows.length && isKept(rows, next); next++) {
    const taller = height + Math.min(rows[next]!.height, room / 3);
    if (taller > room || (index === 0 && next < rows.length - 2 && taller > room * KEPT_WHOLE)) break;
    height = taller;
  }
  return height;
}

function roomBelowHead({ page, head }: Sheet): number {
  return page.height - rowHeight(head);
}

function drawRow(sheet: Sheet, { cells, height, isTotal, to }: LaidRow): void {
  const { page } = sheet;
  if (isTotal) page.artifact(() => drawRule(page, page.y, INK, 0.7));
  page.inside("TR", {}, () => drawCells(sheet, cells, scopeOfRow(sheet), to));
  endRow(page, height);
}

/** Each cell goes on below the repeated header; `reserve` is the height kept free below the row's end. */
function drawTallRow(sheet: Sheet, { cells }: LaidRow, reserve: number): void {
  const { page } = sheet;
  const scopeOf = scopeOfRow(sheet);
  page.inside("TR", {}, () => {
    const parts = cells.map((cell, index) => ({ element: openCell(page, scopeOf(index)), left: cell.lines }));
    for (;;) {
      const room = page.bottom - page.y - 2 * PAD_Y;
      const heightLeft = Math.max(...parts.map(({ left }, index) => cellHeight({ ...cells[index]!, lines: left })));
      const isEnd = heightLeft <= room;
      const limit = isEnd && heightLeft + reserve > room ? Math.max(room - reserve, 2 * LEAST_ROOM) : room;
      let height = 0;
      parts.forEach((part, index) => {
        const lines = takeLines(part.left, cells[index]!.style, limit);
        part.left = part.left.slice(lines.length);
        const chunk = { ...cells[index]!, lines };
        height = Math.max(height, cellHeight(chunk));
        markCell(sheet, chunk, index, part.element);
      });
      endRow(page, height + 2 * PAD_Y);
      if (parts.every(({ left }) => left.length === 0)) break;
      page.addPage();
      repeatHead(sheet);
    }
    for (const { element } of parts) element.end();
  });
}

/** Points that a line of a cell needs at most. */
const LEAST_ROOM = 16;

/** As many lines as fit, and one at least. */
function takeLines(lines: Line[], style: TextStyle, room: number): Line[] {
  let count = 0;
  while (count < lines.length && cellHeight({ lines: lines.slice(0, count + 1), style }) <= room) count++;
  return lines.slice(0, Math.max(count, 1));
}

function endRow(page: Page, height: number): void {
  page.y += height;
  page.artifact(() => drawRule(page, page.y, LINE, 0.4));
}

function scopeOfRow({ options }: Sheet): (index: number) => "Row" | null {
  return (index) => (index === (options.rowHeader ?? 0) ? "Row" : null);
}

function repeatHead({ page, options, boxes, head }: Sheet): void {
  drawHeadBand(page, rowHeight(head));
  page.artifact(() => {
    for (const [index, cell] of head.entries()) drawCell(page, cell, boxes[index]!, options.columns[index]!.align);
  }, "Pagination");
  page.y += rowHeight(head);
}

function drawHeadBand(page: Page, height: number): void {
  page.artifact(() => {
    page.pdf.rect(page.left, page.y, page.width, height).fill(TINT);
    drawRule(page, page.y + height, page.accent, 0.6);
  });
}

function drawCells(
  sheet: Sheet,
  cells: LaidCell[],
  scopeOf: (index: number) => "Column" | "Row" | null,
  to?: string,
): void {
  const { references } = sheet.options;
  cells.forEach((cell, index) => {
    const element = openCell(sheet.page, scopeOf(index));
    if (to !== undefined && references?.link === index) markReference(sheet, cell, index, { element, to });
    else markCell(sheet, cell, index, element);
    if (to !== undefined && references?.page === index) expectPage(sheet, cell, index, to);
    element.end();
  });
}

/** A cell whose text is a link to a heading. */
function markReference(
  sheet: Sheet,
  cell: LaidCell,
  index: number,
  { element, to }: { element: Element; to: string },
): void {
  const { page, options, boxes } = sheet;
  const placed = placeLines(page, cell, boxes[index]!, options.columns[index]!.align);
  if (placed.length === 0) return;
  const box = { ...boxes[index]!, y: page.y, height: cellHeight(cell) + 2 * PAD_Y };
  const text = cell.lines.map(({ runs }) => runs.map((run) => run.text).join("")).join(" ");
  page.within(element, () =>
    page.inside("Link", {}, (link) => {
      for (const { line, x, baseline } of placed) page.markLine(line, x, baseline);
      page.linkTo(to, box, { element: link, about: `${options.references?.about}: ${text}` });
    }),
  );
}

function expectPage({ page, boxes }: Sheet, { style }: LaidCell, index: number, to: string): void {
  const { x, width } = boxes[index]!;
  page.expectNumber(to, { right: x + width, baseline: page.y + PAD_Y + baselineOffset(style), style });
}

function openCell(page: Page, scope: "Column" | "Row" | null): Element {
  return page.addElement(scope ? "TH" : "TD", scope ? { scope } : {});
}

/** A cell in one language is one mark; in several each line is its own, so that every stretch can say its language. */
function markCell({ page, options, boxes }: Sheet, cell: LaidCell, index: number, element: Element): void {
  if (!cell.lines.some((line) => line.runs.length > 0)) return;
  const [box, align] = [boxes[index]!, options.columns[index]!.align];
  const isMixed = cell.lines.some(({ runs }) => runs.some(({ style }) => style.lang !== undefined));
  if (!isMixed) page.mark(() => drawCell(page, cell, box, align), element);
  else {
    for (const { line, x, baseline } of placeLines(page, cell, box, align)) {
      page.markLine(line, x, baseline, { into: element });
    }
  }
}

function drawCell(page: Page, cell: LaidCell, box: Box, align: Column["align"]): void {
  for (const { line, x, baseline } of placeLines(page, cell, box, align)) page.drawRuns(line.runs, x, baseline);
}

function placeLines(page: Page, cell: LaidCell, box: Box, align: Column["align"]) {
  let top = page.y + PAD_Y;
  return cell.lines.map((line) => {
    const baseline = top + baselineOffset(cell.style);
    top += (line.runs[0]?.style ?? cell.style).size * cell.style.leading;
    const room = box.width - line.width;
    return { line, x: box.x + (align === "right" ? room : align === "center" ? room / 2 : 0), baseline };
  });
}

function drawRule(page: Page, y: number, color: string, width: number): void {
  page.pdf
    .moveTo(page.left, y)
    .lineTo(page.left + page.width, y)
    .lineWidth(width)
    .stroke(color);
}

function rowHeight(cells: LaidCell[]): number {
  return Math.max(...cells.map((cell) => cellHeight(cell))) + 2 * PAD_Y;
}

function cellHeight({ lines, style }: LaidCell): number {
  return lines.reduce((sum, line) => sum + (line.runs[0]?.style.size ?? style.size) * style.leading, 0);
}

function layRow(row: Row, boxes: Box[], style: TextStyle): LaidCell[] {
  return boxes.map((box, index) => ({ lines: breakLinesByLanguage(row.cells[index] ?? [], box.width), style }));
}

function placeColumns(page: Page, { columns, rows }: TableOptions, width: number): Box[] {
  const gaps = columns.map((column, index) => (index === columns.length - 1 ? 0 : (column.gap ?? GAP)));
  const natural = columns.map((column, index) => (column.width === "fit" ? widest(column, rows, index) : 0));
  const shares = columns.map((column) => (column.width === "fit" ? 0 : column.width));
  widenGaps(gaps, { columns, rows }, width - 2 * EDGE - sum(gaps) - sum(natural));
  const all = width - 2 * EDGE - sum(gaps);
  // Columns that are as wide as their text leave the others room to break theirs; past that they break their own.
  const widths = fairWidths(natural, all - shares.filter((share) => share > 0).length * LEAST_SHARE);
  const room = all - sum(widths);
  let x = page.left + EDGE;
  return columns.map((_, index) => {
    const box = { x, width: shares[index] ? (room * shares[index]!) / sum(shares) : widths[index]! };
    x += box.width + gaps[index]!;
    return box;
  });
}

/**
 * Figures are set further apart where the texts leave room: spare width of shared columns goes into the gaps before
 * figures.
 */
function widenGaps(gaps: number[], { columns, rows }: TableOptions, room: number): void {
  const wide = gaps.flatMap((_, index) =>
    columns[index + 1]?.align === "right" && columns[index]!.gap === undefined ? [index] : [],
  );
  if (wide.length === 0) return;
  // The least part of the room that gives each shared column its longest line.
  const parts = columns.map((column, index) =>
    column.width === "fit" ? 0 : widest(column, rows, index) / column.width,
  );
  const shares = sum(columns.map(({ width }) => (width === "fit" ? 0 : width)));
  const spare = room - Math.max(...parts) * shares;
  for (const index of wide) gaps[index]! += Math.max(Math.min(spare / wide.length, MORE_GAP), 0);
}

/** The widths that are wanted, from the narrowest on, each at most an even part of the room that is left. */
function fairWidths(wanted: number[], room: number): number[] {
  const widths = [...wanted];
  let left = room;
  const order = wanted.map((width, index) => ({ width, index })).sort((a, b) => a.width - b.width);
  for (const [place, { width, index }] of order.entries()) {
    widths[index] = Math.min(width, left / (order.length - place));
    left -= widths[index];
  }
  return widths;
}

function widest(column: Column, rows: Row[], index: number): number {
  let width = 0;
  for (const cell of [column.header, ...rows.map((row) => row.cells[index] ?? [])]) {
    for (const line of breakLines(cell, Number.POSITIVE_INFINITY)) width = Math.max(width, line.width);
  }
  return width + 0.5;
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
