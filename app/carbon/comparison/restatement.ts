import type { DecimalString } from "#app/carbon/document/inventory-document.ts";
import { percentOf } from "#app/carbon/total/base-year.ts";
import type { Bridge } from "./bridge.ts";
import { addValues, NOTHING, subtractValues, type Value } from "./effect.ts";
import { type PrintedValue, printValue } from "./print-bridge.ts";

export interface RestatedFigure {
  scope: number;
  /** Null for the sum of a scope. */
  category: string | null;
  original: PrintedValue;
  restated: PrintedValue;
  difference: PrintedValue;
  /** Relative to the original, location-based, two digits. Null if the original is zero. */
  percent: DecimalString | null;
}

/**
 * The figures by scope and category, with both ends of a bridge. The original is never edited: a restatement is a
 * second column, and the bridge explains the change.
 */
export function restateFigures(bridge: Bridge): RestatedFigure[] {
  const figures = new Map<string, { scope: number; category: string | null; original: Value; restated: Value }>();
  const put = (scope: number, category: string | null, side: "original" | "restated", value: Value) => {
    const key = `${scope} ${category ?? ""}`;
    const known = figures.get(key) ?? { scope, category, original: NOTHING, restated: NOTHING };
    figures.set(key, { ...known, [side]: addValues(known[side], value) });
  };
  for (const step of bridge.steps) {
    for (const [side, activities, value] of [
      ["original", step.beforeActivities, step.before],
      ["restated", step.afterActivities, step.after],
    ] as const) {
      const [activity] = activities;
      if (!activity) continue;
      put(activity.scope, null, side, value);
      put(activity.scope, activity.category, side, value);
    }
  }
  return [...figures.values()]
    .sort((a, b) => a.scope - b.scope || (a.category ?? "").localeCompare(b.category ?? "", "en"))
    .map(({ original, restated, ...rest }) => {
      const difference = subtractValues(restated, original);
      return {
        ...rest,
        original: printValue(original),
        restated: printValue(restated),
        difference: printValue(difference),
        percent: percentOf(difference.location, original.location),
      };
    });
}
