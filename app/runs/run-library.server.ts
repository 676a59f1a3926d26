import { sql } from "kysely";
import type { FactorDataset } from "#app/factors/factor.server.ts";
import type { TenantTx } from "#db/doors.ts";

/** The editions of a library as a run keeps them. */
export function editionsOf(datasets: readonly FactorDataset[]): string[] {
  return datasets.flatMap(({ id, editions }) => editions.map(({ edition }) => `${id}@${edition}`));
}

/** Whether an edition (`d`, of `factor_dataset`) came into the library after a run (`c`, of `calculation_run`) had read it. */
export const IS_NEWER_EDITION = sql<boolean>`(not (d.id || '@' || d.edition) = any (c.library))`;

/** Editions that are newer than a run, as `dataset@edition`. */
export async function findNewerEditions(tx: TenantTx, runId: string): Promise<Set<string>> {
  const { rows } = await sql<{ reference: string }>`
    select d.id || '@' || d.edition as reference from factor_dataset d, calculation_run c
    where c.id = ${runId} and ${IS_NEWER_EDITION}`.execute(tx);
  return new Set(rows.map(({ reference }) => reference));
}
