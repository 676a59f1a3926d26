import { type Kysely, sql } from "kysely";

/** An organization may state that only grid factors are taken from the latest earlier release. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table factor_policy
    drop constraint factor_policy_year_fallback_check,
    add constraint factor_policy_year_fallback_check
      check (year_fallback in ('none', 'official_grid', 'latest_earlier'))`.execute(db);
}
