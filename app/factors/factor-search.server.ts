import type { DocumentFactor, ScopeNumber } from "#app/carbon/document/inventory-document.ts";
import type { UnitCode } from "#app/carbon/unit/unit.ts";
import type { ContentLanguage } from "#app/encoding/language.ts";
import type { AnyTx } from "#db/doors.ts";
import { FACETS, type FacetCounts, type FacetName, type SearchHit, searchIndex } from "#emission-factors/search.ts";
import type { SearchRow } from "#emission-factors/search-index.ts";
import { loadFactorIndex } from "./factor-index.server.ts";
import { type PublishedFactor, selectPublished, toPublishedFactor } from "./published-factor.server.ts";
import { findUsable, type UsedSource } from "./usable.ts";

/** Null values do not filter. */
export interface FactorFilters {
  scope: ScopeNumber | null;
  category: string | null;
  region: string | null;
  dataset: string | null;
  method: string | null;
  kind: DocumentFactor["kind"] | null;
  /** The unit of the factor's denominator. */
  unit: string | null;
  /** A year that a release is valid for. */
  year: string | null;
  /** Only factors that can be selected for an inventory. */
  isActive: boolean;
}

export interface FactorQuery extends Partial<FactorFilters> {
  /** In English or Chinese. */
  query: string;
  limit?: number;
  /** `next` of the previous page. */
  cursor?: string | null;
  /** Factors of this country come first among equal matches. */
  country?: string | null;
  /** The unit of the activity data. Factors that it converts to come first. */
  unitOfUse?: UnitCode | null;
  /** Counts the results of each filter value. */
  hasFacets?: boolean;
  /** Only what the sources of an organization can use. */
  usage?: readonly UsedSource[] | null;
}

/** The best matching release of a factor, and its other releases. */
export interface FactorHit extends PublishedFactor {
  editions: string[];
}

export interface FactorSearch {
  hits: FactorHit[];
  /** Number of matching factors. */
  total: number;
  next: string | null;
  /** Words that match no factor. The results match the other words. */
  unmatched: string[];
  corrected: { from: string; to: string }[];
  /** No factor matches all words. The results match the most specific ones. */
  isPartial: boolean;
  /** For each filter, the number of results of each value, highest first, then by value. */
  facets: FactorFacets;
}

export type FactorFacets = Record<FacetName, { value: string; count: number }[]>;

const PAGE_SIZE = 30;

/**
 * Searches factors by words and filters. Each factor appears once, best match first. Without words, results are sorted
 * by name.
 */
export async function searchFactors(tx: AnyTx, query: FactorQuery, locale: ContentLanguage): Promise<FactorSearch> {
  const found = await search(tx, query, locale);
  const { hits, unmatched, corrected, isPartial } = found;
  const limit = query.limit ?? PAGE_SIZE;
  const start = query.cursor ? hits.findIndex(({ row }) => row.id === query.cursor) + 1 : 0;
  const page = hits.slice(start, start + limit);
  return {
    hits: await completeHits(tx, page),
    total: hits.length,
    next: hits.length > start + limit ? page.at(-1)!.row.id : null,
    unmatched,
    corrected,
    isPartial,
    facets: query.hasFacets ? listFacets(found.countFacets()) : NO_FACETS,
  };
}

/** All matches in search order. `completeHits` reads their rows. */
export async function findFactors(tx: AnyTx, query: FactorQuery, locale: "en" | "zh") {
  return (await search(tx, query, locale)).hits;
}

async function search(tx: AnyTx, { usage, ...query }: FactorQuery, locale: ContentLanguage) {
  const index = await loadFactorIndex(tx);
  return searchIndex(index, query.query, { ...query, locale, suits: usage ? findUsable(index, usage) : null });
}

const NO_FACETS = Object.fromEntries(FACETS.map((facet) => [facet, []])) as unknown as FactorFacets;

function listFacets(counts: FacetCounts): FactorFacets {
  const list = (facet: FacetName) =>
    [...counts[facet]]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  return Object.fromEntries(FACETS.map((facet) => [facet, list(facet)])) as FactorFacets;
}

/** Reads the matches from the database in the same order. */
export async function completeHits(tx: AnyTx, hits: readonly SearchHit<SearchRow>[]): Promise<FactorHit[]> {
  if (hits.length === 0) return [];
  const found = await selectPublished(tx)
    .where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple("emission_factor.id", "emission_factor.version"),
        "in",
        hits.map(({ row }) => tuple(row.id, row.version)),
      ),
    )
    .execute();
  const byId = new Map(found.map((row) => [row.id, row]));
  return hits.flatMap(({ factor, row }) => {
    const published = byId.get(row.id);
    if (!published) return [];
    const editions = factor.editions.map((edition) => edition.row).sort(olderFirst);
    return [{ ...toPublishedFactor(published), editions: editions.map(({ version }) => version) }];
  });
}

function olderFirst(a: SearchRow, b: SearchRow): number {
  const keyOf = ({ validTo, publishedOn, version }: SearchRow) =>
    `${validTo ?? "9999"} ${publishedOn ?? ""} ${version}`;
  return keyOf(a) < keyOf(b) ? -1 : 1;
}
