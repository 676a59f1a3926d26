import { type Kysely, sql } from "kysely";

/**
 * Records of a month or longer by their days: what a figure is compared with of its source is found among a million trips and
 * readings of the same source without a walk through them. Those are not in it, so an import of them costs nothing more.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index activity_record_of_months on activity_record
    (tenant_id, emission_source_id, period_start, period_end) where period_end - period_start >= 24`.execute(db);
}
