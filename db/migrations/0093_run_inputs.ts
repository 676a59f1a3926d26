import { type Kysely, sql } from "kysely";

/**
 * How far the trail and the states of published factors were when a run began to read its inputs: while nothing that they
 * are made of was written since, the run is current, and nobody has to collect all records to know it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table calculation_run
    add column read_after bigint,
    add column status_changes int,
    add check ((read_after is null) = (status_changes is null))`.execute(db);
}
