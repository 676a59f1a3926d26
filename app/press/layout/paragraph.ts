import { isChinese } from "#app/press/script.ts";
import type { Page } from "./page.ts";
import type { Piece, TextPiece } from "./piece.ts";
import { BODY, H1, H2, NOTE, type TextStyle } from "./style.ts";
import { breakLines, type Line, type Span } from "./text-line.ts";

/** The distance from the top of a line box to its baseline. */
export function baselineOffset(style: TextStyle): number {
  return style.size * (0.5 * (style.leading - 1) + 0.86);
}

/**
 * A heading with its bookmark, which is nested under that of its section. It is never last on a page: the beginning
 * of the next block stays with it, and at least 120 points of a section.
 */
export function setHeading(
  page: Page,
  { level, id }: { level: 1 | 2; id: string },
  spans: Span[],
  next: Piece | undefined,
): Piece {
  const style = level === 1 ? H1 : H2;
  const [before, after] = level === 1 ? [0, 12] : [12, 6];
  const lines = breakLines(spans, page.width);
  const height = lines.length * style.size * style.leading + after + Math.max(next?.start ?? 0, level === 1 ? 120 : 0);
  return {
    start: before + height,
    draw() {
      if (page.y > 80) page.y += before;
      page.ensure(Math.min(height, page.height));
      const title = spans.map(({ text }) => text).join("");
      page.begin(id);
      addBookmark(page, level, title.replaceAll("\n", " "));
      page.inside(`H${level}`, {}, () => drawLines(page, lines, style, { x: page.left, width: page.width }));
      page.y += after;
    },
  };
}

function addBookmark(page: Page, level: 1 | 2, text: string): void {
  const { outline } = page.pdf;
  const parent = level === 2 ? (outline.children.at(-1) ?? outline) : outline;
  parent.addItem(text, { expanded: false });
}

/** A paragraph of one style, or of spans with their own. Chinese text is justified, Western text ragged. */
export function setParagraph(page: Page, spans: Span[], style = BODY, after = 7): TextPiece {
  const box = { x: page.left, width: page.width };
  const lines = breakLines(spans, box.width);
  return {
    start: startOf(lines, style),
    height: lines.length * style.size * style.leading + after,
    draw() {
      page.inside("P", {}, () => drawLines(page, lines, style, box));
      page.y += after;
    },
  };
}

/** A text that introduces the next block stays with its beginning; a long one only with its own. */
export function leadTo(page: Page, text: TextPiece, next: Piece): Piece {
  const start = text.height + next.start;
  if (start > page.height / 3) return text;
  return {
    start,
    draw() {
      page.ensure(start);
      text.draw();
    },
  };
}

/** A muted remark below a table or a figure. */
export function setNote(page: Page, spans: Span[]): Piece {
  return setParagraph(page, spans, NOTE, 6);
}

/** A list with hanging marks. */
export function setList(page: Page, items: Span[][], style: TextStyle = BODY): Piece {
  const box = { x: page.left + 12, width: page.width - 12 };
  const laid = items.map((item) => breakLines(item, box.width));
  return {
    start: startOf(laid[0] ?? [], style) + (laid[1] ? startOf(laid[1], style) + 3 : 0),
    draw() {
      page.inside("L", {}, () => {
        for (const lines of laid) drawItem(page, lines, style, box);
      });
      page.y += 4;
    },
  };
}

function drawItem(page: Page, lines: Line[], style: TextStyle, box: { x: number; width: number }): void {
  page.ensure(linesThatStay(page, lines.length, style) * style.size * style.leading);
  page.inside("LI", {}, () => {
    const baseline = page.y + baselineOffset(style);
    page.tag("Lbl", {}, () => page.drawWords("•", style, page.left + 2, baseline));
    page.inside("LBody", {}, () => drawLines(page, lines, style, box));
  });
  page.y += 3;
}

/** Two lines, and three where the third would be alone on the next page. */
function startOf(lines: Line[], style: TextStyle): number {
  return (lines.length <= 3 ? lines.length : 2) * style.size * style.leading;
}

/** Draws lines into the open element, breaking pages between them: a page begins and ends with two of them at least. */
function drawLines(page: Page, lines: Line[], style: TextStyle, box: { x: number; width: number }): void {
  const step = style.size * style.leading;
  let left = lines.length;
  let here = 0;
  for (const line of lines) {
    if (here === 0) {
      here = linesThatStay(page, left, style);
      page.ensure(here * step);
    }
    const baseline = page.y + baselineOffset(style);
    page.markLine(line, box.x, baseline, { extra: justification(line, box.width) });
    page.y += step;
    left -= 1;
    here -= 1;
  }
}

/** How many of the lines that are left go on one page: on this one where two of them can, else on the next. */
function linesThatStay(page: Page, left: number, style: TextStyle): number {
  const step = style.size * style.leading;
  const most = (room: number) => (left <= room ? left : left - room === 1 ? room - 1 : room);
  const here = most(Math.max(Math.floor((page.bottom - page.y + 0.01) / step), 0));
  return here === left || here >= 2 ? here : most(Math.max(Math.floor(page.height / step), 1));
}

/** Extra points per character that fill a Chinese line; 0 where the gaps would show. */
function justification(line: Line, width: number): number {
  const text = line.runs.map((run) => run.text).join("");
  if (line.runs.some(({ at, face }) => at !== undefined || face.isShaped)) return 0;
  const characters = [...text].length - 1;
  const size = line.runs[0]?.style.size ?? 0;
  if (line.isLast || characters < 10 || !isChinese(text)) return 0;
  const extra = (width + hangingWidth(text, size) - line.width) / characters;
  return Math.abs(extra) < size * 0.16 ? extra : 0;
}

function hangingWidth(text: string, size: number): number {
  return /[、。，．：；！？）」』】》〉]$/.test(text) ? size / 2 : 0;
}
