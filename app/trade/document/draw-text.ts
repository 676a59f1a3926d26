import type { TextSpan } from "#app/press/block.ts";
import type { Page } from "#app/press/layout/page.ts";
import { baselineOffset } from "#app/press/layout/paragraph.ts";
import { MUTED, type TextStyle } from "#app/press/layout/style.ts";
import { breakLines, type Line, type Span } from "#app/press/layout/text-line.ts";

/** Position and style of a text. */
interface Box {
  x: number;
  width: number;
  style: TextStyle;
  align?: "left" | "right";
}

/** Draws text at the cursor and moves the cursor below it. */
export function drawText(page: Page, spans: TextSpan[], { x, width, style, align = "left" }: Box): void {
  const set: Span[] = spans.map(({ text, tone, lang }) => ({
    text,
    style: { ...style, ...(tone === "muted" ? { color: MUTED } : {}), ...(lang ? { lang } : {}) },
  }));
  for (const line of breakLines(set, width)) {
    markAligned(page, line, { x, width, align, style });
    page.y += style.size * style.leading;
  }
}

function markAligned(page: Page, line: Line, box: Required<Box>): void {
  const from = box.align === "right" ? box.x + box.width - line.width : box.x;
  page.markLine(line, from, page.y + baselineOffset(box.style));
}
