import { type Kysely, sql } from "kysely";

/** Where a record came from, how an estimate was made, and one name for whoever acts: a member, a key or a request. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table activity_record
    add column origin text not null default 'page'
      check (origin in ('page', 'import', 'api', 'link', 'job', 'command_line')),
    add column estimate jsonb
      check (estimate is null or (jsonb_typeof(estimate) = 'object' and data_quality = 'estimated'))`.execute(db);
  // Records of before are told by their import. Not a change of what anyone entered, so the guard steps aside.
  await sql`alter table activity_record disable trigger frozen`.execute(db);
  await sql`update activity_record set origin = 'import' where import_id is not null`.execute(db);
  await sql`alter table activity_record enable trigger frozen`.execute(db);
  // A view keeps the columns it was made with.
  await sql`create or replace view current_activity_record with (security_invoker = true) as
    select r.* from activity_record r
    where not r.is_deleted and not exists (
      select 1 from activity_record n
      where n.tenant_id = r.tenant_id and n.record_id = r.record_id and n.version > r.version)`.execute(db);

  // `person_id` is who stands behind an act where four eyes are asked for; null for somebody without an account.
  await sql`create view author with (security_invoker = true) as
    select id, name, id as person_id from user_account`.execute(db);
  await sql`grant select on author to app_tenant`.execute(db);
}
