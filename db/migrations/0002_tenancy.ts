import { type Kysely, sql } from "kysely";
import { admitSystem, protect, tenantTable } from "./tenant-table.ts";

const ROLES = "('owner', 'admin', 'editor', 'reviewer', 'viewer', 'billing')";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create function refuse_change() returns trigger language plpgsql set search_path = pg_catalog as
    $$ begin raise exception 'facts are added, never edited (%)', tg_table_name using errcode = '42501'; end $$`.execute(
    db,
  );
  await createAccountTables(db);

  await sql`create table tenant (
    id uuid primary key default gen_random_uuid(),
    name text not null check (char_length(name) between 1 and 200),
    created_at timestamptz not null default now())`.execute(db);
  await protect(db, "tenant", "id");
  await sql`grant select, update (name) on tenant to app_tenant`.execute(db);
  await admitSystem(db, "tenant", "select, insert");

  await tenantTable(db, "membership", {
    columns: `id uuid not null default gen_random_uuid(),
      user_id text not null references user_account (id),
      organization_id uuid,
      role text not null check (role in ${ROLES}),
      created_at timestamptz not null default now(),
      unique nulls not distinct (tenant_id, user_id, organization_id)`,
    key: "id",
    access: "editable",
  });
  await sql`create index membership_of_user on membership (user_id)`.execute(db);
  await admitSystem(db, "membership", "select, insert");
  await protectAccounts(db);

  await tenantTable(db, "invitation", {
    columns: `id uuid not null default gen_random_uuid(),
      email text not null check (email = lower(email) and char_length(email) <= 254),
      role text not null check (role in ${ROLES}),
      token_hash bytea not null,
      invited_by text not null references user_account (id),
      expires_at timestamptz not null,
      accepted_at timestamptz,
      revoked_at timestamptz,
      created_at timestamptz not null default now()`,
    key: "id",
    access: "editable",
  });
  await sql`create index invitation_by_token on invitation (token_hash)`.execute(db);
  await admitSystem(db, "invitation", "select, update");

  await sql`create table rate_limit (
    key text not null, window_start timestamptz not null, hits int not null,
    primary key (key, window_start))`.execute(db);
  await sql`grant select, insert, update, delete on rate_limit to app_system`.execute(db);
}

/** Tables of the accounts library: no tenant, reached by `app_account` alone; the names of members are for all. */
async function createAccountTables(db: Kysely<unknown>): Promise<void> {
  await sql`create table user_account (
    id text primary key, name text not null, email text not null unique, email_verified boolean not null default false,
    image text, locale text not null default 'en', two_factor_enabled boolean default false,
    created_at timestamptz not null default now(), updated_at timestamptz not null default now())`.execute(db);
  await sql`create table session (
    id text primary key, user_id text not null references user_account (id) on delete cascade,
    token text not null unique, expires_at timestamptz not null, ip_address text, user_agent text,
    created_at timestamptz not null default now(), updated_at timestamptz not null default now())`.execute(db);
  await sql`create index session_of_user on session (user_id)`.execute(db);
  await sql`create table credential (
    id text primary key, user_id text not null references user_account (id) on delete cascade,
    account_id text not null, provider_id text not null, access_token text, refresh_token text, id_token text,
    access_token_expires_at timestamptz, refresh_token_expires_at timestamptz, scope text, password text,
    created_at timestamptz not null default now(), updated_at timestamptz not null default now())`.execute(db);
  await sql`create index credential_of_user on credential (user_id)`.execute(db);
  await sql`create table verification (
    id text primary key, identifier text not null, value text not null, expires_at timestamptz not null,
    created_at timestamptz not null default now(), updated_at timestamptz not null default now())`.execute(db);
  await sql`create index verification_by_identifier on verification (identifier)`.execute(db);
  await sql`create table two_factor (
    id text primary key, user_id text not null references user_account (id) on delete cascade,
    secret text not null, backup_codes text not null, verified boolean default true,
    failed_verification_count int default 0, locked_until timestamptz)`.execute(db);
  await sql`create index two_factor_of_user on two_factor (user_id)`.execute(db);
  for (const table of ["user_account", "session", "credential", "verification", "two_factor"]) {
    await sql`grant select, insert, update, delete on ${sql.table(table)} to app_account`.execute(db);
  }
}

/** A tenant reads the names of its own members and of nobody else; the accounts library reads all. */
async function protectAccounts(db: Kysely<unknown>): Promise<void> {
  await sql`alter table user_account enable row level security`.execute(db);
  await sql`alter table user_account force row level security`.execute(db);
  await sql`create policy of_accounts on user_account to app_account, app_system using (true) with check (true)`.execute(
    db,
  );
  await sql`create policy of_members on user_account for select to app_tenant
    using (id in (select user_id from membership))`.execute(db);
  for (const role of ["app_system", "app_tenant"]) {
    await sql`grant select (id, name, email) on user_account to ${sql.id(role)}`.execute(db);
  }
}
