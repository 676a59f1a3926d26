import { type Kysely, sql } from "kysely";

/**
 * Bytes that were about to be stored, said before they are. Of no tenant: what is asked of it is only whether a row came of
 * the bytes, a day later.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table stored_file (
    key text primary key,
    announced_at timestamptz not null)`.execute(db);
  await sql`create index stored_file_announced on stored_file (announced_at)`.execute(db);
  await sql`grant select, insert, delete on stored_file to app_system`.execute(db);
}
