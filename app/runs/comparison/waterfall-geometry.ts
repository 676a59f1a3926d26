import type { DecimalString } from "#app/carbon/document/inventory-document.ts";

/** One step from one total to the other, in tonnes, signed. */
export interface WaterfallStep {
  key: string;
  label: string;
  value: DecimalString;
}

/** From one total to the other, in tonnes. */
export interface WaterfallData {
  before: { label: string; value: DecimalString };
  steps: WaterfallStep[];
  after: { label: string; value: DecimalString };
}

export interface WaterfallBar {
  key: string;
  label: string;
  value: DecimalString;
  kind: "total" | "up" | "down";
  /** Percent of the drawing; a drawn length may be a binary number, a printed figure never is. */
  left: number;
  width: number;
  top: number;
  height: number;
  /** Where the next bar takes over. */
  level: number;
}

export interface WaterfallGeometry {
  bars: WaterfallBar[];
  /** Where the axis starts when it does not start at zero; the drawing shows the break. */
  axisStart: DecimalString | null;
}

/** Share of its place that a bar takes. */
const BAR_SHARE = 0.58;
/** Room above the highest bar and below the lowest step for their labels. */
const HEADROOM = 0.14;

/** Places of the bars: totals start at the axis, each step hangs between the level before and the one after. */
export function placeWaterfall({ before, steps, after }: WaterfallData): WaterfallGeometry {
  const levels = [Number(before.value)];
  for (const step of steps) levels.push(levels.at(-1)! + Number(step.value));
  const [lowest, highest] = [Math.min(...levels), Math.max(...levels)];
  const start = chooseStart(lowest, highest);
  const span = highest - start || 1;
  const ceiling = start + span * (1 + HEADROOM);
  const yOf = (value: number) => ((ceiling - value) / (ceiling - start)) * 100;
  const count = steps.length + 2;
  const place = (index: number) => ({
    left: ((index + 0.5 - BAR_SHARE / 2) / count) * 100,
    width: (BAR_SHARE / count) * 100,
  });
  const between = (a: number, b: number) => ({ top: yOf(Math.max(a, b)), height: Math.abs(yOf(a) - yOf(b)) });
  const floor = Math.max(start, 0);
  const total = (key: string, end: WaterfallData["before"], index: number, level: number): WaterfallBar => ({
    key,
    ...end,
    kind: "total",
    ...place(index),
    ...between(floor, level),
    level: yOf(level),
  });
  return {
    bars: [
      total("before", before, 0, levels[0]!),
      ...steps.map((step, index): WaterfallBar => {
        const [from, to] = [levels[index]!, levels[index + 1]!];
        const kind = to < from ? "down" : "up";
        return { ...step, kind, ...place(index + 1), ...between(from, to), level: yOf(to) };
      }),
      total("after", after, count - 1, levels.at(-1)!),
    ],
    axisStart: start > 0 ? String(start) : null,
  };
}

/** Zero, unless the steps would be hairlines on top of the totals: then a round figure below all of them. */
function chooseStart(lowest: number, highest: number): number {
  if (lowest <= 0) return lowest;
  const range = highest - lowest;
  if (range === 0 || range > highest * 0.25) return 0;
  const step = 10 ** Math.floor(Math.log10(range));
  const start = Math.floor((lowest - range * 0.4) / step) * step;
  // A tenth of a tonne has digits that binary numbers do not.
  return Math.max(0, Number(start.toPrecision(12)));
}
