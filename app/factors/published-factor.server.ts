import { sql } from "kysely";
import type { Day, DocumentFactor } from "#app/carbon/document/inventory-document.ts";
import type { AnyTx } from "#db/doors.ts";
import type { RowFacts } from "#emission-factors/row-facts.ts";
import { meetsState } from "#emission-factors/status-changes.ts";

/** One release of a published factor, with the facts of its dataset. */
export interface PublishedFactor {
  id: string;
  version: string;
  kind: DocumentFactor["kind"];
  name: { en: string; zh: string };
  scope: number | null;
  category: string | null;
  region: string | null;
  method: string | null;
  unit: string;
  validFrom: Day | null;
  validTo: Day | null;
  /** The current status, one of `FACTOR_STATUSES`. Only `active` factors can be selected. */
  status: string;
  /** Why it is not active. */
  statusReason: string | null;
  /** Status changes after it was added, oldest first. */
  stateChanges: { changedOn: Day; status: string; reason: string }[];
  /** Documents that the row was compared with after it was added, oldest first. */
  trustChanges: TrustChangeFact[];
  /** The published row, its place in the source, and how the transcription is confirmed today. */
  facts: RowFacts;
  document: DocumentFactor;
  dataset: FactorEdition;
}

export interface TrustChangeFact {
  changedOn: Day;
  trust: string;
  document: string;
}

export interface FactorEdition {
  id: string;
  edition: string;
  title: { en: string; zh: string };
  publisher: string;
  publishedOn: Day | null;
  dataYear: number | null;
  gwpSet: string | null;
  licence: { name: string; url: string | null; attribution: string | null };
  sourceUrl: string | null;
  supersedes: string | null;
  correctionOf: string | null;
  /** False if the publisher changed the method. Null if there is no previous release. */
  comparableWithPrevious: boolean | null;
  sha256: string;
  /** How the transcription of the release was confirmed. */
  trust: string;
  validityBasis: string;
  retrievedOn: string;
  notes: string[];
}

export function selectPublished(tx: AnyTx) {
  return tx
    .selectFrom("emission_factor")
    .innerJoin("factor_dataset", (join) =>
      join
        .onRef("factor_dataset.id", "=", "emission_factor.dataset_id")
        .onRef("factor_dataset.edition", "=", "emission_factor.version"),
    )
    .selectAll("emission_factor")
    .select([
      "factor_dataset.title_en",
      "factor_dataset.title_zh",
      "factor_dataset.publisher",
      "factor_dataset.data_year",
      "factor_dataset.gwp_set",
      "factor_dataset.licence_name",
      "factor_dataset.licence_url",
      "factor_dataset.attribution",
      "factor_dataset.source_url",
      "factor_dataset.supersedes",
      "factor_dataset.correction_of",
      "factor_dataset.sha256",
      "factor_dataset.meta as dataset_meta",
    ])
    .select(
      sql<{ changedOn: string; status: string; reason: string; factor_id: string }[]>`(
        select coalesce(jsonb_agg(jsonb_build_object('changedOn', c.changed_on, 'status', c.status, 'reason', c.reason,
          'factor_id', c.factor_id) order by c.changed_on, c.recorded_at), '[]')
        from factor_status_change c
        where c.dataset_id = emission_factor.dataset_id and c.edition = emission_factor.version
          and c.factor_id in (emission_factor.id, ''))`.as("state_changes"),
    )
    .select(
      sql<TrustChangeFact[]>`(
        select coalesce(jsonb_agg(jsonb_build_object('changedOn', c.changed_on, 'trust', c.trust, 'document',
          c.document) order by c.changed_on, c.recorded_at), '[]')
        from factor_trust_change c
        where c.dataset_id = emission_factor.dataset_id and c.edition = emission_factor.version
          and c.factor_id = emission_factor.id)`.as("trust_changes"),
    );
}

type PublishedRow = Awaited<ReturnType<ReturnType<typeof selectPublished>["execute"]>>[number];

export function toPublishedFactor(row: PublishedRow): PublishedFactor {
  const facts = row.meta as RowFacts;
  const stateChanges = effectiveChanges(facts.status, row.state_changes);
  return {
    id: row.id,
    version: row.version,
    kind: row.kind,
    name: { en: row.name_en, zh: row.name_zh },
    scope: row.scope,
    category: row.category,
    region: row.region,
    method: row.method,
    unit: row.unit,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    status: row.status,
    statusReason: row.status === "active" ? null : (stateChanges.at(-1)?.reason ?? facts.statusReason),
    stateChanges,
    trustChanges: row.trust_changes,
    facts: { ...facts, trust: row.trust_changes.at(-1)?.trust ?? facts.trust },
    document: row.document as DocumentFactor,
    dataset: toEdition(row),
  };
}

/** The changes that affected this row. A change of a whole release does not affect a row with a more severe status. */
function effectiveChanges(first: string, changes: PublishedRow["state_changes"]): PublishedFactor["stateChanges"] {
  let state = first;
  return changes.flatMap(({ factor_id, ...change }) => {
    if (!meetsState(state, { factor_id, status: change.status })) return [];
    state = change.status;
    return [change];
  });
}

interface EditionMeta {
  trust: string;
  validityBasis: string;
  retrievedOn: string;
  comparableWithPrevious: boolean | null;
  notes: string[];
}

function toEdition(row: PublishedRow): FactorEdition {
  const meta = row.dataset_meta as EditionMeta;
  return {
    id: row.dataset_id,
    edition: row.version,
    title: { en: row.title_en, zh: row.title_zh },
    publisher: row.publisher,
    publishedOn: row.published_on,
    dataYear: row.data_year,
    gwpSet: row.gwp_set,
    licence: { name: row.licence_name, url: row.licence_url, attribution: row.attribution },
    sourceUrl: row.source_url,
    supersedes: row.supersedes,
    correctionOf: row.correction_of,
    comparableWithPrevious: meta.comparableWithPrevious,
    sha256: row.sha256,
    trust: meta.trust,
    validityBasis: meta.validityBasis,
    retrievedOn: meta.retrievedOn,
    notes: meta.notes,
  };
}

/** Oldest first: by end of validity, then by publication date. */
export function byAge(a: PublishedFactor, b: PublishedFactor): number {
  const keyOf = (factor: PublishedFactor) =>
    [factor.validTo ?? "9999", factor.dataset.publishedOn ?? "", factor.version].join(" ");
  return keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0;
}
