import type { DocumentActivity, Period } from "#app/carbon/document/inventory-document.ts";
import { lastDayOfMonth } from "#app/day/period.ts";
import { BOUNDS, checkDecimal } from "#app/number/decimal.ts";
import { parseRatio, sum, toExactOr40 } from "#app/number/ratio.ts";
import { recipeOf } from "./bare-activity.ts";
import { sumValues, type Value } from "./effect.ts";

export interface BridgeLine {
  activity: DocumentActivity;
  facility: string;
  source: string;
  entry: string | null;
  value: Value;
}

/** Matched lines. Empty on one side if the other document has no match. */
export interface MatchedLines {
  /** From the later side if it has one. */
  source: string;
  before: BridgeLine[];
  after: BridgeLine[];
}

/**
 * Matches the lines of two documents deterministically: first by the same entry, then within a source by the same
 * months and days of the year, then the rest of the source, however it is divided. Lines that differ only in quantity
 * are merged, which changes no figure. So twelve bills match four.
 */
export function matchLines(before: readonly BridgeLine[], after: readonly BridgeLine[]): MatchedLines[] {
  const matched: MatchedLines[] = [];
  const open = { before: new Set(before), after: new Set(after) };
  const take = (source: string, left: BridgeLine[], right: BridgeLine[]) => {
    for (const line of left) open.before.delete(line);
    for (const line of right) open.after.delete(line);
    matched.push({ source, before: left, after: right });
  };

  const entries = new Map([...before].flatMap((line) => (line.entry === null ? [] : [[line.entry, line] as const])));
  for (const line of after) {
    const known = line.entry === null ? undefined : entries.get(line.entry);
    if (known && open.before.has(known)) take(line.source, [known], [line]);
  }
  pairGroups((line) => JSON.stringify([line.source, slotOf(line.activity.period)]));
  pairGroups((line) => line.source);
  for (const side of ["before", "after"] as const) {
    for (const line of [...open[side]]) {
      take(line.source, side === "before" ? [line] : [], side === "after" ? [line] : []);
    }
  }
  return matched;

  function pairGroups(keyOf: (line: BridgeLine) => string): void {
    const left = groupBy([...open.before], keyOf);
    for (const [key, lines] of groupBy([...open.after], keyOf)) {
      const others = left.get(key);
      if (others)
        for (const [one, other] of pairUp(mergeAlike(others), mergeAlike(lines))) take(other[0]!.source, one, other);
    }
  }
}

/** Pairs lines of one recipe first, then the others in order. The rest stays unmatched. */
function pairUp(before: BridgeLine[][], after: BridgeLine[][]): [BridgeLine[], BridgeLine[]][] {
  if (before.length === 1 && after.length === 1) return [[before[0]!, after[0]!]];
  const pairs: [BridgeLine[], BridgeLine[]][] = [];
  const recipes = new Map([...before, ...after].map((group) => [group, recipeOf(group[0]!.activity)]));
  const rest = { before: [...before], after: [] as BridgeLine[][] };
  for (const group of after) {
    const index = rest.before.findIndex((one) => recipes.get(one) === recipes.get(group));
    if (index < 0) rest.after.push(group);
    else pairs.push([rest.before.splice(index, 1)[0]!, group]);
  }
  for (const group of rest.after.slice(0, rest.before.length)) pairs.push([rest.before.shift()!, group]);
  return pairs;
}

function mergeAlike(lines: BridgeLine[]): BridgeLine[][] {
  if (lines.length === 1) return [lines];
  const single = lines.filter(({ activity }) => !isMergeable(activity));
  const alike = groupBy(
    lines.filter(({ activity }) => isMergeable(activity)),
    ({ activity }) => recipeOf(activity),
  );
  const groups = [...alike.values()].flatMap((group) =>
    mergedQuantity(group) === null ? group.map((one) => [one]) : [group],
  );
  return [...groups, ...single.map((line) => [line])];
}

/** A method has its own inputs, and a correction its own reason. */
function isMergeable(activity: DocumentActivity): boolean {
  return activity.quantity !== undefined && !activity.entry;
}

function mergedQuantity(lines: BridgeLine[]): string | null {
  const quantities = lines.map(({ activity }) => parseRatio(activity.quantity, BOUNDS.quantity));
  if (quantities.some((one) => one === null)) return null;
  const text = toExactOr40(sum(quantities as NonNullable<(typeof quantities)[number]>[]));
  return checkDecimal(text, BOUNDS.quantity) ? null : text;
}

export function mergeLines(lines: BridgeLine[]): { activity: DocumentActivity; value: Value } {
  const value = sumValues(lines.map((line) => line.value));
  const [{ activity }] = lines as [BridgeLine];
  if (lines.length === 1) return { activity, value };
  const instruments = lines.flatMap((line) => line.activity.market?.instruments ?? []);
  const market = activity.market ?? (instruments.length > 0 ? { residualFactor: null } : null);
  return {
    activity: {
      ...activity,
      quantity: mergedQuantity(lines)!,
      ...(market ? { market: { ...market, instruments } } : {}),
    },
    value,
  };
}

/**
 * Months and days without the year. The last day of a month has its own name, because February differs in leap years.
 */
function slotOf({ start, end }: Period): string {
  const last = end === lastDayOfMonth(end.slice(0, 7)) ? `${end.slice(5, 7)}-end` : end.slice(5);
  return `${start.slice(5)}/${last}/${Number(end.slice(0, 4)) - Number(start.slice(0, 4))}`;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
