/** Adds dated states of published rows to the database, as the owner. Nothing is edited; `emission_factor.status` follows. */
import { type Kysely, sql } from "kysely";
import type { StatusChange } from "./library-schema.ts";
import { checkStatusChange } from "./status-changes.ts";

/**
 * Adds the changes that are not there yet, and those that follow from editions that correct others.
 * @returns how many were added
 */
export async function importStatusChanges(db: Kysely<unknown>, changes: readonly StatusChange[]): Promise<number> {
  let added = await supersedeCorrected(db);
  for (const change of changes) added += (await addStatusChange(db, change)) ? 1 : 0;
  return added;
}

/**
 * Adds one change: from `changed_on` the row, or with an empty `factor_id` every active row of the edition, has this
 * state. Runs that used it keep their figures.
 * @returns false where the same change is there already
 * @throws Error for an unknown state, a missing day or reason, or an edition or row that the library does not hold
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

/** The same rule as `changesByCorrection`, over all that the database holds. */
async function supersedeCorrected(db: Kysely<unknown>): Promise<number> {
  const added = await sql`
    insert into factor_status_change (dataset_id, edition, factor_id, changed_on, status, reason)
    select old.dataset_id, old.version, old.id,
      coalesce(correction.published_on, (correction.meta ->> 'retrievedOn')::date), 'superseded',
      'Corrected by ' || correction.id || '@' || correction.edition || '.'
    from factor_dataset correction
      join emission_factor new on new.dataset_id = correction.id and new.version = correction.edition
      join emission_factor old on old.id = new.id and old.dataset_id || '@' || old.version = correction.correction_of
    where correction.correction_of is not null and old.status = 'active'
    on conflict do nothing returning 1`.execute(db);
  return added.rows.length;
}
