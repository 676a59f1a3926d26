import { type Kysely, sql } from "kysely";

/** Whose hours a rate is for. Null is for everyone without a rate of their own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table time_rate add column user_id text check (user_id <> '')`.execute(db);
  await sql`create index time_rate_of_person on time_rate (tenant_id, user_id, valid_from, version)`.execute(db);
}
