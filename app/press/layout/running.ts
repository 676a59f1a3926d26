import type { Page } from "./page.ts";
import { LINE, RUNNING } from "./style.ts";
import { measureText } from "./text-line.ts";

/** What every page after the cover repeats. */
export interface RunningText {
  header: string;
  footer: string;
  pageOf: (page: number, pages: number) => string;
}

/** Draws headers, footers and page numbers on all buffered pages, as artifacts; the cover gets the number only. */
export function drawRunning(page: Page, running: RunningText): void {
  const { count } = page.pdf.bufferedPageRange();
  for (let index = 0; index < count; index++) {
    page.pdf.switchToPage(index);
    const right = page.left + page.width;
    page.artifact(() => {
      const number = running.pageOf(index + 1, count);
      const width = measureText(number, RUNNING);
      if (index === 0) {
        page.drawWords(number, RUNNING, page.sheetWidth - 76 - width, 775);
        return;
      }
      const footer = page.sheetHeight - 38;
      page.drawWords(number, RUNNING, right - width, footer);
      page.drawWords(clip(running.footer, page.width - width - 20), RUNNING, page.left, footer);
      page.drawWords(clip(running.header, page.width), RUNNING, page.left, 44);
      page.pdf.moveTo(page.left, 52).lineTo(right, 52).lineWidth(0.4).stroke(LINE);
    }, "Pagination");
  }
}

/** A running line is a reminder, not a statement: a long name may end in an ellipsis here, and only here. */
function clip(text: string, width: number): string {
  if (measureText(text, RUNNING) <= width) return text;
  const characters = [...text];
  while (characters.length > 1 && measureText(`${characters.join("")}…`, RUNNING) > width) characters.pop();
  return `${characters.join("")}…`;
}
