import { traceCurve } from "./curve.ts";
import type { Page } from "./page.ts";
import { BRASS, type TextStyle } from "./style.ts";
import { measureText } from "./text-line.ts";

const RINGS = 4;

/** A round engraved seal with one character. It is a figure, so `alt` explains its meaning. */
export function drawSeal(
  page: Page,
  seal: { x: number; y: number; radius: number; character: string; alt: string },
): void {
  const { x, y, radius } = seal;
  page.tag("Figure", { alt: seal.alt, bbox: [x - radius, y - radius, x + radius, y + radius] }, () => {
    const { pdf } = page;
    pdf.strokeColor(BRASS);
    for (const [share, width] of [
      [1, 1],
      [0.94, 0.4],
      [0.62, 0.4],
      [0.57, 0.9],
    ] as const) {
      pdf
        .lineWidth(width)
        .circle(x, y, radius * share)
        .stroke();
    }
    pdf.lineWidth(0.35);
    for (let ring = 0; ring < RINGS; ring++) drawWave(page, seal, ring);
    pdf.stroke();
    const style: TextStyle = { role: "serif", size: radius * 0.66, color: BRASS, leading: 1 };
    page.drawWords(seal.character, style, x - measureText(seal.character, style) / 2, y + style.size * 0.37);
  });
}

function drawWave(page: Page, { x, y, radius }: { x: number; y: number; radius: number }, ring: number): void {
  const waves = 20;
  const count = waves * 8;
  const turn = (ring / RINGS) * ((2 * Math.PI) / waves);
  traceCurve(
    page.pdf,
    `seal ${x} ${y} ${radius} ${ring}`,
    (step) => {
      const angle = (step / count) * 2 * Math.PI;
      const distance = radius * (0.78 + 0.13 * Math.sin(waves * (angle + turn)));
      const slant = angle + 0.17 * Math.sin(waves * (angle + turn) + 0.6);
      return [x + distance * Math.cos(slant), y + distance * Math.sin(slant)];
    },
    count,
  );
}
