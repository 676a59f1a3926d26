import { traceCurve } from "./curve.ts";
import type { Page } from "./page.ts";
import { BRASS, GUILLOCHE, ROSETTE, type TextStyle } from "./style.ts";
import { measureText } from "./text-line.ts";

const FINE = 0.35;
/** Two ribbons of five strands each wind around one another; half of the width of the band. */
const STRANDS = 5;
const SWING = 6.4;
const WAVE = 17;
const STEPS_PER_WAVE = 8;
/** Distance of the middle of the band from the edge of the sheet. */
const INSET = 27;
const CORNER = 13;

/** The engraved band around the sheet, rosettes in its corners and the double hairline inside it. */
export function drawFrame(page: Page): void {
  const { pdf, sheetWidth: width, sheetHeight: height } = page;
  page.artifact(() => {
    pdf.lineWidth(FINE).strokeColor(GUILLOCHE);
    const ends = INSET + CORNER + 1;
    for (const y of [INSET, height - INSET])
      drawBand(page, `row ${y}`, [ends, width - ends], (along, across) => [along, y + across]);
    for (const x of [INSET, width - INSET])
      drawBand(page, `column ${x}`, [ends, height - ends], (along, across) => [x + across, along]);
    for (const x of [INSET, width - INSET]) {
      for (const y of [INSET, height - INSET]) drawCornerRosette(page, x, y);
    }
    pdf.strokeColor(BRASS);
    pdf
      .lineWidth(0.9)
      .rect(41.5, 41.5, width - 83, height - 83)
      .stroke();
    pdf
      .lineWidth(0.4)
      .rect(44.5, 44.5, width - 89, height - 89)
      .stroke();
  });
}

function drawBand(
  page: Page,
  name: string,
  [from, to]: [number, number],
  place: (along: number, across: number) => [number, number],
): void {
  const waves = Math.round((to - from) / WAVE);
  const count = waves * STEPS_PER_WAVE;
  for (let strand = 0; strand < STRANDS; strand++) {
    for (const sign of [1, -1]) {
      const phase = strand * 0.3;
      const reach = SWING * (1 - 0.15 * strand);
      traceCurve(
        page.pdf,
        `band ${name} ${to} ${strand} ${sign}`,
        (step) => {
          const angle = (step / STEPS_PER_WAVE) * 2 * Math.PI;
          return place(from + ((to - from) * step) / count, sign * reach * Math.sin(angle + phase));
        },
        count,
      );
    }
  }
  page.pdf.stroke();
}

function drawCornerRosette(page: Page, x: number, y: number): void {
  const petals = 12;
  const count = petals * 8;
  for (let ring = 0; ring < 5; ring++) {
    const size = CORNER * (1 - 0.14 * ring);
    traceCurve(
      page.pdf,
      `corner ${x} ${y} ${ring}`,
      (step) => {
        const angle = (step / count) * 2 * Math.PI;
        const radius = size * (0.8 + 0.2 * Math.cos(petals * angle));
        const turned = angle + ring * 0.13;
        return [x + radius * Math.cos(turned), y + radius * Math.sin(turned)];
      },
      count,
    );
  }
  page.pdf.stroke();
  for (const radius of [4.4, 2.2]) page.pdf.circle(x, y, radius);
  page.pdf.stroke();
}

/** The pale rosette behind the large number: nested petals, each a little turned, so that the petals seem to swirl. */
export function drawRosette(page: Page, x: number, y: number, outer: number): void {
  const petals = 20;
  const rings = 26;
  const count = petals * 8;
  page.artifact(() => {
    page.pdf.lineWidth(FINE).strokeColor(ROSETTE);
    for (let ring = 0; ring < rings; ring++) {
      const share = ring / (rings - 1);
      const size = outer * (0.42 + 0.52 * share);
      const depth = 0.055 + 0.03 * share;
      const turn = share * share * 0.95;
      traceCurve(
        page.pdf,
        `rosette ${x} ${y} ${outer} ${ring}`,
        (step) => {
          const angle = (step / count) * 2 * Math.PI;
          const radius = size * (1 + depth * Math.cos(petals * angle));
          return [x + radius * Math.cos(angle + turn), y + radius * Math.sin(angle + turn)];
        },
        count,
      );
    }
    page.pdf.stroke();
  });
}

/** A line of text too small to copy well, repeated along the top of the inner frame. */
export function drawMicrotext(page: Page, text: string): void {
  const style: TextStyle = { role: "sans", size: 1.9, color: BRASS, leading: 1 };
  const [from, to] = [49, page.sheetWidth - 49];
  const one = measureText(`${text} `, style);
  const characters = [...`${text} `.repeat(Math.ceil((to - from) / one))];
  while (from + measureText(characters.join(""), style) > to) characters.pop();
  page.artifact(() => page.drawWords(characters.join("").trimEnd(), style, from, 50.4));
}
