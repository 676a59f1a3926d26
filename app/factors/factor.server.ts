import type { DocumentGwp } from "#app/carbon/document/inventory-document.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { AnyTx } from "#db/doors.ts";
import { byAge, type PublishedFactor, selectPublished, toPublishedFactor } from "./published-factor.server.ts";

type Tx = AnyTx;

/** Number of published releases. Zero means that the library was never loaded. */
export async function countDatasets(tx: Tx): Promise<number> {
  const row = await tx
    .selectFrom("factor_dataset")
    .select((select) => select.fn.countAll<string>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/**
 * Every published release of a factor, oldest first.
 * @throws AppError `not_found`
 */
export async function getFactorHistory(tx: Tx, id: string): Promise<PublishedFactor[]> {
  const rows = await selectPublished(tx).where("emission_factor.id", "=", id).execute();
  if (rows.length === 0) throw new AppError("not_found");
  return rows.map(toPublishedFactor).sort(byAge);
}

/** The newest release of each factor by id. Unknown ids have no entry. */
export async function findFactors(tx: Tx, ids: readonly string[]): Promise<Map<string, PublishedFactor>> {
  if (ids.length === 0) return new Map();
  const rows = await selectPublished(tx)
    .where("emission_factor.id", "in", [...new Set(ids)])
    .execute();
  const published = rows.map(toPublishedFactor).sort(byAge);
  const active = published.filter(({ status }) => status === "active");
  return new Map([...published, ...active].map((factor) => [factor.id, factor]));
}

/** The newest release of every property that can be selected. */
export async function listProperties(tx: Tx): Promise<PublishedFactor[]> {
  const rows = await selectPublished(tx)
    .where("emission_factor.kind", "=", "property")
    .where("emission_factor.status", "=", "active")
    .execute();
  const published = rows.map(toPublishedFactor).sort(byAge);
  return [...new Map(published.map((factor) => [factor.id, factor])).values()];
}

export interface FactorDataset {
  id: string;
  title: { en: string; zh: string };
  publisher: string;
  editions: { edition: string; rowCount: number }[];
}

/** Sorted by publisher. */
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

/** Newest assessment report first. */
export async function listGwpSets(tx: Tx): Promise<GwpSetChoice[]> {
  const rows = await tx.selectFrom("gwp_set").select(["id", "title", "source", "document"]).execute();
  // AR6, AR5, AR5-CCF, AR4: a variant follows its base set.
  const [reportOf, variantOf] = [(id: string) => id.split("-")[0]!, (id: string) => id.split("-")[1] ?? ""];
  rows.sort((a, b) => {
    if (reportOf(a.id) !== reportOf(b.id)) return reportOf(a.id) < reportOf(b.id) ? 1 : -1;
    return variantOf(a.id) < variantOf(b.id) ? -1 : 1;
  });
  return rows.map((row) => ({ ...row, document: row.document as DocumentGwp }));
}
