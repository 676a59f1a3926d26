import { recordsOf } from "#app/carbon/condense/merged-records.ts";
import type { DocumentActivity, InventoryDocument, Period } from "#app/carbon/document/inventory-document.ts";
import { lineQuantity } from "#app/carbon/line/line-quantity.ts";
import { MONEY } from "#app/carbon/method/dimensions.ts";
import { dimensionOf, isUnitCode } from "#app/carbon/unit/unit.ts";
import { runningSums } from "#app/number/text-decimal.ts";

interface Name {
  en?: string | undefined;
  zh?: string | undefined;
}

export const BASES = ["measured", "calculated", "estimated", "spend"] as const;
export const EVIDENCED = ["all", "some", "none"] as const;
/** The method of a line whose quantity was entered as it is. */
export const ENTERED = "entered";

/** A line of a calculation as a verifier lists it. Everything in it follows from the document of the calculation. */
export interface CalculatedLine {
  id: string;
  /** Its place in the document, from 0. */
  at: number;
  source: Name;
  facility: Name;
  /** Ids of emission source and facility. */
  sourceId: string;
  facilityId: string;
  period: Period;
  scope: number;
  category: string;
  quantity: string;
  unit: string;
  method: string;
  factor: string;
  /** The publication of its factor, and a code of it for addresses. */
  dataset: string;
  datasetCode: string;
  basis: (typeof BASES)[number];
  /** The number of records behind it, and of those that name evidence. */
  records: number;
  evidenced: (typeof EVIDENCED)[number];
  /** Location-based. Null without a result. */
  co2eKg: string | null;
  /** Whether it is part of the totals of the year: neither a credit nor an emission of later years. */
  isCounted: boolean;
  /** Larger for more CO2e. Lines without a result come last. */
  weight: number;
  /** The sum of the counted lines down to this one, ordered by CO2e. */
  cumulativeKg: string | null;
}

/** Ids of emission sources and facilities by their numbers in the document. */
interface Places {
  sources: Record<string, string>;
  facilities: Record<string, string>;
}

/** The lines of a calculation, the largest first. */
export function calculatedLines(document: InventoryDocument, places: Places): CalculatedLine[] {
  const results = new Map((document.results?.lines ?? []).map((line) => [line.activity, line]));
  const datasets = datasetsOf(document);
  const lines = document.activities.map((activity, at) => {
    const result = results.get(activity.id);
    const dataset = datasets.get(activity.factor);
    const { quantity, unit } = lineQuantity(activity, result);
    const method = activity.method?.name ?? activity.merged?.method ?? ENTERED;
    return {
      id: activity.id,
      at,
      source: activity.description ?? {},
      facility: document.facilities?.[activity.facility]?.name ?? {},
      sourceId: places.sources[activity.emissionSource ?? ""] ?? "",
      facilityId: places.facilities[activity.facility] ?? "",
      period: activity.period,
      scope: activity.scope,
      category: activity.category,
      quantity,
      unit,
      method,
      factor: activity.factor,
      dataset: dataset?.name ?? "",
      datasetCode: dataset?.code ?? "",
      basis: basisOf(activity, method, unit),
      records: recordsOf(activity),
      evidenced: evidencedOf(activity),
      co2eKg: result?.co2eKg ?? null,
      isCounted: activity.entry?.kind !== "credit" && activity.entry?.kind !== "lifetime",
    };
  });
  return weigh(lines);
}

function weigh(lines: readonly Omit<CalculatedLine, "weight" | "cumulativeKg">[]): CalculatedLine[] {
  const kept = (line: (typeof lines)[number]) => (line.isCounted ? (line.co2eKg ?? "0") : "0");
  const known = lines.filter(({ co2eKg }) => co2eKg !== null);
  const order = sortByDecimal(known, ({ co2eKg }) => co2eKg!).reverse();
  const ordered = [...order, ...lines.filter(({ co2eKg }) => co2eKg === null)];
  const sums = runningSums(ordered.map(kept));
  return ordered.map((line, index) => ({
    ...line,
    weight: ordered.length - index,
    cumulativeKg: line.co2eKg === null || !line.isCounted ? null : sums[index]!,
  }));
}

/** Ascending. Equal ones keep the reverse of their order, so that they are in order when the list is turned round. */
function sortByDecimal<T extends { at: number }>(rows: readonly T[], textOf: (row: T) => string): T[] {
  const places = Math.max(0, ...rows.map((row) => (textOf(row).split(".")[1] ?? "").length));
  const scaled = rows.map((row) => {
    const [whole, fraction = ""] = textOf(row).split(".") as [string, string?];
    return { row, units: BigInt(whole + fraction.padEnd(places, "0")) };
  });
  scaled.sort((a, b) => (a.units < b.units ? -1 : a.units > b.units ? 1 : b.row.at - a.row.at));
  return scaled.map(({ row }) => row);
}

function basisOf({ dataQuality }: DocumentActivity, method: string, unit: string): CalculatedLine["basis"] {
  const isMoney = isUnitCode(unit) && MONEY.some((dimension) => dimension === dimensionOf(unit));
  return isMoney || method === "spend_based" ? "spend" : (dataQuality ?? "measured");
}

function evidencedOf({ evidence, merged }: DocumentActivity): CalculatedLine["evidenced"] {
  if (!merged) return evidence ? "all" : "none";
  const evidenced = merged.evidenced ?? "0";
  return evidenced === "0" ? "none" : evidenced === merged.records ? "all" : "some";
}

/** The publication of each factor by its reference. */
function datasetsOf({ factors }: InventoryDocument): Map<string, { name: string; code: string }> {
  return new Map(
    factors.map(({ id, version, publisher, source }) => {
      const name = source?.title || publisher || id;
      return [`${id}@${version}`, { name, code: codeOf(name) }];
    }),
  );
}

/** A short code of a name for addresses (FNV-1a). */
function codeOf(name: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const unit of name) {
    hash = ((hash ^ BigInt(unit.codePointAt(0)!)) * 0x100000001b3n) & 0xffffffffffffffffn;
  }
  return hash.toString(16).padStart(16, "0");
}
