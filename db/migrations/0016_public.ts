import { type Kysely, sql } from "kysely";
import { freeze } from "./tenant-table.ts";

/** Public data: published reports, statements about them, and the log. It contains no tenant, and no row id of one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createPublicTables(db);
  await createLog(db);
  await admitReaders(db);
  await createCosignatures(db);
  await createOpenValidity(db);
  await createList(db);
  await createWatches(db);
}

async function createPublicTables(db: Kysely<unknown>): Promise<void> {
  await sql`create table published_report (
    number text primary key,
    status_index int not null unique,
    issued_at timestamptz not null,
    inventory_sha256 text not null,
    inventory text not null, credential text not null, summary jsonb not null,
    renderer_version text not null,
    expires_at timestamptz,
    -- The version before it, as its credential states. No reference: that one may be published later.
    supersedes text)`.execute(db);
  await sql`create index published_report_inventory on published_report (inventory_sha256)`.execute(db);
  await sql`create index published_report_supersedes on published_report (supersedes)
    where supersedes is not null`.execute(db);
  await sql`create table published_edition (
    number text not null references published_report (number),
    locale text not null check (locale in ('en', 'zh', 'both')),
    pdf_sha256 text not null unique,
    pdf bytea not null,
    primary key (number, locale))`.execute(db);
  await sql`create table statement (
    log_index bigint primary key,
    number text references published_report (number),
    kind text not null check (kind in
      ('issue', 'supersede', 'withdraw', 'expire', 'assurance', 'assurance_withdrawn', 'assurance_disowned', 'key_set',
       'checker', 'issuer_key', 'issuer_key_revoked')),
    facts jsonb not null,
    stated_at timestamptz not null,
    -- In the log it is a commitment: this is what was said, and the salt that opens it, given to readers of that report alone.
    said text, salt text,
    constraint statement_salted check (
      case when kind in ('key_set', 'checker', 'issuer_key', 'issuer_key_revoked') then said is null and salt is null
           -- What is stated of a calculation precedes its report.
           else (number is not null or kind in ('assurance', 'assurance_withdrawn', 'assurance_disowned'))
             and said is not null and salt ~ '^[0-9a-f]{64}$' end))`.execute(db);
  await sql`create index statement_of_number on statement (number, log_index)`.execute(db);
  await sql`create unique index statement_salt on statement (salt)`.execute(db);
  // Each of these happens to a report once.
  await sql`create unique index statement_once on statement (number, kind)
    where kind in ('issue', 'supersede', 'withdraw', 'expire')`.execute(db);
  await sql`create index statement_of_status on statement (kind, number) where kind in ('supersede', 'withdraw')`.execute(
    db,
  );
  await sql`create index statement_of_withdrawn_assurance on statement ((facts->>'statement'))
    where kind in ('assurance_withdrawn', 'assurance_disowned')`.execute(db);
  // A file that was served again after another one is in the log already.
  await sql`create unique index statement_checker on statement ((facts->>'hash')) where kind = 'checker'`.execute(db);
  // A position is counted over all lists: each holds 131,072, and the next begins when one is full.
  await sql`create sequence status_index_series as int start 0 minvalue 0 maxvalue 2147483647`.execute(db);
  await sql`grant usage on sequence status_index_series to app_log`.execute(db);
}

async function createLog(db: Kysely<unknown>): Promise<void> {
  await sql`create table log_head (origin text primary key, size bigint not null, edge bytea not null)`.execute(db);
  await sql`create table log_leaf (index bigint primary key, leaf_hash bytea not null, entry bytea not null)`.execute(
    db,
  );
  await sql`create table log_tile (level int not null, index bigint not null, data bytea not null,
    -- The hash over its 256, by RFC 6962 §2.1.
    root bytea not null check (length(root) = 32),
    primary key (level, index))`.execute(db);
  await sql`create table log_checkpoint (size bigint primary key, root bytea not null, note text not null, signed_at timestamptz not null)`.execute(
    db,
  );
}

/** Only `app_log` writes public data, and only adds to it. */
async function admitReaders(db: Kysely<unknown>): Promise<void> {
  for (const table of [
    "published_report",
    "published_edition",
    "statement",
    "log_leaf",
    "log_tile",
    "log_checkpoint",
  ]) {
    await sql`grant select on ${sql.table(table)} to app_public, app_tenant, app_system, app_verifier`.execute(db);
    await sql`grant select, insert on ${sql.table(table)} to app_log`.execute(db);
    await freeze(db, table);
  }
  await sql`grant select on log_head to app_public, app_tenant, app_system`.execute(db);
  await sql`grant select, insert, update on log_head to app_log`.execute(db);
  await sql`grant insert on log_checkpoint to app_system`.execute(db);
}

/** A witness's signature: it saw this checkpoint, and it is consistent with all that it saw before. */
async function createCosignatures(db: Kysely<unknown>): Promise<void> {
  await sql`create table log_cosignature (
    size bigint not null references log_checkpoint (size),
    witness text not null check (char_length(witness) between 1 and 200),
    key_id bytea not null check (length(key_id) = 4),
    line text not null check (char_length(line) <= 1000),
    cosigned_at timestamptz not null,
    received_at timestamptz not null default clock_timestamp(),
    primary key (size, witness, key_id))`.execute(db);
  await sql`grant select on log_cosignature to app_public, app_tenant, app_system`.execute(db);
  await sql`grant insert on log_cosignature to app_system`.execute(db);
  await freeze(db, "log_cosignature");
}

/**
 * Reports with a limited validity whose end is not in the log yet. A row is added with the report and removed with the
 * statement that ends it, in their transactions.
 */
async function createOpenValidity(db: Kysely<unknown>): Promise<void> {
  await sql`create table open_validity (
    number text primary key references published_report (number),
    expires_at timestamptz not null)`.execute(db);
  await sql`create index open_validity_end on open_validity (expires_at, number)`.execute(db);
  await sql`grant select on open_validity to app_system`.execute(db);
  await sql`grant select, insert, delete on open_validity to app_log`.execute(db);
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

/**
 * Reports that their organization lists publicly. The row names a random id of the issuer, and is added and removed
 * with the organization's choice.
 */
async function createList(db: Kysely<unknown>): Promise<void> {
  await sql`create table listed_report (
    number text primary key references published_report (number),
    issuer_id uuid not null)`.execute(db);
  await sql`create index listed_report_of_issuer on listed_report (issuer_id, number)`.execute(db);
  await sql`grant select on listed_report to app_public, app_tenant, app_system`.execute(db);
  await sql`grant select, insert, delete on listed_report to app_log`.execute(db);
}

/**
 * Addresses of readers without an account who asked for mails about a report, kept until their watch ends. Only the
 * system reads them. Of the links in their mails only the hashes are kept. The log adds what has to be mailed, in the
 * transaction of the statement, and reads no address.
 */
async function createWatches(db: Kysely<unknown>): Promise<void> {
  await sql`create table report_watch (
    id uuid primary key default gen_random_uuid(),
    number text not null references published_report (number),
    email text not null check (char_length(email) between 3 and 254 and email = lower(email)),
    locale text not null check (locale in ('en', 'zh')),
    asked_at timestamptz not null default clock_timestamp(),
    -- Until then it can be confirmed.
    ends_at timestamptz,
    confirmed_at timestamptz,
    -- The last statement that it was mailed.
    mailed_index bigint,
    constraint report_watch_waits check ((confirmed_at is null) = (ends_at is not null)),
    constraint report_watch_waits_days check (ends_at <= asked_at + interval '2 days'),
    constraint report_watch_once unique (number, email))`.execute(db);
  await sql`create index report_watch_unconfirmed on report_watch (ends_at) where ends_at is not null`.execute(db);
  await sql`create table report_watch_link (
    token_hash bytea primary key check (length(token_hash) = 32),
    watch_id uuid not null references report_watch (id) on delete cascade)`.execute(db);
  await sql`create index report_watch_link_of on report_watch_link (watch_id)`.execute(db);
  await sql`create table report_watch_notice (
    log_index bigint primary key references statement (log_index),
    number text not null references published_report (number))`.execute(db);
  for (const table of ["report_watch", "report_watch_link"]) {
    await sql`grant select, insert, update, delete on ${sql.table(table)} to app_system`.execute(db);
  }
  await sql`grant select, insert, update, delete on report_watch_notice to app_system`.execute(db);
  await sql`grant insert on report_watch_notice to app_log`.execute(db);
  // Nothing is sent to an address that did not confirm: a confirmation is permanent, and no address is exchanged.
  await sql`create function hold_watch() returns trigger language plpgsql as $$
    begin
      if new.email <> old.email or (old.confirmed_at is not null and new.confirmed_at is distinct from old.confirmed_at)
         or (old.confirmed_at is null and new.confirmed_at is not null and old.ends_at <= clock_timestamp()) then
        raise exception 'A watch keeps its address, and is confirmed once and in time' using errcode = 'check_violation',
          constraint = 'report_watch_held';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger hold_watch before update on report_watch for each row execute function hold_watch()`.execute(
    db,
  );
  await sql`create function notice_watchers() returns trigger language plpgsql as $$
    begin
      insert into report_watch_notice (log_index, number) values (new.log_index, new.number);
      return null;
    end $$`.execute(db);
  await sql`create trigger notice_watchers after insert on statement
    for each row when (new.kind in ('supersede', 'withdraw', 'expire')) execute function notice_watchers()`.execute(db);
}
