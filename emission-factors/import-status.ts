/**
 * Adds dated statuses of published rows, and later confirmations, to the database, as its owner. Nothing is edited. A
 * trigger updates `emission_factor.status`.
 */
import { type Kysely, sql } from "kysely";
import type { StatusChange, TrustChange } from "./library-schema.ts";
import { checkStatusChange } from "./status-changes.ts";
import { checkTrustChange } from "./trust-changes.ts";

/**
 * Adds missing changes, and those that follow from releases that correct others.
 * @returns the number of added changes
 */
export async function importStatusChanges(db: Kysely<unknown>, changes: readonly StatusChange[]): Promise<number> {
  let added = await supersedeCorrected(db);
  for (const change of changes) added += (await addStatusChange(db, change)) ? 1 : 0;
  return added;
}

/**
 * Adds one change: from `changed_on`, the row has this status. An empty `factor_id` means every active row of the
 * release. Calculations that used it keep their figures.
 * @returns false if the same change exists
 * @throws Error for an unknown status, a missing day or reason, or a release or row that is not in the library
 */
export async function addStatusChange(db: Kysely<unknown>, change: StatusChange): Promise<boolean> {
  checkStatusChange(change);
  const found = await sql`select 1 from emission_factor where dataset_id = ${change.dataset}
    and version = ${change.edition} and (id = ${change.factor_id} or ${change.factor_id} = '') limit 1`.execute(db);
  if (found.rows.length === 0) {
    throw new Error(`The library holds no ${change.factor_id || "row"} of ${change.dataset}@${change.edition}.`);
  }
  const added = await sql`insert into factor_status_change (dataset_id, edition, factor_id, changed_on, status, reason)
    values (${change.dataset}, ${change.edition}, ${change.factor_id}, ${change.changed_on}::date, ${change.status},
      ${change.reason})
    on conflict do nothing returning 1`.execute(db);
  return added.rows.length > 0;
}

/**
 * Adds missing confirmations of shipped rows. Releases that this installation imported itself are left alone.
 * @returns the number of added changes
 * @throws Error for a row that is not in the library, or has another figure than the compared one
 */
export async function importTrustChanges(db: Kysely<unknown>, changes: readonly TrustChange[]): Promise<number> {
  let added = 0;
  for (const change of changes) added += (await addTrustChange(db, change)) ? 1 : 0;
  return added;
}

async function addTrustChange(db: Kysely<unknown>, change: TrustChange): Promise<boolean> {
  checkTrustChange(change);
  const found = await sql<{ isOwn: boolean; isEqual: boolean }>`
    select d.meta ? 'files' as "isOwn",
      coalesce((f.document -> 'gases' ->> 'CO2')::numeric, (f.document ->> 'co2e')::numeric)
        = ${change.value}::numeric as "isEqual"
    from emission_factor f join factor_dataset d on d.id = f.dataset_id and d.edition = f.version
    where f.dataset_id = ${change.dataset} and f.version = ${change.edition} and f.id = ${change.factor_id}`.execute(
    db,
  );
  const row = found.rows[0];
  const name = `${change.factor_id}@${change.edition}`;
  if (!row) throw new Error(`The library holds no ${name}.`);
  if (row.isOwn) return false;
  if (!row.isEqual) throw new Error(`The library has another figure of ${name} than ${change.value}.`);
  const added = await sql`insert into factor_trust_change (dataset_id, edition, factor_id, changed_on, trust, compared,
      document, document_sha256)
    values (${change.dataset}, ${change.edition}, ${change.factor_id}, ${change.changed_on}::date, ${change.trust},
      ${change.value}, ${change.document}, ${change.document_sha256})
    on conflict do nothing returning 1`.execute(db);
  return added.rows.length > 0;
}

/** The same rule as `changesByCorrection`, for all releases in the database. */
async function supersedeCorrected(db: Kysely<unknown>): Promise<number> {
  const added = await sql`
    insert into factor_status_change (dataset_id, edition, factor_id, changed_on, status, reason)
    select old.dataset_id, old.version, old.id,
      coalesce(correction.published_on, (correction.meta ->> 'retrievedOn')::date), 'superseded',
      'Corrected by ' || correction.id || '@' || correction.edition || '.'
    from factor_dataset correction
      join factor_dataset corrected on corrected.id || '@' || corrected.edition = correction.correction_of
      join emission_factor new on new.dataset_id = correction.id and new.version = correction.edition
      join emission_factor old
        on old.id = new.id and old.version = corrected.edition and old.dataset_id = corrected.id
    where correction.correction_of is not null and old.status in ('active', 'superseded')
    on conflict do nothing returning 1`.execute(db);
  return added.rows.length;
}
