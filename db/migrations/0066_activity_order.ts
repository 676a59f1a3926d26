import { type Kysely, sql } from "kysely";

/**
 * Records that lie over more than one month, so that those which reach into a month from before are found without a walk
 * through all that were before it. Records of days and months, most of them, are not in it. In the order of the index of all
 * records, so that whoever asks for the first ones is led here.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index activity_record_over_months on activity_record
    (tenant_id, organization_id, period_start, recorded_at, record_id, period_end)
    where (extract(month from period_start) <> extract(month from period_end)
      or extract(year from period_start) <> extract(year from period_end))`.execute(db);
}
