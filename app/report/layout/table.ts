import type { Page } from "./page.ts";
import { baselineOffset } from "./paragraph.ts";
import { CELL, CELL_HEAD, CELL_STRONG, INK, LINE, SPRUCE, type TextStyle, TINT } from "./style.ts";
import { breakLines, type Line, measureText, type Span } from "./text-line.ts";

export interface Column {
  header: string;
  /** `fit`: as wide as its widest cell. A number: its share of the width that the fitted columns leave. */
  width: "fit" | number;
  align?: "left" | "right" | "center";
  /** Space to the right of the column; wider between a figure and the next text than elsewhere. */
  gap?: number;
}

export type Cell = string | Span[];

export interface Row {
  cells: Cell[];
  /** A total has an ink rule above and stands in semi-bold. */
  isTotal?: boolean;
}

export interface TableOptions {
  columns: Column[];
  rows: Row[];
  /** Which column names its row; it becomes the TH of the row. Default 0. */
  rowHeader?: number;
  style?: TextStyle;
  after?: number;
}

const GAP = 9;
const PAD_Y = 3.4;
const EDGE = 4;

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
}

/**
 * A table with hairline rules. Rows never break over pages; the header is repeated on each page as an artifact, the real
 * TH cells exist once.
 */
export function drawTable(page: Page, options: TableOptions): void {
  const style = options.style ?? CELL;
  const boxes = placeColumns(page, options, style);
  const head = layRow({ cells: options.columns.map((column) => column.header) }, boxes, {
    ...CELL_HEAD,
    size: style.size - 0.4,
  });
  const rows = options.rows.map((row) => {
    const cells = layRow(row, boxes, row.isTotal ? { ...style, role: CELL_STRONG.role } : style);
    return { cells, height: rowHeight(cells), isTotal: row.isTotal ?? false };
  });
  page.ensure(rowHeight(head) + keptHeight(rows, 0) + 2);
  page.inside("Table", {}, () => {
    page.inside("THead", {}, () => {
      drawHeadBand(page, rowHeight(head));
      page.inside("TR", {}, () => drawCells(page, options, boxes, head, () => "Column"));
    });
    page.y += rowHeight(head);
    page.inside("TBody", {}, () => {
      for (const [index, row] of rows.entries()) {
        if (page.ensure(keptHeight(rows, index))) repeatHead(page, options, boxes, head);
        drawRow(page, options, boxes, row);
      }
    });
  });
  page.y += options.after ?? 10;
}

/** The height of a row and of those that must not be parted from it: the first two rows and the last two stay together. */
function keptHeight(rows: LaidRow[], index: number): number {
  const isWithNext = index === 0 || index === rows.length - 2;
  return rows[index]?.height === undefined ? 0 : rows[index].height + (isWithNext ? (rows[index + 1]?.height ?? 0) : 0);
}

function drawRow(page: Page, options: TableOptions, boxes: Box[], { cells, height, isTotal }: LaidRow): void {
  if (isTotal) page.artifact(() => drawRule(page, page.y, INK, 0.7));
  const rowHeader = options.rowHeader ?? 0;
  page.inside("TR", {}, () => drawCells(page, options, boxes, cells, (index) => (index === rowHeader ? "Row" : null)));
  page.y += height;
  page.artifact(() => drawRule(page, page.y, LINE, 0.4));
}

function repeatHead(page: Page, options: TableOptions, boxes: Box[], head: LaidCell[]): void {
  drawHeadBand(page, rowHeight(head));
  page.artifact(() => {
    for (const [index, cell] of head.entries()) drawCell(page, cell, boxes[index]!, options.columns[index]!.align);
  }, "Pagination");
  page.y += rowHeight(head);
}

function drawHeadBand(page: Page, height: number): void {
  page.artifact(() => {
    page.pdf.rect(page.left, page.y, page.width, height).fill(TINT);
    drawRule(page, page.y + height, SPRUCE, 0.6);
  });
}

function drawCells(
  page: Page,
  options: TableOptions,
  boxes: Box[],
  cells: LaidCell[],
  scopeOf: (index: number) => "Column" | "Row" | null,
): void {
  cells.forEach((cell, index) => {
    const scope = scopeOf(index);
    page.inside(scope ? "TH" : "TD", scope ? { scope } : {}, () => {
      if (cell.lines.some((line) => line.runs.length > 0)) {
        page.mark(() => drawCell(page, cell, boxes[index]!, options.columns[index]!.align));
      }
    });
  });
}

function drawCell(page: Page, cell: LaidCell, box: Box, align: Column["align"]): void {
  let top = page.y + PAD_Y;
  for (const line of cell.lines) {
    const style = line.runs[0]?.style ?? cell.style;
    page.drawLine(line, box.x, top + baselineOffset(cell.style), box.width, align);
    top += style.size * cell.style.leading;
  }
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
  return boxes.map((box, index) => ({ lines: breakLines(spansOf(row.cells[index] ?? "", style), box.width), style }));
}

function spansOf(cell: Cell, style: TextStyle): Span[] {
  return typeof cell === "string" ? [{ text: cell, style }] : cell;
}

function placeColumns(page: Page, { columns, rows }: TableOptions, style: TextStyle): Box[] {
  const gaps = columns.map((column, index) => (index === columns.length - 1 ? 0 : (column.gap ?? GAP)));
  const fitted = columns.map((column, index) => (column.width === "fit" ? widest(column, rows, index, style) : 0));
  const shares = columns.map((column) => (column.width === "fit" ? 0 : column.width));
  const total = sum(shares);
  const room = page.width - 2 * EDGE - sum(gaps) - sum(fitted);
  let x = page.left + EDGE;
  return columns.map((_, index) => {
    const width = shares[index] ? (room * shares[index]!) / total : fitted[index]!;
    const box = { x, width };
    x += width + gaps[index]!;
    return box;
  });
}

function widest(column: Column, rows: Row[], index: number, style: TextStyle): number {
  const head = { ...CELL_HEAD, size: style.size - 0.4 };
  let width = Math.max(...column.header.split("\n").map((text) => measureText(text, head)));
  for (const row of rows) {
    const cell = row.cells[index] ?? "";
    const strong = row.isTotal ? { ...style, role: CELL_STRONG.role } : style;
    const lines = breakLines(spansOf(cell, strong), Number.POSITIVE_INFINITY);
    for (const line of lines) width = Math.max(width, line.width);
  }
  return width + 0.5;
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
