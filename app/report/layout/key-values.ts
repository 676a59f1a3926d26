import type { Page } from "./page.ts";
import { baselineOffset } from "./paragraph.ts";
import { BODY, LINE, MUTED, type TextStyle } from "./style.ts";
import { breakLines } from "./text-line.ts";

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
  const height = Math.max(valueLines.length, labelLines.length) * step + 2 * PAD;
  page.ensure(Math.min(height, page.bottom - 120));
  const top = page.y + PAD;
  page.inside("TR", {}, () => {
    page.tag("TH", { scope: "Row" }, () =>
      labelLines.forEach((line, index) =>
        page.drawRuns(line.runs, page.left, top + index * step + baselineOffset(style)),
      ),
    );
    page.tag("TD", {}, () =>
      valueLines.forEach((line, index) =>
        page.drawRuns(line.runs, page.left + LABEL_WIDTH, top + index * step + baselineOffset(style)),
      ),
    );
  });
  page.y += height;
  page.artifact(() =>
    page.pdf
      .moveTo(page.left, page.y)
      .lineTo(page.left + page.width, page.y)
      .lineWidth(0.4)
      .stroke(LINE),
  );
}
