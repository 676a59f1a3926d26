import type { DocumentFactor, ScopeNumber } from "#app/carbon/document/inventory-document.ts";
import type { UnitCode } from "#app/carbon/unit/unit.ts";
import type { ContentLanguage } from "#app/encoding/language.ts";
import type { AnyTx } from "#db/doors.ts";
import { FACETS, type FacetCounts, type FacetName, type SearchHit, searchIndex } from "#emission-factors/search.ts";
import type { SearchRow } from "#emission-factors/search-index.ts";
import { loadFactorIndex } from "./factor-index.server.ts";
import { type PublishedFactor, selectPublished, toPublishedFactor } from "./published-factor.server.ts";

/** What narrows a search; null leaves a filter open. */
export interface FactorFilters {
  scope: ScopeNumber | null;
  category: string | null;
  region: string | null;
  dataset: string | null;
  method: string | null;
  kind: DocumentFactor["kind"] | null;
  /** The unit that a factor is published per. */
  unit: string | null;
  /** A year that an edition stands for. */
  year: string | null;
  /** Only what may be chosen for an inventory. */
  isActive: boolean;
}

export interface FactorQuery extends Partial<FactorFilters> {
  /** A person's words, in English or Chinese. */
  query: string;
  limit?: number;
  /** `next` of the page before. */
  cursor?: string | null;
  /** Country whose factors come first among equals. */
  country?: string | null;
  /** Unit of what is measured; factors that it reaches come first. */
  unitOfUse?: UnitCode | null;
  /** Counts what each filter would leave. */
  hasFacets?: boolean;
}

/** The edition of a factor that fits the words, and which editions there are. */
export interface FactorHit extends PublishedFactor {
  editions: string[];
}

export interface FactorSearch {
  hits: FactorHit[];
  /** How many factors fit. */
  total: number;
  next: string | null;
  /** Words that no factor says; what was found says the other words. */
  unmatched: string[];
  corrected: { from: string; to: string }[];
  /** No factor says all the words: these say the most telling of them. */
  isPartial: boolean;
  /** For each filter how many factors each of its values would leave, the most first, then by value. */
  facets: FactorFacets;
}

export type FactorFacets = Record<FacetName, { value: string; count: number }[]>;

const PAGE_SIZE = 30;

/** Factors by a person's words and filters, each once, best first. Without words, by name. */
export async function searchFactors(tx: AnyTx, query: FactorQuery, locale: ContentLanguage): Promise<FactorSearch> {
  const found = searchIndex(await loadFactorIndex(tx), query.query, { ...query, locale });
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

/** Every factor that fits, in the order of the search; `completeHits` reads them. */
export async function findFactors(tx: AnyTx, query: FactorQuery, locale: "en" | "zh") {
  return searchIndex(await loadFactorIndex(tx), query.query, { ...query, locale }).hits;
}

const NO_FACETS = Object.fromEntries(FACETS.map((facet) => [facet, []])) as unknown as FactorFacets;

function listFacets(counts: FacetCounts): FactorFacets {
  const list = (facet: FacetName) =>
    [...counts[facet]]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  return Object.fromEntries(FACETS.map((facet) => [facet, list(facet)])) as FactorFacets;
}

/** What was found, complete from the database, in the same order. */
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
