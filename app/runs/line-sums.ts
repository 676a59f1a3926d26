import type { DocumentActivity, InventoryDocument, ResultLine } from "#app/carbon/document/inventory-document.ts";
import { lineQuantity } from "#app/carbon/line/line-quantity.ts";
import { sumByKey } from "#app/carbon/total/sum-by-key.ts";
import { Decimal, printDecimal } from "#app/number/decimal.ts";

/** An activity with its result. */
export interface DocumentLine {
  activity: DocumentActivity;
  result: ResultLine;
}

/** The lines of a calculated document, in its order. */
export function linesOf(document: InventoryDocument): DocumentLine[] {
  const results = new Map(document.results!.lines.map((line) => [line.activity, line]));
  return document.activities.map((activity) => ({ activity, result: results.get(activity.id)! }));
}

/** Whether an activity has a part in the totals: credits and what is emitted in later years have none. */
export function isInTotals({ entry }: DocumentActivity): boolean {
  return entry?.kind !== "credit" && entry?.kind !== "lifetime";
}

/** Exact sum of decimals; a result whose expansion does not end comes with 40 digits, and so does its part of the sum. */
export function sumDecimals(values: readonly string[]): string {
  return printDecimal(values.reduce((sum, value) => sum.plus(value), new Decimal(0)));
}

/** kg CO2e of the lines that have a part in the totals. */
export function sumCo2e(lines: readonly DocumentLine[]): string {
  return sumDecimals(lines.filter(({ activity }) => isInTotals(activity)).map(({ result }) => result.co2eKg));
}

/** Groups in the order in which they first appear. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}

/** What a line belongs to: its source, else what it is called; a copy may leave both out. */
export function sourceKey({ emissionSource, description, category }: DocumentActivity): string {
  return emissionSource ?? JSON.stringify([description ?? {}, category]);
}

/** How finely lines are summed so that the rows fit in print, the finest first. */
export const SUMMARY_LEVELS = ["year", "category", "total"] as const;
export type SummaryLevel = (typeof SUMMARY_LEVELS)[number];

/** Lines of one kind as one row of print. */
export interface SummaryGroup {
  lines: DocumentLine[];
  /** Null where the lines have no common unit, or a copy leaves their quantities out. */
  quantity: { value: string; unit: string } | null;
  co2eKg: string;
  /** Location-based where it is the same. */
  co2eKgMarketBased: string;
}

/**
 * The sources of a year at the finest level that makes no more than `limit` rows: corrections are part of what they
 * correct, and what is in no total is left out.
 */
export function summarizeSources(document: InventoryDocument, limit: number): Summary {
  const counted = linesOf(document).filter(({ activity }) => isInTotals(activity));
  const lines = counted.map(({ activity: { entry: _, ...activity }, result }) => ({ activity, result }));
  return summarizeLines(lines, limit);
}

interface Summary {
  level: SummaryLevel;
  groups: SummaryGroup[];
}

function summarizeLines(lines: readonly DocumentLine[], limit: number): Summary {
  for (const level of SUMMARY_LEVELS) {
    const groups = groupBy(lines, ({ activity }) => keyOf(activity, level));
    if (groups.length <= limit || level === "total") return { level, groups: groups.map(toGroup) };
  }
  return { level: "total", groups: [] };
}

function keyOf(activity: DocumentActivity, level: SummaryLevel): string {
  const { scope, category, facility, unit, factor, entry } = activity;
  const kind = entry?.kind ?? "";
  if (level === "total") return JSON.stringify([scope, category, kind]);
  if (level === "category") return JSON.stringify([scope, category, facility, kind]);
  return JSON.stringify([scope, category, facility, sourceKey(activity), unit, factor, kind]);
}

function toGroup(lines: DocumentLine[]): SummaryGroup {
  const quantities = lines.map(({ activity, result }) => lineQuantity(activity, result));
  const units = new Set(quantities.map(({ unit }) => unit));
  const isCommon = units.size === 1 && quantities.every(({ quantity, unit }) => quantity !== "" && unit !== "");
  return {
    lines,
    quantity: isCommon
      ? { value: sumDecimals(quantities.map(({ quantity }) => quantity)), unit: [...units][0]! }
      : null,
    co2eKg: sumDecimals(lines.map(({ result }) => result.co2eKg)),
    co2eKgMarketBased: sumDecimals(lines.map(({ result }) => result.co2eKgMarketBased ?? result.co2eKg)),
  };
}

/** kg CO2e by the six categories of ISO 14064-1, exact; null where nothing is quantified, which is not zero. */
export function sumIsoCategories(
  byCategory: Record<string, string>,
  isoCategoryOf: (category: string) => string,
): Record<string, string | null> {
  const found = sumByKey(Object.entries(byCategory).map(([category, kg]) => [isoCategoryOf(category), kg] as const));
  return Object.fromEntries(["1", "2", "3", "4", "5", "6"].map((number) => [number, found.get(number) ?? null]));
}
