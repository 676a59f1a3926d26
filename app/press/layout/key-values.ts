import type { Page } from "./page.ts";
import { baselineOffset } from "./paragraph.ts";
import type { Piece } from "./piece.ts";
import { BODY, LINE, MUTED, type TextStyle } from "./style.ts";
import { breakLines, type Line, type Span } from "./text-line.ts";

/** How labels and values are set. */
export const LABEL: TextStyle = { ...BODY, size: 8.4, color: MUTED, leading: 1.45 };
export const VALUE: TextStyle = { ...BODY, leading: 1.45 };
const LABEL_WIDTH = 138;
/** The width in points of a line of a label. */
export const LABEL_LINE = LABEL_WIDTH - 12;
const PAD = 4;

interface Entry {
  label: Line[];
  value: Line[];
}

/** Labels with their values, a hairline under each, as a table of two columns without a head. */
export function setKeyValues(page: Page, entries: { label: Span[]; value: Span[] }[]): Piece {
  const laid = entries.map(({ label, value }) => ({
    label: breakLines(label, LABEL_LINE),
    value: breakLines(value, page.width - LABEL_WIDTH),
  }));
  return {
    start: keptHeight(laid, 0),
    draw() {
      page.inside("Table", {}, () => {
        for (const [index, entry] of laid.entries()) {
          page.ensure(keptHeight(laid, index));
          drawEntry(page, entry);
        }
      });
      page.y += 8;
    },
  };
}

const STEP = VALUE.size * VALUE.leading;

/** A long description may run over the page, but not from its first lines on. */
function startOf({ label, value }: Entry): number {
  const lines = Math.max(value.length, label.length);
  return Math.min(lines, Math.max(label.length, 6)) * STEP + 2 * PAD;
}

/** The second entry stays with the first, and the last ones with each other: a page never begins with one alone. */
function keptHeight(entries: Entry[], index: number): number {
  const isKept = (at: number) => at === 1 || at > entries.length - LAST;
  let height = entries[index] ? startOf(entries[index]) : 0;
  for (let next = index + 1; next < entries.length && isKept(next); next++) height += startOf(entries[next]!);
  return height;
}

/** How many entries at the end of a list stay on one page. */
const LAST = 4;

function drawEntry(page: Page, { label, value }: Entry): void {
  page.y += PAD;
  const top = page.y;
  page.inside("TR", {}, () => {
    page.inside("TH", { scope: "Row" }, () => markLines(page, label, page.left, top));
    page.inside("TD", {}, () => {
      value.forEach((line, index) => {
        const isLastButOne = index === value.length - 2;
        page.ensure(STEP * (isLastButOne ? 2 : 1));
        markLines(page, [line], page.left + LABEL_WIDTH, page.y);
        page.y += STEP;
      });
    });
  });
  page.y += Math.max(label.length - value.length, 0) * STEP + PAD;
  page.artifact(() =>
    page.pdf
      .moveTo(page.left, page.y)
      .lineTo(page.left + page.width, page.y)
      .lineWidth(0.4)
      .stroke(LINE),
  );
}

function markLines(page: Page, lines: Line[], x: number, top: number): void {
  for (const [index, line] of lines.entries()) {
    page.markLine(line, x, top + index * VALUE.size * VALUE.leading + baselineOffset(VALUE));
  }
}
