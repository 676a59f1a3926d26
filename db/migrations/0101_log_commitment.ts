import { type Kysely, sql } from "kysely";

/**
 * A statement about a report is in the public log as a commitment: what was said and the salt that opens it are kept
 * here, and given to readers of that report alone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`do $$
    begin
      if exists (select 1 from statement where kind <> 'key_set') then
        raise exception 'the log of this database has entries without a salt, which no later version reads: start with an empty database';
      end if;
    end $$`.execute(db);
  await sql`alter table statement add column said text, add column salt text`.execute(db);
  await sql`alter table statement add constraint statement_salted check (
    case when kind = 'key_set' then said is null and salt is null
         else number is not null and said is not null and salt ~ '^[0-9a-f]{64}$' end)`.execute(db);
  await sql`create unique index statement_salt on statement (salt)`.execute(db);
  // A file is found by its whole hash: what looked them up by their first digits is gone.
  await sql`drop index if exists published_report_inventory_sha256_idx`.execute(db);
  await sql`drop index if exists published_report_pdf_sha256_idx`.execute(db);
  await sql`create index published_report_inventory on published_report (inventory_sha256)`.execute(db);
}
