import type { Page } from "./page.ts";
import { baselineOffset } from "./paragraph.ts";
import { BODY, LINE, MUTED, type TextStyle } from "./style.ts";
import { breakLines, type Line, type Span } from "./text-line.ts";

/** How labels and values are set. */
export const LABEL: TextStyle = { ...BODY, size: 8.4, color: MUTED, leading: 1.45 };
export const VALUE: TextStyle = { ...BODY, leading: 1.45 };
const LABEL_WIDTH = 138;
const PAD = 4;

/** Labels with their values, a hairline under each, as a table of two columns without a head. */
export function drawKeyValues(page: Page, entries: { label: Span[]; value: Span[] }[]): void {
  page.inside("Table", {}, () => {
    for (const { label, value } of entries) drawEntry(page, label, value, VALUE);
  });
  page.y += 8;
}

function drawEntry(page: Page, label: Span[], value: Span[], style: TextStyle): void {
  const labelLines = breakLines(label, LABEL_WIDTH - 12);
  const valueLines = breakLines(value, page.width - LABEL_WIDTH);
  const step = style.size * style.leading;
  const height = Math.max(valueLines.length, labelLines.length) * step + 2 * PAD;
  // A long description may run over the page, but not from its last lines on.
  page.ensure(Math.min(height, Math.max(labelLines.length, 6) * step + 2 * PAD));
  page.y += PAD;
  const top = page.y;
  page.inside("TR", {}, () => {
    page.inside("TH", { scope: "Row" }, () => markLines(page, labelLines, page.left, top, style));
    page.inside("TD", {}, () => {
      valueLines.forEach((line, index) => {
        const isLastButOne = index === valueLines.length - 2;
        page.ensure(step * (isLastButOne ? 2 : 1));
        markLines(page, [line], page.left + LABEL_WIDTH, page.y, style);
        page.y += step;
      });
    });
  });
  page.y += Math.max(labelLines.length - valueLines.length, 0) * step + PAD;
  page.artifact(() =>
    page.pdf
      .moveTo(page.left, page.y)
      .lineTo(page.left + page.width, page.y)
      .lineWidth(0.4)
      .stroke(LINE),
  );
}

function markLines(page: Page, lines: Line[], x: number, top: number, style: TextStyle): void {
  for (const [index, line] of lines.entries()) {
    page.markLine(line, x, top + index * style.size * style.leading + baselineOffset(style));
  }
}
