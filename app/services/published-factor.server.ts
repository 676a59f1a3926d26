import type { DateString, DocumentFactor } from "#app/carbon/inventory-document.ts";
import type { AnyTx } from "#db/doors.ts";

/** One edition of a published factor, with what its dataset says for all its rows. */
export interface PublishedFactor {
  id: string;
  version: string;
  kind: "emission" | "grid_residual" | "property";
  name: { en: string; zh: string };
  scope: number | null;
  category: string | null;
  region: string | null;
  method: string | null;
  unit: string;
  validFrom: DateString | null;
  validTo: DateString | null;
  /** `active`, `superseded` by a correction, or `not_for_inventories`. */
  status: string;
  document: DocumentFactor;
  dataset: FactorEdition;
}

export interface FactorEdition {
  id: string;
  edition: string;
  title: { en: string; zh: string };
  publisher: string;
  publishedOn: DateString | null;
  dataYear: number | null;
  gwpSet: string | null;
  licence: { name: string; url: string | null; attribution: string | null };
  sourceUrl: string | null;
  supersedes: string | null;
  correctionOf: string | null;
  sha256: string;
  /** How far the transcription of the edition is confirmed. */
  trust: string;
  validityBasis: string;
  retrievedOn: string;
  notes: string[];
}

/** Factors with what their dataset says for all its rows. */
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
      "factor_dataset.meta",
    ]);
}

type PublishedRow = Awaited<ReturnType<ReturnType<typeof selectPublished>["execute"]>>[number];

export function toPublishedFactor(row: PublishedRow): PublishedFactor {
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
    document: row.document as DocumentFactor,
    dataset: toEdition(row),
  };
}

function toEdition(row: PublishedRow): FactorEdition {
  const meta = row.meta as { trust: string; validityBasis: string; retrievedOn: string; notes: string[] };
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
    sha256: row.sha256,
    trust: meta.trust,
    validityBasis: meta.validityBasis,
    retrievedOn: meta.retrievedOn,
    notes: meta.notes,
  };
}

/** Oldest first: by the end of validity, then by the day of publication. */
export function byAge(a: PublishedFactor, b: PublishedFactor): number {
  const keyOf = (factor: PublishedFactor) =>
    [factor.validTo ?? "9999", factor.dataset.publishedOn ?? "", factor.version].join(" ");
  return keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0;
}
