import { type Kysely, sql } from "kysely";

/**
 * The editions that a run could choose from, as `dataset@edition`: what is newer than a run is what it did not find. Moments
 * can't tell that, since a run is stored after it has read, and an edition is seen when its import ends and not when it began.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table calculation_run add column library text[]`.execute(db);
}
