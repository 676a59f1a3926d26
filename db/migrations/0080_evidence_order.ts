import { type Kysely, sql } from "kysely";

/** Files of an organization are listed by key, the newest first, and looked up by the name that somebody typed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index evidence_file_of_organization on evidence_file
    (tenant_id, organization_id, created_at, id)`.execute(db);
  await sql`create index evidence_file_of_name on evidence_file (tenant_id, organization_id, name)`.execute(db);
}
