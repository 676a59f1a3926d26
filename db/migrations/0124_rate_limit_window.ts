import { type Kysely, sql } from "kysely";

/** Windows that are over are found without reading the others: some request removes them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index rate_limit_window on rate_limit (window_start)`.execute(db);
}
