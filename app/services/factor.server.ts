import { type ExpressionBuilder, type SelectQueryBuilder, sql } from "kysely";
import type { DocumentGwp, ScopeNumber } from "#app/carbon/inventory-document.ts";
import { AppError } from "#app/errors.ts";
import type { AnyTx } from "#db/doors.ts";
import type { Database } from "#db/schema.ts";
import { searchFactors as rankFactors, splitQuery } from "#emission-factors/search.ts";
import { byAge, type PublishedFactor, selectPublished, toPublishedFactor } from "./published-factor.server.ts";

/** What narrows a search; null leaves a filter open. */
export interface FactorFilters {
  scope: ScopeNumber | null;
  category: string | null;
  region: string | null;
  dataset: string | null;
  method: string | null;
  kind: "emission" | "grid_residual" | "property" | null;
  /** Only what may be chosen for an inventory. */
  isActive: boolean;
}

export interface FactorQuery extends Partial<FactorFilters> {
  /** A person's words, in English or Chinese. */
  query: string;
  limit?: number;
  /** `next` of the page before. */
  cursor?: string | null;
}

/** The newest edition of a factor that fits the words, and how many editions there are. */
export interface FactorHit extends PublishedFactor {
  editions: string[];
}

/** More rows than this are not ranked: a person narrows the search instead. */
const RANKED_ROWS = 500;
const PAGE_SIZE = 30;

type Tx = AnyTx;
type FactorRows<O> = SelectQueryBuilder<Database, "emission_factor", O>;

/** Published editions in the library; none means that it was never loaded. */
export async function countDatasets(tx: Tx): Promise<number> {
  const row = await tx
    .selectFrom("factor_dataset")
    .select((select) => select.fn.countAll<string>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Factors by a person's words and filters, the newest edition of each, best first. Without words, by name. */
export async function searchFactors(
  tx: Tx,
  query: FactorQuery,
  locale: "en" | "zh",
): Promise<{ hits: FactorHit[]; next: string | null }> {
  const limit = query.limit ?? PAGE_SIZE;
  const words = splitQuery(query.query);
  const found =
    words.length === 0 ? await listByName(tx, query, limit + 1) : await listByRank(tx, query, words, locale, limit + 1);
  const page = found.slice(0, limit);
  return { hits: await completeHits(tx, page), next: found.length > limit ? page.at(-1)!.id : null };
}

interface FactorKey {
  id: string;
  version: string;
}

async function listByName(tx: Tx, query: FactorQuery, limit: number): Promise<FactorKey[]> {
  const newest = newestEditions(tx, query, []);
  const last = query.cursor
    ? await tx.selectFrom(newest.as("f")).select(["name_en", "id"]).where("id", "=", query.cursor).executeTakeFirst()
    : undefined;
  return tx
    .selectFrom(newest.as("f"))
    .select(["id", "version"])
    .$if(last !== undefined, (rows) => rows.where(sql<boolean>`(name_en, id) > (${last?.name_en}, ${last?.id})`))
    .orderBy("name_en")
    .orderBy("id")
    .limit(limit)
    .execute();
}

async function listByRank(
  tx: Tx,
  query: FactorQuery,
  words: string[],
  locale: "en" | "zh",
  limit: number,
): Promise<FactorKey[]> {
  const inName = words.map((word) => sql`(lower(name_en || ' ' || name_zh) like ${containing(word)})::int`);
  const rows = await tx
    .selectFrom(newestEditions(tx, query, words).as("f"))
    .select(["id", "version", "name_en", "name_zh", "unit", "status", "valid_to", "search_text"])
    // Where more rows fit than are ranked, those that say the words in their name are.
    .orderBy(sql`${sql.join(inName, sql` + `)} desc`)
    .orderBy(sql`(status = 'active') desc`)
    .orderBy(sql`char_length(name_en)`)
    .orderBy("id")
    .limit(RANKED_ROWS)
    .execute();
  const searchable = rows.map((row) => ({
    id: row.id,
    version: row.version,
    nameEn: row.name_en,
    nameZh: row.name_zh,
    unit: row.unit,
    status: row.status,
    validTo: row.valid_to,
    searchText: row.search_text,
  }));
  const ranked = rankFactors(searchable, query.query, { locale, limit: RANKED_ROWS });
  const start = query.cursor ? ranked.findIndex(({ id }) => id === query.cursor) + 1 : 0;
  return ranked.slice(start, start + limit);
}

/** One row a factor: the edition to be preferred among those that fit. */
function newestEditions(tx: Tx, query: FactorQuery, words: string[]) {
  let rows = tx
    .selectFrom("emission_factor")
    .distinctOn("id")
    .select(["id", "version", "name_en", "name_zh", "unit", "status", "valid_to", "search_text"])
    .orderBy("id")
    .orderBy(sql`(status = 'active') desc`)
    .orderBy(sql`valid_to desc nulls first`)
    .orderBy(sql`published_on desc nulls last`)
    .orderBy("version", "desc");
  for (const word of words) rows = rows.where("search_text", "like", containing(word));
  return narrow(rows, query);
}

function narrow<O>(rows: FactorRows<O>, query: FactorQuery): FactorRows<O> {
  const { scope, category, region, dataset, method, kind, isActive } = query;
  let narrowed = rows;
  if (scope) narrowed = narrowed.where("scope", "=", scope);
  if (category) narrowed = narrowed.where("category", "=", category);
  if (region) narrowed = narrowed.where("region", "=", region);
  if (dataset) narrowed = narrowed.where("dataset_id", "=", dataset);
  if (method) narrowed = narrowed.where("method", "=", method);
  if (kind) narrowed = narrowed.where("kind", "=", kind);
  if (isActive) narrowed = narrowed.where("status", "=", "active");
  return narrowed;
}

/** A LIKE pattern; what a person typed is text, never a wildcard. */
function containing(word: string): string {
  return `%${word.replace(/[\\%_]/g, "\\$&")}%`;
}

async function completeHits(tx: Tx, keys: FactorKey[]): Promise<FactorHit[]> {
  if (keys.length === 0) return [];
  const ids = keys.map(({ id }) => id);
  const rows = await selectPublished(tx).where("emission_factor.id", "in", ids).execute();
  const published = rows.map(toPublishedFactor).sort(byAge);
  return keys.flatMap((key) => {
    const editions = published.filter(({ id }) => id === key.id);
    const hit = editions.find(({ version }) => version === key.version);
    return hit ? [{ ...hit, editions: editions.map(({ version }) => version) }] : [];
  });
}

/**
 * Every published edition of a factor, oldest first.
 * @throws AppError `not_found`
 */
export async function getFactorHistory(tx: Tx, id: string): Promise<PublishedFactor[]> {
  const rows = await selectPublished(tx).where("emission_factor.id", "=", id).execute();
  if (rows.length === 0) throw new AppError("not_found");
  return rows.map(toPublishedFactor).sort(byAge);
}

/** The newest edition of each of these factors, by id; an id that the library does not know has no entry. */
export async function findFactors(tx: Tx, ids: readonly string[]): Promise<Map<string, PublishedFactor>> {
  if (ids.length === 0) return new Map();
  const rows = await selectPublished(tx)
    .where("emission_factor.id", "in", [...new Set(ids)])
    .execute();
  const published = rows.map(toPublishedFactor).sort(byAge);
  const active = published.filter(({ status }) => status === "active");
  return new Map([...published, ...active].map((factor) => [factor.id, factor]));
}

/** Every property that may be used, in its newest edition. */
export async function listProperties(tx: Tx): Promise<PublishedFactor[]> {
  const rows = await selectPublished(tx)
    .where("emission_factor.kind", "=", "property")
    .where("emission_factor.status", "=", "active")
    .execute();
  const published = rows.map(toPublishedFactor).sort(byAge);
  return [...new Map(published.map((factor) => [factor.id, factor])).values()];
}

/** A region with a published average of its electricity grid. */
export interface GridRegion {
  code: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  name: { en: string; zh: string };
  /** Editions that may be used, oldest first. */
  editions: string[];
}

/** Regions with a location-based grid factor, by country and code. */
export async function listGridRegions(tx: Tx): Promise<GridRegion[]> {
  const rows = await tx
    .selectFrom("emission_factor")
    .select(["region", "version", "name_en", "name_zh"])
    .where(isGridAverage)
    .orderBy("region")
    .orderBy("version")
    .execute();
  const regions = new Map<string, GridRegion>();
  for (const row of rows) {
    const code = row.region!;
    const known = regions.get(code);
    const editions = [...new Set([...(known?.editions ?? []), row.version])];
    regions.set(code, { code, country: code.slice(0, 2), name: { en: row.name_en, zh: row.name_zh }, editions });
  }
  return [...regions.values()];
}

function isGridAverage(where: ExpressionBuilder<Database, "emission_factor">) {
  return where.and([
    where("method", "=", "grid_average"),
    where("category", "=", "purchased_electricity"),
    where("status", "=", "active"),
    where("region", "is not", null),
  ]);
}

/** Codes of every place that a factor is published for. */
export async function listFactorRegions(tx: Tx): Promise<string[]> {
  const rows = await tx
    .selectFrom("emission_factor")
    .select("region")
    .distinct()
    .where("region", "is not", null)
    .orderBy("region")
    .execute();
  return rows.map((row) => row.region!);
}

export interface FactorDataset {
  id: string;
  title: { en: string; zh: string };
  publisher: string;
  editions: { edition: string; rowCount: number }[];
}

/** Datasets with their editions, by publisher. */
export async function listDatasets(tx: Tx): Promise<FactorDataset[]> {
  const rows = await tx
    .selectFrom("factor_dataset")
    .select(["id", "edition", "title_en", "title_zh", "publisher", "row_count"])
    .orderBy("publisher")
    .orderBy("id")
    .orderBy("edition")
    .execute();
  const datasets = new Map<string, FactorDataset>();
  for (const row of rows) {
    const editions = [...(datasets.get(row.id)?.editions ?? []), { edition: row.edition, rowCount: row.row_count }];
    datasets.set(row.id, {
      id: row.id,
      title: { en: row.title_en, zh: row.title_zh },
      publisher: row.publisher,
      editions,
    });
  }
  return [...datasets.values()];
}

export interface GwpSetChoice {
  id: string;
  title: string;
  source: string;
  document: DocumentGwp;
}

/** GWP sets, newest assessment report first. */
export async function listGwpSets(tx: Tx): Promise<GwpSetChoice[]> {
  const rows = await tx.selectFrom("gwp_set").select(["id", "title", "source", "document"]).execute();
  // AR6, AR5, AR5-CCF, AR4: a variant comes after the set that it varies.
  const [reportOf, variantOf] = [(id: string) => id.split("-")[0]!, (id: string) => id.split("-")[1] ?? ""];
  rows.sort((a, b) => {
    if (reportOf(a.id) !== reportOf(b.id)) return reportOf(a.id) < reportOf(b.id) ? 1 : -1;
    return variantOf(a.id) < variantOf(b.id) ? -1 : 1;
  });
  return rows.map((row) => ({ ...row, document: row.document as DocumentGwp }));
}
