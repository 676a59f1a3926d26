import type { Page } from "./page.ts";
import { BODY, H1, H2, NOTE, type TextStyle } from "./style.ts";
import { breakLines, isChinese, type Line, type Span } from "./text-line.ts";

export interface ParagraphOptions {
  style?: TextStyle;
  /** Space after, in points. */
  after?: number;
  lang?: string;
  x?: number;
  width?: number;
}

/** The distance from the top of a line box to its baseline. */
export function baselineOffset(style: TextStyle): number {
  return style.size * (0.5 * (style.leading - 1) + 0.86);
}

/**
 * A heading with its outline entry; it never stands last on a page: `follows` is the height in points
 * of what must stay with it, 52 for a line or two of text or the beginning of a table. Sections are numbered.
 */
export function drawHeading(page: Page, level: 1 | 2, title: string, follows = 52): void {
  const text = level === 1 ? `${page.section}  ${title}` : title;
  const style = level === 1 ? H1 : H2;
  const lines = breakLines([{ text, style }], page.width);
  const height = lines.length * style.size * style.leading;
  if (level === 2 && page.y > 80) page.y += 12;
  page.ensure(height + (level === 1 ? 120 : follows));
  page.pdf.outline.addItem(text, { expanded: false });
  page.inside(`H${level}`, {}, () => drawLines(page, lines, style, { x: page.left, width: page.width }));
  page.y += level === 1 ? 12 : 6;
}

/** A paragraph of one style, or of spans with their own. Chinese text is justified, Western text ragged. */
export function drawParagraph(page: Page, content: string | Span[], options: ParagraphOptions = {}): void {
  const style = options.style ?? BODY;
  const spans = typeof content === "string" ? [{ text: content, style }] : content;
  const box = { x: options.x ?? page.left, width: options.width ?? page.width };
  const lines = breakLines(spans, box.width);
  if (lines.length > 1) page.ensure(2 * style.size * style.leading);
  page.inside("P", options.lang ? { lang: options.lang } : {}, () => drawLines(page, lines, style, box));
  page.y += options.after ?? 7;
}

/** A muted remark below a table or a figure. */
export function drawNote(page: Page, text: string): void {
  drawParagraph(page, text, { style: NOTE, after: 6 });
}

/** A list whose items hang beside their marks. */
export function drawList(page: Page, items: string[], style: TextStyle = BODY): void {
  page.inside("L", {}, () => {
    for (const item of items) {
      const box = { x: page.left + 12, width: page.width - 12 };
      const lines = breakLines([{ text: item, style }], box.width);
      page.ensure(Math.min(lines.length, 3) * style.size * style.leading);
      page.inside("LI", {}, () => {
        const baseline = page.y + baselineOffset(style);
        page.tag("Lbl", {}, () => page.drawWords("•", style, page.left + 2, baseline));
        page.inside("LBody", {}, () => drawLines(page, lines, style, box));
      });
      page.y += 3;
    }
  });
  page.y += 4;
}

/** Draws lines into the open element, breaking pages between them. */
function drawLines(page: Page, lines: Line[], style: TextStyle, box: { x: number; width: number }): void {
  const step = style.size * style.leading;
  for (const line of lines) {
    page.ensure(step);
    const baseline = page.y + baselineOffset(style);
    page.mark(() => page.drawRuns(line.runs, box.x, baseline, justification(line, box.width)));
    page.y += step;
  }
}

/** Extra points per character that fill a Chinese line; 0 where the gaps would show. */
function justification(line: Line, width: number): number {
  const text = line.runs.map((run) => run.text).join("");
  const characters = [...text].length - 1;
  const size = line.runs[0]?.style.size ?? 0;
  if (line.isLast || characters < 10 || !isChinese(text)) return 0;
  const extra = (width + hangingWidth(text, size) - line.width) / characters;
  return Math.abs(extra) < size * 0.16 ? extra : 0;
}

function hangingWidth(text: string, size: number): number {
  return /[、。，．：；！？）」』】》〉]$/.test(text) ? size / 2 : 0;
}
