import { percentChange } from "#app/carbon/total/sum-by-key.ts";
import { sumTexts } from "#app/number/text-decimal.ts";

/** Rows of a table or a chart. The inventory and the workbook have all. */
export const MOST_ROWS = 8;

export const CHARTS = ["months", "sources", "facilities", "categories"] as const;
export type ChartKind = (typeof CHARTS)[number];

/** What a source came to in a calculation, in kg. */
export interface SourceShare {
  id: string;
  name: { en: string; zh: string };
  scope: 1 | 2 | 3;
  category: string;
  facilityId: string;
  facility: { en: string; zh: string };
  kg: string;
  /** In the year before. Null if it has no figure there. */
  previousKg: string | null;
}

export interface ShareRow {
  key: string;
  /** For its mark: the scope of its largest source. */
  scope: 1 | 2 | 3;
  kg: string;
  /** Null if a part has no figure in the year before: a missing figure isn't zero. */
  changePercent: string | null;
}

interface YearOfSources {
  sources: readonly { id: string; name: SourceShare["name"]; scope: 1 | 2 | 3; category: string; facilityId: string }[];
  facilities: readonly { id: string; name: SourceShare["facility"] }[];
  kgBySource: ReadonlyMap<string, string>;
  previous: { kgBySource: ReadonlyMap<string, string> } | null;
  result: { totals: unknown } | null;
}

/** The sources with a figure in the newest calculation, and what they came to a year before. */
export function sharesOf({ sources, facilities, kgBySource, previous, result }: YearOfSources): SourceShare[] {
  if (!result?.totals) return [];
  const facilityOf = new Map(facilities.map((facility) => [facility.id, facility.name]));
  return sources.flatMap(({ id, name, scope, category, facilityId }) => {
    const kg = kgBySource.get(id);
    if (kg === undefined) return [];
    const place = { facilityId, facility: facilityOf.get(facilityId)! };
    return [{ id, name, scope, category, ...place, kg, previousKg: previous?.kgBySource.get(id) ?? null }];
  });
}

/** Sources with a figure, the largest first. */
export function rankSources(sources: readonly SourceShare[]): (ShareRow & SourceShare)[] {
  return [...sources].sort(byKg).map((source) => ({ ...source, key: source.id, changePercent: changeOf([source]) }));
}

/** The sums of sources with the same key, the largest first. */
export function groupSources(
  sources: readonly SourceShare[],
  keyOf: (source: SourceShare) => string,
): (ShareRow & { first: SourceShare })[] {
  const groups = new Map<string, SourceShare[]>();
  for (const source of [...sources].sort(byKg)) {
    const key = keyOf(source);
    groups.set(key, [...(groups.get(key) ?? []), source]);
  }
  return [...groups]
    .map(([key, group]) => ({
      key,
      first: group[0]!,
      scope: group[0]!.scope,
      kg: sumTexts(group.map(({ kg }) => kg)),
      changePercent: changeOf(group),
    }))
    .sort(byKg);
}

function changeOf(group: readonly Pick<SourceShare, "kg" | "previousKg">[]): string | null {
  const before = group.map(({ previousKg }) => previousKg);
  if (!before.every((kg) => kg !== null)) return null;
  return percentChange(sumTexts(group.map(({ kg }) => kg)), sumTexts(before));
}

/** Order alone may be binary. */
function byKg(one: { kg: string }, other: { kg: string }): number {
  return Number(other.kg) - Number(one.kg);
}
