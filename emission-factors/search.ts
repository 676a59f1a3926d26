/** Searches factors by words in English or Chinese. Pure: the same rows and words give the same order. */

import { isUnitCode } from "#app/carbon/unit/unit.ts";
import type { ContentLanguage } from "#app/encoding/language.ts";
import type { DatasetManifest, FactorRow } from "./library-schema.ts";
import {
  buildFactorIndex,
  compareTexts,
  type FactorIndex,
  type IndexedFactor,
  type SearchRow,
} from "./search-index.ts";
import { readQuery, type Term } from "./search-query.ts";
import { type Ranked, type RankWish, rank, rankContext } from "./search-rank.ts";
import { scoreTerm, type TermScores } from "./search-score.ts";

/** Null or absent values do not filter. */
export interface SearchFilters {
  scope?: number | null;
  category?: string | null;
  region?: string | null;
  dataset?: string | null;
  method?: string | null;
  kind?: string | null;
  unit?: string | null;
  year?: string | null;
  isActive?: boolean;
  /** Only these factors, by position in the index. Without words, those of the lowest rank come first. */
  suits?: ReadonlyMap<number, number> | null;
}

export type FacetName = "scope" | "category" | "region" | "dataset" | "year" | "unit" | "method" | "kind";
export const FACETS: readonly FacetName[] = [
  "scope",
  "category",
  "region",
  "dataset",
  "year",
  "unit",
  "method",
  "kind",
];

export interface SearchWish extends SearchFilters, RankWish {
  /** Whether the query is complete, with no word being typed. */
  isWhole?: boolean;
  /** Excludes a factor before the words are matched. */
  accepts?: (factor: IndexedFactor) => boolean;
}

export interface SearchHit<Row extends SearchRow> {
  factor: IndexedFactor<Row>;
  /** The release that fits the filters and the years in the query. */
  row: Row;
  /** Position in the index. */
  at: number;
  score: number;
}

export interface SearchResult<Row extends SearchRow> {
  /** All matches, best first. */
  hits: SearchHit<Row>[];
  /** Words that no factor contains. The matches contain the other words. */
  unmatched: string[];
  /** Corrected words. */
  corrected: { from: string; to: string }[];
  /** No factor contains all words. The matches contain the most specific ones. */
  isPartial: boolean;
  terms: TermScores[];
  /** For each facet, the number of results of each value, ignoring the facet's own filter. */
  countFacets: () => FacetCounts;
}

export type FacetCounts = Record<FacetName, ReadonlyMap<string, number>>;

/**
 * Factors that contain every word or a synonym. Sorted by: match in the name, selectable, the reader's country, then
 * key, so that the order is deterministic. Without words, all factors that pass the filters, by name.
 */
export function searchIndex<Row extends SearchRow>(
  index: FactorIndex<Row>,
  query: string,
  wish: SearchWish = {},
): SearchResult<Row> {
  const found = (hits: Ranked[], years: ReadonlySet<string>, facts: Partial<SearchResult<Row>> = {}) => ({
    unmatched: [],
    corrected: [],
    isPartial: false,
    terms: [],
    ...facts,
    ...narrow(index, hits, wish, years),
  });
  if (query.trim() === "") return found(listByName(index, wish.locale ?? "en"), NO_YEARS);
  const [key = "", version] = query.trim().toLowerCase().split("@");
  const exact = wish.isWhole ? undefined : index.byId.get(key);
  if (exact !== undefined) return found([{ at: exact, score: 0 }], new Set(version === undefined ? [] : [version]));
  const terms = readQuery(query);
  const scored = terms.map((term, at) => {
    if (wish.isWhole) return scoreTerm(index, term, "never");
    return scoreTerm(index, term, at === terms.length - 1 ? "always" : "needed");
  });
  const unmatched = scored.filter((term) => term.count === 0 && !isSoft(term.term)).map(({ term }) => term.text);
  const said = scored.filter((term) => term.count > 0 || isSoft(term.term));
  if (said.every((term) => term.count === 0 && !term.term.unit)) return found([], NO_YEARS, { unmatched });
  if (wish.accepts) leaveOut(index, scored, wish.accepts);
  const total = totalScores(index, said);
  const context = rankContext(said, query, wish);
  const corrected = scored.flatMap(({ term, corrected: to }) => (to === null ? [] : { from: term.text, to }));
  const facts = { unmatched, corrected, isPartial: total.isPartial, terms: scored };
  return found(rank(index, total.totals, context), context.years, facts);
}

const NO_YEARS: ReadonlySet<string> = new Set();

function leaveOut(
  index: FactorIndex,
  scored: readonly TermScores[],
  accepts: (factor: IndexedFactor) => boolean,
): void {
  index.factors.forEach((factor, at) => {
    if (scored.every(({ scores }) => scores[at] === 0) || accepts(factor)) return;
    for (const { scores } of scored) scores[at] = 0;
  });
}

/** A unit or year next to other words only ranks the matches. A factor need not contain it. */
function isSoft({ unit }: Term): boolean {
  return unit !== null;
}

interface Totals {
  /** Sum over the terms for each factor, or 0 if it does not match. */
  totals: Uint32Array;
  isPartial: boolean;
}

function totalScores(index: FactorIndex, said: readonly TermScores[]): Totals {
  const hard = said.filter(({ term }) => !isSoft(term));
  if (hard.length === 0) return { totals: unitScores(index, said), isPartial: false };
  const totals = new Uint32Array(index.factors.length);
  let isPartial = true;
  for (let at = 0; at < totals.length; at += 1) {
    let sum = 0;
    for (const { scores } of hard) {
      const score = scores[at]!;
      if (score === 0) {
        sum = 0;
        break;
      }
      sum += score;
    }
    if (sum > 0) {
      isPartial = false;
      totals[at] = Math.round(sum / hard.length);
    }
  }
  if (isPartial) scorePartly(totals, hard);
  return { totals, isPartial };
}

/** If no factor contains all words: factors with the rarest word, better if they contain more words. */
function scorePartly(totals: Uint32Array, hard: readonly TermScores[]): void {
  const weights = hard.map(({ count }) => Math.max(1, Math.round(100 * Math.log(1 + totals.length / count))));
  let most = 0;
  const held = new Uint32Array(totals.length);
  for (let at = 0; at < totals.length; at += 1) {
    hard.forEach(({ scores }, index) => {
      if (scores[at]! > 0) held[at]! += weights[index]!;
    });
    most = Math.max(most, held[at]!);
  }
  for (let at = 0; at < totals.length; at += 1) {
    if (held[at] !== most) continue;
    const sum = hard.reduce((score, { scores }) => score + scores[at]!, 0);
    totals[at] = Math.round(sum / hard.length);
  }
}

/** A query of units alone finds factors per that unit. */
function unitScores(index: FactorIndex, said: readonly TermScores[]): Uint32Array {
  const totals = new Uint32Array(index.factors.length);
  const wanted = new Set(said.flatMap(({ term }) => term.unit ?? []));
  index.factors.forEach(({ editions }, at) => {
    const { unit } = editions[0]!.row;
    const spoken = Math.max(...said.map(({ scores }) => scores[at]!));
    if (isUnitCode(unit) && wanted.has(unit))
      totals[at] = Math.max(factorOfBill(editions[0]!.row) ? 1000 : 800, spoken);
    else if (spoken >= 900) totals[at] = spoken;
  });
  return totals;
}

/** Most bills in an energy unit are for grid electricity. */
function factorOfBill({ category, method }: SearchRow): boolean {
  return category === "purchased_electricity" && method === "grid_average";
}

type CountedFacets = Record<FacetName, Map<string, number>>;

/** Facet counts without filters, by list. The list of all factors is counted once per index. */
const COUNTS = new WeakMap<readonly Ranked[], FacetCounts>();

/** The factors that pass the filters, with the fitting release, and the facet counts. */
function narrow<Row extends SearchRow>(
  index: FactorIndex<Row>,
  all: readonly Ranked[],
  wish: SearchFilters,
  years: ReadonlySet<string>,
): Pick<SearchResult<Row>, "hits" | "countFacets"> {
  const ranked = wish.suits ? suitable(all, wish.suits) : all;
  const wanted = FACETS.flatMap((facet, bit) => {
    const value = wish[facet] ?? null;
    return value === null ? [] : { facet, value: String(value), bit: 1 << bit };
  });
  const failedBy = (factor: IndexedFactor) =>
    wanted.reduce((bits, { facet, value, bit }) => (valuesOf(factor, facet).includes(value) ? bits : bits | bit), 0);
  const isOpen = wanted.length === 0;
  const hits: SearchHit<Row>[] = [];
  for (const { at, score } of ranked) {
    const factor = index.factors[at]!;
    const row = isOpen || failedBy(factor) === 0 ? editionOf(factor, wish, years) : null;
    if (row) hits.push({ factor, row, at, score });
  }
  const countFacets = () => {
    const known = COUNTS.get(ranked);
    if (known && isOpen) return known;
    const counts = Object.fromEntries(FACETS.map((facet) => [facet, new Map()])) as CountedFacets;
    for (const { at } of ranked) {
      const factor = index.factors[at]!;
      const failed = isOpen ? 0 : failedBy(factor);
      if (failed !== 0 && (failed & (failed - 1)) !== 0) continue;
      FACETS.forEach((facet, bit) => {
        if (failed !== 0 && failed !== 1 << bit) return;
        const count = counts[facet];
        for (const value of valuesOf(factor, facet)) count.set(value, (count.get(value) ?? 0) + 1);
      });
    }
    if (isOpen) COUNTS.set(ranked, counts);
    return counts;
  };
  return { hits, countFacets };
}

/** Matches of words keep their order. */
function suitable(ranked: readonly Ranked[], suits: ReadonlyMap<number, number>): Ranked[] {
  const rankOf = ({ at, score }: Ranked) => (score === 0 ? suits.get(at)! : 0);
  return ranked.filter(({ at }) => suits.has(at)).sort((a, b) => rankOf(a) - rankOf(b));
}

/** The values of a factor in a facet. */
export function valuesOf({ editions }: IndexedFactor, facet: FacetName): string[] {
  const { row } = editions[0]!;
  switch (facet) {
    case "year":
      return [...new Set(editions.flatMap(({ year }) => year ?? []))];
    case "dataset":
      return [row.datasetId];
    case "scope":
      return row.scope === null ? [] : [String(row.scope)];
    default:
      return row[facet] === null ? [] : [row[facet]];
  }
}

/** The preferred release among the fitting ones. A year in the query prefers a release but excludes none. */
function editionOf<Row extends SearchRow>(
  { editions }: IndexedFactor<Row>,
  { year, isActive }: SearchFilters,
  years: ReadonlySet<string>,
): Row | null {
  if (!year && !isActive && years.size === 0) return editions[0]!.row;
  const fitting = editions.filter((one) => (!year || one.year === year) && (!isActive || one.row.status === "active"));
  const named = fitting.find(({ row, year: own }) => years.has(row.version) || (own !== null && years.has(own)));
  return (named ?? fitting[0])?.row ?? null;
}

const ORDERS = new WeakMap<FactorIndex, Map<string, Ranked[]>>();

/** Sorted by name, then key, once for each language. */
function listByName(index: FactorIndex, locale: ContentLanguage): Ranked[] {
  const orders = ORDERS.get(index) ?? new Map<string, Ranked[]>();
  ORDERS.set(index, orders);
  const known = orders.get(locale);
  if (known) return known;
  const nameOf = ({ nameEn, nameZh }: SearchRow) => (locale === "zh" && nameZh !== "" ? nameZh : nameEn);
  const names = index.factors.map(({ editions }) => nameOf(editions[0]!.row));
  const order = names.map((_, at) => ({ at, score: 0 }));
  // The index is sorted by key only among equal validity, so the key decides here.
  const keyOf = (at: number) => index.factors[at]!.editions[0]!.row.id;
  order.sort((a, b) => compareTexts(names[a.at]!, names[b.at]!) || compareTexts(keyOf(a.at), keyOf(b.at)));
  orders.set(locale, order);
  return order;
}

/** A row of the shipped library for the search, with its dataset. */
export interface LibrarySearchRow extends SearchRow {
  row: FactorRow;
  manifest: DatasetManifest;
}

export function toSearchRow(row: FactorRow, manifest: DatasetManifest): LibrarySearchRow {
  return {
    id: row.id,
    version: manifest.edition,
    datasetId: manifest.id,
    publisher: manifest.publisher,
    kind: row.kind,
    nameEn: row.name_en,
    nameZh: row.name_zh,
    scope: row.scope === "" ? null : Number(row.scope),
    category: row.category || null,
    region: row.region || null,
    method: row.method || null,
    unit: row.unit,
    status: row.status,
    validFrom: row.valid_from || manifest.validFrom,
    validTo: row.valid_to || manifest.validTo,
    dataYear: manifest.dataYear,
    publishedOn: manifest.publishedOn,
    isPartial: manifest.isPartial === true,
    cell: row.source_cell,
    row,
    manifest,
  };
}

export function indexLibrary(datasets: readonly { manifest: DatasetManifest; rows: FactorRow[] }[]) {
  return buildFactorIndex(datasets.flatMap(({ manifest, rows }) => rows.map((row) => toSearchRow(row, manifest))));
}
