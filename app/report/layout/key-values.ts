import type { Page } from "./page.ts";
import { baselineOffset } from "./paragraph.ts";
import { BODY, LINE, MUTED, type TextStyle } from "./style.ts";
import { breakLines, type Line } from "./text-line.ts";

const LABEL: TextStyle = { ...BODY, size: 8.4, color: MUTED, leading: 1.45 };
const VALUE: TextStyle = { ...BODY, leading: 1.45 };
const LABEL_WIDTH = 138;
const PAD = 4;

/** Labels with their values, a hairline under each, as a table of two columns without a head. Empty values are left out. */
export function drawKeyValues(
  page: Page,
  entries: [label: string, value: string][],
  valueStyle: TextStyle = VALUE,
): void {
  const shown = entries.filter(([, value]) => value !== "");
  page.inside("Table", {}, () => {
    for (const [label, value] of shown) drawEntry(page, label, value, valueStyle);
  });
  page.y += 8;
}

function drawEntry(page: Page, label: string, value: string, style: TextStyle): void {
  const labelLines = breakLines([{ text: label, style: LABEL }], LABEL_WIDTH - 12);
  const valueLines = breakLines([{ text: value, style }], page.width - LABEL_WIDTH);
  const step = style.size * style.leading;
  page.ensure(Math.min(Math.max(valueLines.length, labelLines.length), 6) * step + 2 * PAD);
  page.y += PAD;
  const top = page.y;
  page.inside("TR", {}, () => {
    page.tag("TH", { scope: "Row" }, () => drawLines(page, labelLines, page.left, top, style));
    page.inside("TD", {}, () => {
      for (const line of valueLines) {
        page.ensure(step); // a long description may run over the page
        page.mark(() => drawLines(page, [line], page.left + LABEL_WIDTH, page.y, style));
        page.y += step;
      }
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

function drawLines(page: Page, lines: Line[], x: number, top: number, style: TextStyle): void {
  for (const [index, line] of lines.entries()) {
    page.drawRuns(line.runs, x, top + index * style.size * style.leading + baselineOffset(style));
  }
}
