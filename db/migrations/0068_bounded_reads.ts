import { type Kysely, sql } from "kysely";
import { freeze } from "./tenant-table.ts";

/**
 * What the processes read again and again no longer grows with what was published: validities that have still to end are
 * kept apart, a tile of the log keeps the hash over it, and status lists follow one another.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await keepRoots(db);
  await createOpenValidity(db);
  // A place is counted over all lists: each holds 131,072, and the next begins where one is full.
  await sql`alter sequence status_index_series maxvalue 2147483647`.execute(db);
  await sql`create index statement_of_status on statement (kind, number) where kind in ('supersede', 'withdraw')`.execute(
    db,
  );
}

/** RFC 6962 §2.1 over the 256 hashes of each tile that is stored: SHA-256(01 ‖ left ‖ right), level by level. */
async function keepRoots(db: Kysely<unknown>): Promise<void> {
  await sql`alter table log_tile add column root bytea check (length(root) = 32)`.execute(db);
  await sql`drop trigger frozen on log_tile`.execute(db);
  await sql`do $$
    declare
      tile record;
      hashes bytea;
      above bytea;
    begin
      for tile in select level, index, data from log_tile loop
        hashes := tile.data;
        while length(hashes) > 32 loop
          above := '';
          for pair in 0 .. length(hashes) / 64 - 1 loop
            above := above || sha256('\\x01'::bytea || substring(hashes from pair * 64 + 1 for 64));
          end loop;
          hashes := above;
        end loop;
        update log_tile set root = hashes where level = tile.level and index = tile.index;
      end loop;
    end $$`.execute(db);
  await sql`alter table log_tile alter column root set not null`.execute(db);
  await freeze(db, "log_tile");
}

/**
 * Reports whose validity has an end that the log has not stated: a row comes with the report and goes with the statement
 * that ends it, in their transactions.
 */
async function createOpenValidity(db: Kysely<unknown>): Promise<void> {
  await sql`create table open_validity (
    number text primary key references published_report (number),
    expires_at timestamptz not null)`.execute(db);
  await sql`create index open_validity_end on open_validity (expires_at, number)`.execute(db);
  await sql`grant select on open_validity to app_system`.execute(db);
  await sql`grant select, insert, delete on open_validity to app_log`.execute(db);
  await sql`insert into open_validity (number, expires_at)
    select p.number, p.expires_at from published_report p
     where p.expires_at is not null and not exists (
       select 1 from statement s where s.number = p.number and s.kind in ('supersede', 'withdraw', 'expire'))`.execute(
    db,
  );
  await sql`drop index published_report_expiry`.execute(db);
  await sql`create function open_validity() returns trigger language plpgsql as $$
    begin
      insert into open_validity (number, expires_at) values (new.number, new.expires_at);
      return null;
    end $$`.execute(db);
  await sql`create trigger open_validity after insert on published_report
    for each row when (new.expires_at is not null) execute function open_validity()`.execute(db);
  await sql`create function end_validity() returns trigger language plpgsql as $$
    begin
      delete from open_validity where number = new.number;
      return null;
    end $$`.execute(db);
  await sql`create trigger end_validity after insert on statement
    for each row when (new.kind in ('supersede', 'withdraw', 'expire')) execute function end_validity()`.execute(db);
}
