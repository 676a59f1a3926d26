import { type Kysely, sql } from "kysely";

/** A report in English, in Chinese, or in both in one document, of which every figure is printed once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table report drop constraint report_locale_check`.execute(db);
  await sql`alter table report add constraint report_locale_check check (locale in ('en', 'zh', 'both'))`.execute(db);
  await sql`alter table published_report add constraint published_report_locale_check
    check (locale in ('en', 'zh', 'both'))`.execute(db);
}
