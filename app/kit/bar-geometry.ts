import type { DecimalString, ScopeNumber } from "#app/carbon/document/inventory-document.ts";

/** One month in tonnes. The total is a given value, because only the engine calculates sums. */
export interface StackMonth {
  /** `YYYY-MM`. */
  key: string;
  label: string;
  byScope: Record<ScopeNumber, DecimalString>;
  total: DecimalString;
  /** The same month a year earlier, drawn as a black line. */
  previous?: DecimalString | undefined;
}

/** From scope 3 at the bottom to scope 1 on top. */
const FROM_BELOW: readonly ScopeNumber[] = [3, 2, 1];
/** The share of a month's width for its bar, and for last year's line. */
const BAR_SHARE = 0.6;
const RULE_SHARE = 0.74;

export interface BarGeometry {
  ticks: { value: DecimalString; y: string }[];
  bars: {
    key: string;
    label: string;
    total: DecimalString;
    x: string;
    right: string;
    width: string;
    middle: string;
    ruleLeft: string;
    ruleRight: string;
    previousY: string | undefined;
    labelY: string;
    parts: { scope: ScopeNumber; y: string; height: string }[];
  }[];
  sideLabels: { scope: ScopeNumber; y: string }[];
  previousLabelY: string | undefined;
}

/** Drawn lengths may be binary numbers, unlike printed figures. Negative values have no length. */
export function toLength(value: DecimalString): number {
  return Math.max(0, Number(value));
}

function percent(share: number): string {
  return `${Math.round(share * 100_000) / 1000}%`;
}

/** A round step (1, 2 or 5 times a power of ten) that divides the axis into two to four parts. */
function chooseStep(largest: number): number {
  const power = 10 ** Math.floor(Math.log10(largest / 2));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => largest / step <= 4) ?? power * 10;
}

/** Positions of everything in the chart, in percent of its width and height. Null if there is nothing to draw. */
export function placeBars(months: StackMonth[]): BarGeometry | null {
  const heights = months.flatMap((month) => [toLength(month.total), toLength(month.previous ?? "0")]);
  const largest = Math.max(0, ...heights);
  if (largest === 0) return null;
  const step = chooseStep(largest);
  const ceiling = largest * 1.1;
  const yOf = (value: number) => percent(1 - value / ceiling);
  // 0.3 / 0.1 is slightly below 3 in binary.
  const tickCount = Math.floor(largest / step + 1e-9);
  const bars = months.map((month, index) => {
    const middle = (index + 0.5) / months.length;
    const half = BAR_SHARE / months.length / 2;
    const halfRule = RULE_SHARE / months.length / 2;
    let below = 0;
    const parts = FROM_BELOW.map((scope) => {
      const length = toLength(month.byScope[scope]);
      below += length;
      return { scope, y: yOf(below), height: percent(length / ceiling), length };
    }).filter((part) => part.length > 0);
    const previous = month.previous === undefined ? undefined : toLength(month.previous);
    return {
      key: month.key,
      label: month.label,
      total: month.total,
      x: percent(middle - half),
      right: percent(middle + half),
      width: percent(half * 2),
      middle: percent(middle),
      ruleLeft: percent(middle - halfRule),
      ruleRight: percent(middle + halfRule),
      previousY: previous === undefined ? undefined : yOf(previous),
      labelY: yOf(Math.max(below, previous ?? 0)),
      parts,
    };
  });
  const last = months.at(-1);
  return {
    ticks: Array.from({ length: tickCount + 1 }, (_, index) => {
      const value = index * step;
      return { value: formatTick(value, step), y: yOf(value) };
    }),
    bars,
    sideLabels: last ? placeSideLabels(last, yOf) : [],
    previousLabelY: bars.at(-1)?.previousY,
  };
}

function formatTick(value: number, step: number): DecimalString {
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  return value.toFixed(Math.min(digits, 12));
}

function placeSideLabels(last: StackMonth, yOf: (value: number) => string): BarGeometry["sideLabels"] {
  let below = 0;
  const labels: BarGeometry["sideLabels"] = [];
  for (const scope of FROM_BELOW) {
    const length = toLength(last.byScope[scope]);
    if (length > 0) labels.push({ scope, y: yOf(below + length / 2) });
    below += length;
  }
  return labels;
}
