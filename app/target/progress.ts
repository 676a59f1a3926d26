import { Decimal } from "#app/number/decimal.ts";
import {
  compare,
  divide,
  fromDecimal,
  fromInteger,
  multiply,
  type Ratio,
  subtract,
  sum,
  toExactOr40,
} from "#app/number/ratio.ts";
import type { MeasureState } from "./measure-state.ts";
import { pathValue, pathYears, type TargetPath } from "./path.ts";

/** What a year came to for a target: kilograms that it covers and, for an intensity, how many units. */
export interface YearSums {
  kg: string;
  /** Null for an absolute target. */
  quantity: string | null;
}

/** A year of the path with what was reported. Values are tonnes, or tonnes per unit, as decimal strings. */
export interface ProgressYear {
  year: number;
  path: string;
  /** From the newest issued report. Null without one, or if it can't be compared. */
  issued: string | null;
  /** Above the path is positive. Null without an issued figure. */
  difference: string | null;
  isAbove: boolean;
}

/** Tonnes, or tonnes per unit. @throws CarbonError `division_by_zero` */
export function yearValue({ kg, quantity }: YearSums): Ratio {
  const tonnes = divide(decimal(kg), fromInteger(1000));
  return quantity === null ? tonnes : divide(tonnes, decimal(quantity));
}

function decimal(text: string): Ratio {
  return fromDecimal(new Decimal(text));
}

/** Each year of the path against its issued figure. A year without one stays empty: nothing is interpolated. */
export function followPath(path: TargetPath, issued: ReadonlyMap<number, YearSums>): ProgressYear[] {
  return pathYears(path).map((year) => {
    const due = pathValue(path, year);
    const sums = issued.get(year);
    if (!sums) return { year, path: toExactOr40(due), issued: null, difference: null, isAbove: false };
    const value = yearValue(sums);
    return {
      year,
      path: toExactOr40(due),
      issued: toExactOr40(value),
      difference: toExactOr40(subtract(value, due)),
      isAbove: compare(value, due) > 0,
    };
  });
}

export interface CountedMeasure {
  year: number;
  effectTonnes: string;
  state: MeasureState;
}

/** What is left to reduce after the newest issued year, and what measures are expected to reduce. Tonnes. */
export interface Gap {
  year: number;
  /** Zero or below if the target is reached. */
  tonnes: string;
  measures: string;
  /** Above zero: not covered by measures. */
  left: string;
  isCovered: boolean;
}

/** Whether a measure's effect is still to come: open, or done after the newest issued year, and due by the target year. */
export function isToCome(measure: CountedMeasure, newestYear: number, targetYear: number): boolean {
  if (measure.state === "dropped" || measure.year > targetYear) return false;
  return measure.state !== "done" || measure.year > newestYear;
}

/** For an intensity, the gap is taken at the output of the newest issued year. */
export function gapOf(path: TargetPath, newest: YearSums & { year: number }, measures: readonly CountedMeasure[]): Gap {
  const units = newest.quantity === null ? fromInteger(1) : decimal(newest.quantity);
  const target = multiply(pathValue(path, path.targetYear), units);
  const gap = subtract(divide(decimal(newest.kg), fromInteger(1000)), target);
  const counted = measures.filter((measure) => isToCome(measure, newest.year, path.targetYear));
  const effect = sum(counted.map(({ effectTonnes }) => decimal(effectTonnes)));
  const left = subtract(gap, effect);
  return {
    year: newest.year,
    tonnes: toExactOr40(gap),
    measures: toExactOr40(effect),
    left: toExactOr40(left),
    isCovered: compare(left, fromInteger(0)) <= 0,
  };
}
