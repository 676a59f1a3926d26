import type { Page } from "./page.ts";
import { CELL, INK, LINE, MUTED, SCOPE_COLORS, type TextStyle } from "./style.ts";
import { measureText } from "./text-line.ts";

export interface Series {
  name: string;
  /** Lengths in any one unit, for drawing only; the exact figures are in the table next to the chart. */
  values: number[];
}

const LABEL: TextStyle = { ...CELL, size: 7, color: MUTED };
const NAME: TextStyle = { ...LABEL, color: INK };
const FIGURE: TextStyle = { ...LABEL, size: 6.4 };
const HEIGHT = 132;
const AXIS = 46;
/** A sample of a pattern before its name, with the space between them. */
const SWATCH = { width: 9, height: 7, room: 13 };

interface Columns {
  labels: string[];
  totals: string[];
  series: Series[];
  unit: string;
  alt: string;
  format: (value: number) => string;
}

interface Plot {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Columns stacked by series, one per label, with names next to the last one; `alt` describes the picture. */
export function drawStackedColumns(page: Page, chart: Columns): void {
  page.ensure(HEIGHT + 44);
  const sums = chart.labels.map((_, index) => sumUpTo(chart.series, index, chart.series.length));
  const step = tickStep(Math.max(...sums, 0));
  const top = Math.max(Math.ceil(Math.max(...sums, 0) / step), 1) * step;
  const names = Math.max(...chart.series.map(({ name }) => measureText(name, NAME))) + SWATCH.room;
  const plot = { x: page.left + AXIS, y: page.y + 20, width: page.width - AXIS - names - 4, height: HEIGHT };
  const box: [number, number, number, number] = [page.left, page.y, page.left + page.width, plot.y + HEIGHT + 16];
  page.tag("Figure", { alt: chart.alt, bbox: box }, () => {
    page.drawWords(chart.unit, LABEL, page.left, page.y + 8);
    drawGrid(page, plot, { step, top, format: chart.format });
    for (const index of chart.labels.keys()) drawColumn(page, chart, plot, { index, top });
    nameSeries(page, chart.series, plot, top);
  });
  page.y = plot.y + HEIGHT + 24;
}

function drawColumn(page: Page, chart: Columns, plot: Plot, { index, top }: { index: number; top: number }): void {
  const slot = plot.width / chart.labels.length;
  const middle = plot.x + slot * (index + 0.5);
  const width = Math.min(slot * 0.58, 26);
  let y = plot.y + plot.height;
  for (const [position, { values }] of chart.series.entries()) {
    const height = (Math.max(values[index] ?? 0, 0) / top) * plot.height;
    y -= height;
    if (height > 0.05) drawPatterned(page, [middle - width / 2, y, width, height], position);
  }
  drawCentred(page, chart.labels[index]!, LABEL, { middle, baseline: plot.y + plot.height + 11 });
  const total = chart.totals[index]!;
  if (measureText(total, FIGURE) < slot - 2) drawCentred(page, total, FIGURE, { middle, baseline: y - 3 });
}

/** Names at the height of the last column's parts, pushed apart where parts are thin. */
function nameSeries(page: Page, series: Series[], plot: Plot, top: number): void {
  const last = series[0]!.values.length - 1;
  const x = plot.x + plot.width + 4;
  let lowest = plot.y + plot.height + 4;
  for (const [position, { name, values }] of series.entries()) {
    const middle = sumUpTo(series, last, position) + Math.max(values[last] ?? 0, 0) / 2;
    const y = Math.min(plot.y + plot.height * (1 - middle / top), lowest - 5);
    drawPatterned(page, [x, y - SWATCH.height / 2, SWATCH.width, SWATCH.height], position);
    page.drawWords(name, NAME, x + SWATCH.room, y + 2.4);
    lowest = y - 5;
  }
}

/** The height at which a series begins in a column: the parts below it; what is negative has none. */
function sumUpTo(series: Series[], index: number, position: number): number {
  return series.slice(0, position).reduce((sum, { values }) => sum + Math.max(values[index] ?? 0, 0), 0);
}

/** A bar with its labels and the space below them. */
export const SHARE_BAR_HEIGHT = 35;

/** One bar divided by shares, as wide as the text area, with what each part is below it. */
export function drawShareBar(page: Page, bar: { values: number[]; labels: string[]; alt: string }): void {
  const total = bar.values.reduce((sum, value) => sum + value, 0);
  if (!(total > 0)) return;
  const height = 13;
  const box: [number, number, number, number] = [page.left, page.y, page.left + page.width, page.y + height + 14];
  const starts = bar.values.map(
    (_, index) => bar.values.slice(0, index).reduce((sum, value) => sum + value, 0) / total,
  );
  page.tag("Figure", { alt: bar.alt, bbox: box }, () => {
    for (const [position, value] of bar.values.entries()) {
      const width = (value / total) * page.width;
      const x = page.left + starts[position]! * page.width;
      if (width > 0.1) drawPatterned(page, [x, page.y, Math.max(width - 1, 0.4), height], position);
    }
    drawBarLabels(page, bar.labels, starts, page.y + height + 11);
  });
  page.y += SHARE_BAR_HEIGHT;
}

/** Each below the beginning of its part; moved to the right by the one before it, to the left by the edge. */
function drawBarLabels(page: Page, labels: string[], starts: number[], baseline: number): void {
  const widths = labels.map((label) => SWATCH.room + measureText(label, NAME) + 12);
  const room = (from: number) => widths.slice(from).reduce((sum, width) => sum + width, 0) - 12;
  let free = page.left;
  for (const [index, label] of labels.entries()) {
    const x = Math.max(Math.min(page.left + starts[index]! * page.width, page.left + page.width - room(index)), free);
    drawPatterned(page, [x, baseline - SWATCH.height + 1, SWATCH.width, SWATCH.height], index);
    page.drawWords(label, NAME, x + SWATCH.room, baseline);
    free = x + widths[index]!;
  }
}

function drawCentred(
  page: Page,
  text: string,
  style: TextStyle,
  { middle, baseline }: { middle: number; baseline: number },
): void {
  page.drawWords(text, style, middle - measureText(text, style) / 2, baseline);
}

function drawGrid(
  page: Page,
  plot: Plot,
  { step, top, format }: { step: number; top: number; format: (value: number) => string },
): void {
  for (let value = 0; value <= top + step / 2; value += step) {
    const y = plot.y + plot.height * (1 - value / top);
    page.pdf
      .moveTo(plot.x, y)
      .lineTo(plot.x + plot.width, y)
      .lineWidth(value === 0 ? 0.7 : 0.35)
      .stroke(value === 0 ? INK : LINE);
    const label = format(value);
    page.drawWords(label, LABEL, plot.x - 7 - measureText(label, LABEL), y + 2.4);
  }
}

/** 1, 2 or 5 times a power of ten, so that four or five lines cover the highest column. */
function tickStep(highest: number): number {
  if (!(highest > 0)) return 1;
  const rough = highest / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
}

/** A rectangle filled with the pattern of its scope, which is readable in black and white too. */
export function drawPatterned(
  page: Page,
  [x, y, width, height]: [number, number, number, number],
  position: number,
): void {
  const { pdf } = page;
  pdf.save();
  pdf.rect(x, y, width, height).fill(SCOPE_COLORS[position % 3]!);
  pdf.rect(x, y, width, height).clip();
  if (position % 3 === 0) {
    for (let at = x - height; at < x + width; at += 3.2) pdf.moveTo(at, y + height).lineTo(at + height, y);
    pdf.lineWidth(0.55).stroke("#4F8C7C");
  } else if (position % 3 === 1) {
    for (let row = y + 1.6; row < y + height; row += 3.2) {
      for (let at = x + 1.6; at < x + width; at += 3.2) pdf.rect(at - 0.45, row - 0.45, 0.9, 0.9);
    }
    pdf.fill("#F0CD94");
  } else {
    for (let at = y + 1.6; at < y + height; at += 2.6) pdf.moveTo(x, at).lineTo(x + width, at);
    pdf.lineWidth(0.5).stroke("#8DA7CB");
  }
  pdf.restore();
}
