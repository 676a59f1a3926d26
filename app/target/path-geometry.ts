import { toLength } from "#app/kit/bar-geometry.ts";

interface PlacedYear {
  year: number;
  path: string;
  issued: string | null;
  isAbove: boolean;
}

export interface PathGeometry {
  ticks: { value: string; y: string }[];
  years: {
    year: number;
    middle: string;
    /** Whether its label is shown, on a wide screen and on a phone. */
    label: "both" | "wide" | "none";
    bar: { x: string; width: string; y: string; height: string; isAbove: boolean; value: string } | null;
  }[];
  /** The straight path, from the middle of its first to the middle of its last year. */
  line: { x1: string; y1: string; x2: string; y2: string };
}

const BAR_SHARE = 0.6;
const MOST_LABELS = { wide: 12, phone: 5 };

function percent(share: number): string {
  return `${Math.round(share * 100_000) / 1000}%`;
}

/** Positions in percent of the chart's width and height. Null if all values are zero. Drawn lengths may be binary. */
export function placePath(years: readonly PlacedYear[]): PathGeometry | null {
  const largest = Math.max(...years.flatMap(({ path, issued }) => [toLength(path), toLength(issued ?? "0")]));
  if (!(largest > 0)) return null;
  const step = stepFor(largest);
  const ceiling = largest * 1.12;
  const yOf = (value: number) => percent(1 - value / ceiling);
  const count = years.length;
  const middleOf = (index: number) => percent((index + 0.5) / count);
  return {
    ticks: Array.from({ length: Math.floor(largest / step + 1e-9) + 1 }, (_, index) => ({
      value: tickText(index * step, step),
      y: yOf(index * step),
    })),
    years: years.map(({ year, issued, isAbove }, index) => ({
      year,
      middle: middleOf(index),
      label: labelOf(index, count),
      bar:
        issued === null
          ? null
          : {
              x: percent((index + 0.5 - BAR_SHARE / 2) / count),
              width: percent(BAR_SHARE / count),
              y: yOf(toLength(issued)),
              height: percent(toLength(issued) / ceiling),
              isAbove,
              value: issued,
            },
    })),
    line: {
      x1: middleOf(0),
      y1: yOf(toLength(years[0]!.path)),
      x2: middleOf(count - 1),
      y2: yOf(toLength(years.at(-1)!.path)),
    },
  };
}

/** A round step (1, 2 or 5 times a power of ten) for up to five lines. */
function stepFor(largest: number): number {
  const power = 10 ** Math.floor(Math.log10(largest / 2));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => largest / step <= 4) ?? power * 10;
}

function tickText(value: number, step: number): string {
  return value.toFixed(Math.min(Math.max(0, -Math.floor(Math.log10(step))), 12));
}

/** The first and last year always, others as far as they have room, never next to the last. */
function labelOf(index: number, count: number): "both" | "wide" | "none" {
  const shows = (most: number) => {
    const every = Math.ceil(count / most);
    return index === count - 1 || (index % every === 0 && (every === 1 || count - 1 - index >= every));
  };
  return shows(MOST_LABELS.phone) ? "both" : shows(MOST_LABELS.wide) ? "wide" : "none";
}
