import type { Pdf } from "./document.ts";

export type Point = [x: number, y: number];

/** Points rounded to a hundredth: trigonometry may differ in its last digits between machines, the bytes must not. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/**
 * Adds a smooth path through `count` samples of a curve, as Bézier pieces with Catmull-Rom handles. The curve is sampled
 * one step beyond both ends so that neighbouring pieces join without a corner.
 */
export function traceCurve(pdf: Pdf, curve: (step: number) => Point, count: number): void {
  const [startX, startY] = curve(0);
  pdf.moveTo(round(startX), round(startY));
  for (let step = 0; step < count; step++) {
    const [before, from, to, after] = [curve(step - 1), curve(step), curve(step + 1), curve(step + 2)];
    pdf.bezierCurveTo(
      round(from[0] + (to[0] - before[0]) / 6),
      round(from[1] + (to[1] - before[1]) / 6),
      round(to[0] - (after[0] - from[0]) / 6),
      round(to[1] - (after[1] - from[1]) / 6),
      round(to[0]),
      round(to[1]),
    );
  }
}
