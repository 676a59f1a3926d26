import type { Pdf } from "./document.ts";

export type Point = [x: number, y: number];

/** A hundredth of a point: trigonometry may differ in its last digits between machines, the bytes must not. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Engraving is the same on every cover: its paths, by name, as the operators that draw them. */
const paths = new Map<string, string>();

/**
 * Adds a smooth path through `count` samples of a curve, as Bézier pieces with Catmull-Rom handles. The curve is
 * sampled one step beyond both ends so that neighbouring pieces join without a corner.
 * @param name unique name of the curve; it is sampled once per process
 */
export function traceCurve(pdf: Pdf, name: string, curve: (step: number) => Point, count: number): void {
  let path = paths.get(name);
  if (path === undefined) {
    path = pathOf(curve, count);
    paths.set(name, path);
  }
  pdf.addContent(path);
}

function pathOf(curve: (step: number) => Point, count: number): string {
  const operators = [`${curve(0).map(round).join(" ")} m`];
  for (let step = 0; step < count; step++) {
    const [before, from, to, after] = [curve(step - 1), curve(step), curve(step + 1), curve(step + 2)];
    const points = [
      from[0] + (to[0] - before[0]) / 6,
      from[1] + (to[1] - before[1]) / 6,
      to[0] - (after[0] - from[0]) / 6,
      to[1] - (after[1] - from[1]) / 6,
      ...to,
    ];
    operators.push(`${points.map(round).join(" ")} c`);
  }
  return operators.join("\n");
}
