import type { Page } from "./page.ts";
import { CELL, INK, LINE, MUTED, SCOPE_COLORS, type TextStyle } from "./style.ts";
import { measureText } from "./text-line.ts";

export interface Series {
  name: string;
  /** Lengths in any one unit; only the drawing uses them, the exact figures stand in the table beside the chart. */
  values: number[];
}

const LABEL: TextStyle = { ...CELL, size: 7, color: MUTED };
const HEIGHT = 132;
const AXIS = 46;

/** Columns stacked by series, one per label, with the axis in `unit`; `alt` states what the picture shows. */
export function drawStackedColumns(
  page: Page,
  chart: { labels: string[]; series: Series[]; unit: string; alt: string; format: (value: number) => string },
): void {
  page.ensure(HEIGHT + 44);
  const sums = chart.labels.map((_, index) =>
    chart.series.reduce((sum, { values }) => sum + Math.max(values[index] ?? 0, 0), 0),
  );
  const step = tickStep(Math.max(...sums, 0));
  const top = Math.max(Math.ceil(Math.max(...sums, 0) / step), 1) * step;
  const plot = { x: page.left + AXIS, y: page.y + 20, width: page.width - AXIS, height: HEIGHT };
  const box: [number, number, number, number] = [page.left, page.y, page.left + page.width, plot.y + HEIGHT + 16];
  page.tag("Figure", { alt: chart.alt, bbox: box }, () => {
    drawLegend(
      page,
      chart.series.map((series) => series.name),
      chart.unit,
    );
    drawGrid(page, plot, step, top, chart.format);
    const slot = plot.width / chart.labels.length;
    chart.labels.forEach((label, index) => {
      const width = Math.min(slot * 0.58, 26);
      const x = plot.x + slot * (index + 0.5) - width / 2;
      let y = plot.y + plot.height;
      chart.series.forEach(({ values }, position) => {
        const height = (Math.max(values[index] ?? 0, 0) / top) * plot.height;
        y -= height;
        if (height > 0.05) drawPatterned(page, [x, y, width, height], position);
      });
      page.drawWords(label, LABEL, plot.x + slot * (index + 0.5) - measureText(label, LABEL) / 2, plot.y + HEIGHT + 11);
    });
  });
  page.y = plot.y + HEIGHT + 24;
}

/** One bar divided by shares, as wide as the text area. */
export function drawShareBar(page: Page, bar: { values: number[]; alt: string }): void {
  const total = bar.values.reduce((sum, value) => sum + value, 0);
  if (!(total > 0)) return;
  const height = 13;
  page.ensure(height + 90);
  const box: [number, number, number, number] = [page.left, page.y, page.left + page.width, page.y + height];
  page.tag("Figure", { alt: bar.alt, bbox: box }, () => {
    let x = page.left;
    bar.values.forEach((value, position) => {
      const width = (value / total) * page.width;
      if (width > 0.1) drawPatterned(page, [x, page.y, Math.max(width - 1, 0.4), height], position);
      x += width;
    });
  });
  page.y += height + 7;
}

function drawLegend(page: Page, names: string[], unit: string): void {
  page.drawWords(unit, LABEL, page.left, page.y + 8);
  const widths = names.map((name) => 9 + 5 + measureText(name, LABEL) + 16);
  let x = page.left + page.width - widths.reduce((sum, width) => sum + width, 0) + 16;
  names.forEach((name, position) => {
    drawPatterned(page, [x, page.y + 1, 9, 8], position);
    page.drawWords(name, { ...LABEL, color: INK }, x + 14, page.y + 8);
    x += widths[position] as number;
  });
}

function drawGrid(
  page: Page,
  plot: { x: number; y: number; width: number; height: number },
  step: number,
  top: number,
  format: (value: number) => string,
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

/** A filled rectangle with the pattern of its scope, so that it can be told apart in black and white too. */
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
