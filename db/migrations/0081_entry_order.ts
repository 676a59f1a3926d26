import { type Kysely, sql } from "kysely";

/**
 * Programs read records in the order in which they were first entered, which no correction changes. Entries follow one
 * another in it, so that an import adds at its end.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index activity_record_of_entry on activity_record
    (tenant_id, organization_id, recorded_at, record_id)`.execute(db);
}
