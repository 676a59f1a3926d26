import { translator } from "#app/i18n/index.ts";
import type { Pdf } from "#app/press/layout/document.ts";
import { fitText } from "#app/press/layout/fit.ts";
import type { Page } from "#app/press/layout/page.ts";
import { LINE, RUNNING } from "#app/press/layout/style.ts";
import { measureText } from "#app/press/layout/text-line.ts";

/** Draws the running footer and page number on every page, tagged as artifacts. */
export function drawFooters(page: Page, words: string): void {
  const { count } = page.pdf.bufferedPageRange();
  for (let index = 0; index < count; index++) {
    page.pdf.switchToPage(index);
    page.artifact(() => {
      const y = page.sheetHeight - 38;
      const number = `${index + 1} / ${count}`;
      const numberWidth = measureText(number, RUNNING);
      page.pdf
        .moveTo(page.left, y - 12)
        .lineTo(page.left + page.width, y - 12)
        .lineWidth(0.4)
        .stroke(LINE);
      const fitted = fitText(words, RUNNING, { width: page.width - numberWidth - 20, height: 9, smallest: 4 });
      page.drawWords(words, fitted.style, page.left, y);
      page.drawWords(number, RUNNING, page.left + page.width - numberWidth, y);
    }, "Pagination");
  }
}

/** Embeds the machine-readable data in the PDF. */
export function attachJson(pdf: Pdf, { name, text, date }: { name: string; text: string; date: Date }): void {
  pdf.file(Buffer.from(text, "utf8"), {
    name: `${name}.json`,
    type: "application/json",
    description: translator("en").tradeDocument.attachment,
    relationship: "Data",
    creationDate: date,
    modifiedDate: date,
  } as PDFKit.Mixins.PDFAttachmentOptions);
}
