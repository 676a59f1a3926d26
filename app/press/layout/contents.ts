import type { Page } from "./page.ts";
import type { Piece } from "./piece.ts";
import { BODY, LINE } from "./style.ts";
import { breakLines, measureText, type Span } from "./text-line.ts";

/** Room for the number of the page. */
const PAGE_ROOM = 40;
const GAP = 9;

/** A list of sections, each linked to its heading. Their pages are written by `drawPageNumbers`, when they are known. */
export function setContents(page: Page, entries: { id: string; spans: Span[] }[], about: string): Piece {
  const step = BODY.size * BODY.leading;
  const laid = entries.map(({ id, spans }) => ({ id, spans, lines: breakLines(spans, page.width - PAGE_ROOM) }));
  return {
    start: 60,
    draw() {
      page.inside("TOC", {}, () => {
        for (const { id, spans, lines } of laid) {
          const height = lines.length * step;
          page.ensure(height);
          const top = page.y;
          const baselineOf = (index: number) => top + BODY.size + index * step;
          const title = spans.map(({ text }) => text).join("");
          page.inside("TOCI", {}, () =>
            page.inside("P", {}, () =>
              page.inside("Link", {}, (element) => {
                for (const [index, line] of lines.entries()) page.markLine(line, page.left, baselineOf(index));
                const box = { x: page.left, y: top, width: page.width, height };
                page.linkTo(id, box, { element, about: `${about}: ${title}` });
              }),
            ),
          );
          const baseline = baselineOf(lines.length - 1);
          page.expectNumber(id, { right: page.left + page.width, baseline, style: BODY, hasRule: true });
          page.y = top + height + GAP;
        }
      });
    },
  };
}

/** Writes the page of each heading that is referred to, as an artifact: assistive technology reads the link. */
export function drawPageNumbers(page: Page): void {
  for (const { index, baseline, right, style, hasRule, target } of page.expectedNumbers()) {
    page.pdf.switchToPage(index);
    page.artifact(() => {
      const number = String(target + 1);
      page.drawWords(number, style, right - measureText(number, style), baseline);
      if (!hasRule) return;
      page.pdf
        .moveTo(page.left, baseline + 5.5)
        .lineTo(right, baseline + 5.5)
        .lineWidth(0.4)
        .stroke(LINE);
    }, "Pagination");
  }
}
