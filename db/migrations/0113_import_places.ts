import { type Kysely, sql } from "kysely";

/**
 * Facilities and sources that a file names are planned with its draft and made with its import; an undo takes back those
 * that nothing else uses. Their records are facts and keep naming them, so they are marked and not deleted. An import
 * also states which sheets it read, and what columns mean is remembered with the file that stated it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table import_draft
    add column places jsonb not null default '{"facilities": [], "sources": []}'`.execute(db);
  await sql`alter table activity_import
    add column made jsonb not null default '{"facilities": [], "sources": []}',
    add column sheets jsonb`.execute(db);
  await sql`alter table facility add column removed_at timestamptz`.execute(db);
  await sql`alter table emission_source add column removed_at timestamptz`.execute(db);
  await sql`alter table import_mapping
    add column file_name text not null default '' check (char_length(file_name) <= 255)`.execute(db);
}
