import { type Kysely, sql } from "kysely";
import { freeze } from "./tenant-table.ts";

/**
 * The keys with which issuers sign. Their public halves, the names under which they sign and their ends are public facts that
 * stay when the workspace is erased. They name no tenant: an identity is a random id.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table issuer_key (
    -- RFC 7638 thumbprint.
    key_id text primary key check (key_id ~ '^[A-Za-z0-9_-]{43}$'),
    identity_id uuid not null,
    public_key bytea not null unique check (length(public_key) = 32),
    created_at timestamptz not null)`.execute(db);
  await sql`create index issuer_key_of_identity on issuer_key (identity_id, created_at)`.execute(db);
  // An entry of the log for each name.
  await sql`create table issuer_key_name (
    key_id text not null references issuer_key (key_id),
    name text not null,
    since timestamptz not null,
    log_index bigint not null unique references statement (log_index),
    primary key (key_id, name))`.execute(db);
  await sql`create table issuer_key_end (
    key_id text not null references issuer_key (key_id),
    kind text not null check (kind in ('retired', 'revoked')),
    ended_at timestamptz not null,
    -- Of a revoked one: since when it is compromised, and how many entries the log had then.
    since timestamptz check (since = date_trunc('second', since)),
    log_size bigint check (log_size >= 0),
    log_index bigint unique references statement (log_index),
    primary key (key_id, kind),
    constraint issuer_key_end_whole check (num_nonnulls(since, log_size, log_index) = case kind when 'revoked' then 3 else 0 end))`.execute(
    db,
  );
  await sql`create index issuer_key_revoked on issuer_key_end (key_id) where kind = 'revoked'`.execute(db);
  for (const table of ["issuer_key", "issuer_key_name", "issuer_key_end"]) {
    await sql`grant select on ${sql.table(table)} to app_public, app_tenant, app_system`.execute(db);
    await sql`grant select, insert on ${sql.table(table)} to app_log`.execute(db);
    await freeze(db, table);
  }
  await createSecret(db);
}

/**
 * The private half of the current key of each workspace, encrypted by the installation. Only the log's role opens one, and only
 * that of the workspace in context. The system encrypts it again when the secret of the installation is replaced. No export
 * and no page can read it.
 */
async function createSecret(db: Kysely<unknown>): Promise<void> {
  await sql`create table issuer_key_secret (
    key_id text primary key references issuer_key (key_id),
    workspace_id uuid not null unique,
    sealed bytea not null,
    -- Which secret of the installation encrypted it.
    secret_version bigint not null)`.execute(db);
  await sql`alter table issuer_key_secret enable row level security`.execute(db);
  await sql`alter table issuer_key_secret force row level security`.execute(db);
  const own = sql`workspace_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)`;
  await sql`grant select, insert, delete on issuer_key_secret to app_log`.execute(db);
  await sql`create policy of_workspace on issuer_key_secret to app_log using (${own}) with check (${own})`.execute(db);
  await sql`grant select, update on issuer_key_secret to app_system`.execute(db);
  await sql`create policy of_system on issuer_key_secret to app_system using (true) with check (true)`.execute(db);
}
