/**
 * Loads the shipped library into the database, as its owner. Existing releases stay untouched. A release with other
 * content than the stored one is rejected, because published figures are never edited.
 */
import { type Kysely, sql } from "kysely";
import { importStatusChanges, importTrustChanges } from "./import-status.ts";
import type { Dataset, DatasetManifest, FactorRow, GwpSet } from "./library-schema.ts";
import { hashText, listEditions, locateLibrary, readEdition, readGwpSets } from "./read-library.ts";
import { toRowFacts } from "./row-facts.ts";
import { readStatusChanges } from "./status-changes.ts";
import { toDocumentFactor, toDocumentGwp } from "./to-document.ts";
import { readTrustChanges } from "./trust-changes.ts";

export interface ImportOptions {
  onProgress?: (line: string) => void;
  folder?: string;
}

export interface ImportResult {
  datasetsAdded: number;
  factorsAdded: number;
  gwpSetsAdded: number;
  /** Number of rows or releases with a new status. */
  statusChangesAdded: number;
  /** Number of rows that were confirmed by another document. */
  trustChangesAdded: number;
}

/** Rows per statement, as one JSON parameter. */
const ROWS_PER_STATEMENT = 1000;

/**
 * Adds every missing release, GWP set and status change, each release in its own transaction.
 * @throws Error if a release or set in the database differs from the shipped one
 */
export async function importFactorLibrary(db: Kysely<unknown>, options: ImportOptions = {}): Promise<ImportResult> {
  const folder = options.folder ?? locateLibrary();
  const result: ImportResult = {
    datasetsAdded: 0,
    factorsAdded: 0,
    gwpSetsAdded: 0,
    statusChangesAdded: 0,
    trustChangesAdded: 0,
  };
  const held = await readHeld(db);
  for (const edition of listEditions(folder)) {
    if (isDatasetHeld(held, edition.manifest)) continue;
    const dataset = readEdition(edition);
    await db.transaction().execute((tx) => insertDataset(tx, dataset));
    result.datasetsAdded += 1;
    result.factorsAdded += dataset.rows.length;
    options.onProgress?.(`${dataset.manifest.title.en}: ${dataset.rows.length} factors`);
  }
  for (const set of readGwpSets(folder)) {
    if (isHeld(held.gwpSets, set.manifest.id, set.manifest.sha256)) continue;
    await insertGwpSet(db, set);
    result.gwpSetsAdded += 1;
    options.onProgress?.(`${set.manifest.title}: ${set.rows.length} gases`);
  }
  // Without statistics, each search reads all factors until autovacuum runs, which the embedded database never does.
  // So does what follows here.
  if (result.factorsAdded > 0) await sql`analyze emission_factor`.execute(db);
  result.statusChangesAdded = await importStatusChanges(db, readStatusChanges(folder));
  result.trustChangesAdded = await importTrustChanges(db, readTrustChanges(folder));
  return result;
}

/**
 * Adds one release. Rows that it corrects become `superseded`. Does nothing if the release exists.
 * @returns whether it was added
 * @throws Error if a release with this name has other content
 */
export async function addEdition(db: Kysely<unknown>, dataset: Dataset): Promise<boolean> {
  if (isDatasetHeld(await readHeld(db), dataset.manifest)) return false;
  await db.transaction().execute(async (tx) => {
    await insertDataset(tx, dataset);
    await importStatusChanges(tx, []);
  });
  return true;
}

/**
 * A release that an installation imported before it was shipped stays unchanged, because inventories can be pinned to
 * it.
 */
function isDatasetHeld(held: Held, manifest: DatasetManifest): boolean {
  const key = `${manifest.id}@${manifest.edition}`;
  if (manifest.files === undefined && held.own.has(key)) return true;
  return isHeld(held.datasets, key, checksumOf(manifest));
}

/** Covers the figures and their description in `dataset.json`. */
function checksumOf(manifest: DatasetManifest): string {
  return hashText(JSON.stringify(manifest));
}

interface Held {
  datasets: Map<string, string>;
  /** Releases that this installation imported from publishers' files. */
  own: Set<string>;
  gwpSets: Map<string, string>;
}

async function readHeld(db: Kysely<unknown>): Promise<Held> {
  const datasets = await sql<{ key: string; sum: string; own: boolean }>`
    select id || '@' || edition as key, meta ->> 'checksum' as sum, meta ? 'files' as own
    from factor_dataset`.execute(db);
  const sets = await sql<{ key: string; sum: string }>`select id as key, sha256 as sum from gwp_set`.execute(db);
  return {
    datasets: new Map(datasets.rows.map(({ key, sum }) => [key, sum])),
    own: new Set(datasets.rows.filter(({ own }) => own).map(({ key }) => key)),
    gwpSets: new Map(sets.rows.map(({ key, sum }) => [key, sum])),
  };
}

function isHeld(held: Map<string, string>, key: string, checksum: string): boolean {
  const known = held.get(key);
  if (known === undefined) return false;
  if (known === checksum) return true;
  throw new Error(
    `${key} is in the database with other content (checksum ${known}, shipped ${checksum}). Published figures are never edited; a change needs a new edition.`,
  );
}

async function insertDataset(tx: Kysely<unknown>, { manifest, rows }: Dataset): Promise<void> {
  const { licence } = manifest;
  const meta = JSON.stringify({
    checksum: checksumOf(manifest),
    retrievedOn: manifest.retrievedOn,
    validityBasis: manifest.validityBasis,
    gasBasis: manifest.gasBasis,
    gasesGwp: manifest.gasesGwp,
    trust: manifest.trust,
    sourceTitle: manifest.sourceTitle,
    comparableWithPrevious: manifest.comparableWithPrevious,
    notes: manifest.notes,
    ...(manifest.isPartial === undefined ? {} : { isPartial: manifest.isPartial }),
    ...(manifest.files === undefined ? {} : { files: manifest.files }),
  });
  await sql`insert into factor_dataset (id, edition, publisher, title_en, title_zh, published_on, data_year, valid_from,
      valid_to, gwp_set, licence_name, licence_url, attribution, redistributable, source_url, supersedes, correction_of,
      status, sha256, row_count, meta)
    values (${manifest.id}, ${manifest.edition}, ${manifest.publisher}, ${manifest.title.en}, ${manifest.title.zh},
      ${manifest.publishedOn}, ${manifest.dataYear}, ${manifest.validFrom}, ${manifest.validTo}, ${manifest.gwpSet},
      ${licence.name}, ${licence.url || null}, ${licence.attribution || null}, ${licence.redistributable},
      ${manifest.sourceUrl || null}, ${manifest.supersedes}, ${manifest.correctionOf}, ${manifest.status},
      ${manifest.sha256}, ${manifest.rows}, ${meta}::jsonb)`.execute(tx);
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    const chunk = rows.slice(start, start + ROWS_PER_STATEMENT).map((row) => toFactorRecord(row, manifest));
    await sql`insert into emission_factor (id, version, dataset_id, kind, name_en, name_zh, scope, category, region,
        method, unit, valid_from, valid_to, published_on, status, document, meta)
      select id, version, dataset_id, kind, name_en, name_zh, scope, category, region, method, unit, valid_from,
        valid_to, published_on, status, document, meta
      from jsonb_to_recordset(${JSON.stringify(chunk)}::jsonb) as shipped (id text, version text, dataset_id text,
        kind text, name_en text, name_zh text, scope int, category text, region text, method text, unit text,
        valid_from date, valid_to date, published_on date, status text, document jsonb,
        meta jsonb)`.execute(tx);
  }
}

function toFactorRecord(row: FactorRow, manifest: DatasetManifest): Record<string, unknown> {
  const document = toDocumentFactor(row, manifest);
  return {
    id: row.id,
    version: manifest.edition,
    dataset_id: manifest.id,
    kind: row.kind,
    name_en: row.name_en,
    // Without a Chinese name, a Chinese page shows the publisher's name.
    name_zh: row.name_zh || row.name_en,
    scope: row.scope === "" ? null : Number(row.scope),
    category: row.category || null,
    region: row.region || null,
    method: row.method || null,
    unit: row.unit,
    valid_from: document.validFrom ?? null,
    valid_to: document.validTo ?? null,
    published_on: manifest.publishedOn,
    status: row.status,
    document,
    meta: toRowFacts(row, manifest),
  };
}

async function insertGwpSet(db: Kysely<unknown>, set: GwpSet): Promise<void> {
  const { id, title, source, licence, sha256 } = set.manifest;
  const document = JSON.stringify(toDocumentGwp(set));
  await sql`insert into gwp_set (id, title, source, licence, document, sha256)
    values (${id}, ${title}, ${source}, ${licence}, ${document}::jsonb, ${sha256})`.execute(db);
}
