import { type Kysely, sql } from "kysely";

/** How often the process that worked on a job ended before the job did. What ended two is not begun a third time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table job add column death_count int not null default 0`.execute(db);
}
