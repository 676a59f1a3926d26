import type { CoverProof, CoverSheet, CoverText } from "#app/press/block.ts";
import { fitText } from "./fit.ts";
import { drawFrame, drawMicrotext, drawRosette } from "./guilloche.ts";
import { drawLink } from "./link.ts";
import type { Page } from "./page.ts";
import { drawQrCode } from "./qr-code.ts";
import { drawSeal } from "./seal.ts";
import { ACCENT, BRASS, BRASS_PALE, INK, MUTED, type TextStyle } from "./style.ts";

const SIDE = 76;
const LOGO_ROOM = { y: 56, width: 180, height: 28 };
const TITLE: TextStyle = { role: "serif", size: 23, color: INK, leading: 1.3 };
const SMALL: TextStyle = { role: "sans", size: 9, color: MUTED, leading: 1.5 };
const TINY: TextStyle = { role: "sans", size: 7, color: MUTED, leading: 1.45 };

/** A picture above the first line of the cover, and what it shows. */
export interface CoverLogo {
  bytes: Buffer;
  width: number;
  height: number;
  alt: string;
}

/** Draws the cover: engraved frame, one very large figure, proof in one block, people in the lower fifth. */
export function drawCoverSheet(page: Page, sheet: CoverSheet, logo: CoverLogo | null = null): void {
  page.addPage();
  drawFrame(page);
  drawMicrotext(page, sheet.microtext);
  const namesHeight = sheet.names.reduce((sum, name, index) => sum + fitName(page, name.text, index).height, 0);
  const shift = Math.min(Math.max(namesHeight - 44, 0), 42);
  drawRosette(page, page.sheetWidth / 2, 403 + shift * 0.8, 186);

  if (logo) drawLogo(page, logo);
  drawIssuer(page, sheet.issuer);
  drawTitles(page, sheet.titles);
  page.y += 8;
  for (const text of sheet.declaration)
    centre(page, "P", text, { style: { ...TITLE, size: 13.5, leading: 1.35 }, height: 19 });
  if (sheet.declarationNote) centre(page, "P", sheet.declarationNote, { style: TINY, height: 12 });
  page.y = Math.max(236, page.y + 8);
  centre(page, "P", sheet.of, { style: { ...SMALL, size: 8.5 }, height: 14 });
  page.y += 4;
  for (const [index, name] of sheet.names.entries()) drawFitted(page, "P", name, fitName(page, name.text, index));
  page.y += 10;
  for (const statement of sheet.statements) centre(page, "P", statement, { style: SMALL, height: 26 });

  page.y = 357 + shift;
  centre(page, "P", sheet.figure, {
    style: { role: "sansBold", size: 47, color: ACCENT, leading: 1.08, tracking: -0.6 },
    height: 60,
  });
  page.y += 2;
  centre(page, "P", sheet.unit, { style: { ...SMALL, size: 10 }, height: 18 });
  drawParts(page, sheet, 458 + shift * 0.75);
  if (sheet.proof) drawProof(page, sheet.proof, 576);
  else drawNotice(page, sheet.notice, 586);
  drawColumns(page, sheet, 686);
}

function box(page: Page): { x: number; width: number } {
  return { x: SIDE, width: page.sheetWidth - 2 * SIDE };
}

function fitName(page: Page, text: string, index: number) {
  const style: TextStyle =
    index === 0
      ? { role: "serif", size: 20, color: INK, leading: 1.34 }
      : { role: "sansBold", size: 12, color: INK, leading: 1.42 };
  return fitText(text, style, { width: box(page).width, height: index === 0 ? 50 : 34, smallest: 8 });
}

function centre(
  page: Page,
  type: string,
  content: CoverText,
  { style, height }: { style: TextStyle; height: number },
): void {
  drawFitted(page, type, content, fitText(content.text, style, { width: box(page).width, height, smallest: 6.5 }));
}

function drawFitted(page: Page, type: string, content: CoverText, fitted: ReturnType<typeof fitText>): void {
  const { x, width } = box(page);
  page.inside(type, content.lang ? { lang: content.lang } : {}, () => {
    for (const line of fitted.lines) {
      const step = fitted.style.size * fitted.style.leading;
      const baseline = page.y + step / 2 + fitted.style.size * 0.36;
      page.mark(() => page.centreLine(line, x, baseline, width));
      page.y += step;
    }
  });
}

/** Above the first line, as large as fits the room there. */
function drawLogo(page: Page, logo: CoverLogo): void {
  const scale = Math.min(LOGO_ROOM.width / logo.width, LOGO_ROOM.height / logo.height);
  const [width, height] = [logo.width * scale, logo.height * scale];
  const [x, y] = [(page.sheetWidth - width) / 2, LOGO_ROOM.y + (LOGO_ROOM.height - height) / 2];
  page.tag("Figure", { alt: logo.alt, bbox: [x, y, x + width, y + height] }, () =>
    page.pdf.image(logo.bytes, x, y, { width, height }),
  );
}

function drawIssuer(page: Page, issuer: CoverText): void {
  const style: TextStyle = { role: "sansBold", size: 8.4, color: BRASS, leading: 1.4, tracking: 1 };
  const fitted = fitText(issuer.text, style, { width: box(page).width, height: 30, smallest: 4.4 });
  page.y = 96 - fitted.height / 2;
  drawFitted(page, "P", issuer, fitted);
}

function drawTitles(page: Page, [title, translation]: [CoverText, CoverText]): void {
  page.y = 124;
  page.pdf.outline.addItem(title.text);
  centre(page, "H1", title, { style: TITLE, height: 32 });
  page.y += 3;
  centre(page, "P", translation, { style: { ...TITLE, size: 20, color: ACCENT, tracking: 1.2 }, height: 30 });
}

function drawParts(page: Page, sheet: CoverSheet, top: number): void {
  const { x, width } = box(page);
  const column = width / sheet.parts.length;
  sheet.parts.forEach((part, index) => {
    page.inside("P", {}, () => {
      let y = top;
      for (const [text, style] of [
        [part.label, SMALL],
        [part.value, { role: "sansBold", size: 14.5, color: INK, leading: 1.5 }],
        [part.unit, TINY],
      ] as [string, TextStyle][]) {
        const fitted = fitText(text, style, { width: column - 12, height: style.size * 1.5, smallest: 6 });
        for (const line of fitted.lines) {
          page.mark(() => page.centreLine(line, x + column * index, y + style.size * 1.1, column));
          y += style.size * style.leading;
        }
      }
    });
    if (index === 0) return;
    const rule = x + column * index;
    page.artifact(() =>
      page.pdf
        .moveTo(rule, top)
        .lineTo(rule, top + 48)
        .lineWidth(0.7)
        .stroke(BRASS_PALE),
    );
  });
  page.y = top + 58;
  for (const text of sheet.partsNotes) centre(page, "P", text, { style: { ...SMALL, size: 8.4 }, height: 14 });
}

function drawProof(page: Page, proof: CoverProof, top: number): void {
  const { x, width } = box(page);
  const size = 84;
  drawQrCode(page, { text: proof.address, x, y: top, size, alt: proof.qrAlt });
  const left = x + size + 20;
  const line = (text: string, style: TextStyle, baseline: number) =>
    page.tag("P", {}, () => page.drawWords(text, style, left, top + baseline));
  line(proof.heading, { role: "sansBold", size: 9.4, color: INK, leading: 1.4 }, 9);
  const room = x + width - 104 - left;
  const typed = fitText(
    proof.typed,
    { role: "sans", size: 9, color: ACCENT, leading: 1.4 },
    { width: room, height: 13, smallest: 5 },
  );
  page.inside("P", {}, () =>
    drawLink(page, {
      text: proof.typed,
      address: proof.address,
      about: proof.about,
      style: typed.style,
      x: left,
      baseline: top + 24.5,
    }),
  );
  line(proof.hashLabel, TINY, 42.5);
  const half = Math.ceil(proof.hash.length / 2);
  page.inside("P", {}, () => {
    [proof.hash.slice(0, half), proof.hash.slice(half)].forEach((part, index) => {
      page.mark(() => page.drawWords(part, { ...TINY, color: INK }, left, top + 53 + index * 10));
    });
  });
  line(proof.issued, TINY, 82);
  if (proof.seal) drawSeal(page, { x: x + width - 44, y: top + size / 2, radius: 43, ...proof.seal });
}

function drawNotice(page: Page, notice: CoverText[], top: number): void {
  page.y = top;
  for (const text of notice)
    centre(page, "P", text, { style: { role: "sansBold", size: 9.5, color: "#B3372F", leading: 1.7 }, height: 32 });
}

function drawColumns(page: Page, sheet: CoverSheet, top: number): void {
  const { x, width } = box(page);
  page.artifact(() =>
    page.pdf
      .moveTo(x, top)
      .lineTo(x + width, top)
      .lineWidth(0.7)
      .stroke(BRASS_PALE),
  );
  const column = width / sheet.columns.length;
  sheet.columns.forEach(({ label, value, detail }, index) => {
    const left = x + column * index;
    const room = column - 14;
    page.inside("P", {}, () => {
      let y = top + 10;
      for (const [text, style, height] of [
        [label, TINY, 10],
        [value, { role: "sansBold", size: 8.8, color: INK, leading: 1.45 }, 26],
        [detail, { ...TINY, size: 7.2 }, 22],
      ] as [string, TextStyle, number][]) {
        const fitted = fitText(text, style, { width: room, height, smallest: 3.2 });
        const step = fitted.style.size * fitted.style.leading;
        for (const line of fitted.lines) {
          page.mark(() => page.drawRuns(line.runs, left, y + fitted.style.size));
          y += step;
        }
        y += 1.5;
      }
    });
  });
}
