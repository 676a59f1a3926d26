import { assertSafeLink } from "#app/encoding/safe-link.ts";
import type { Page } from "./page.ts";
import type { TextStyle } from "./style.ts";
import { measureText } from "./text-line.ts";

/** One line of linked text as a tagged Link; `about` describes its target. Belongs inside an open P. */
export function drawLink(
  page: Page,
  link: { text: string; address: string; about: string; style: TextStyle; x: number; baseline: number },
): void {
  const { text, style, x, baseline } = link;
  const address = assertSafeLink(link.address).href;
  page.inside("Link", {}, (element) => {
    page.mark(() => page.drawWords(text, style, x, baseline));
    page.pdf.link(x, baseline - style.size, measureText(text, style), style.size * 1.3, address, {
      structParent: element,
      Contents: new String(link.about), // pdfkit writes a String object as a PDF string, a plain one as a name
      Border: [0, 0, 0],
      F: 4,
    } as unknown as PDFKit.Mixins.AnnotationOption);
  });
}
