import { type Kysely, sql } from "kysely";

/**
 * Tables of the accounts library: no tenant, used by `app_account` only. `0038_authors` defines who else sees an
 * account.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table user_account (
    id text primary key, name text not null, email text not null unique, email_verified boolean not null default false,
    image text, locale text not null default 'en', time_zone text,
    -- What the person answered at sign-up. Null for invited people, who join the workspace of others.
    workspace_kind text check (workspace_kind in ('company', 'consultancy', 'verification_body')), two_factor_enabled boolean default false,
    created_at timestamptz not null default now(), updated_at timestamptz not null default now())`.execute(db);
  await sql`create table session (
    id text primary key, user_id text not null references user_account (id) on delete cascade,
    token text not null unique, expires_at timestamptz not null, ip_address text, user_agent text,
    created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
    -- When its person last proved who they are, for acts that a stolen session must not reach.
    authenticated_at timestamptz not null default now())`.execute(db);
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

  await sql`alter table user_account enable row level security`.execute(db);
  await sql`alter table user_account force row level security`.execute(db);
  await sql`create policy of_accounts on user_account to app_account, app_system using (true) with check (true)`.execute(
    db,
  );
  // Mails are written in the recipient's language.
  await sql`grant select (id, name, email, locale, time_zone) on user_account to app_system, app_tenant`.execute(db);

  await sql`create table rate_limit (
    key text not null, window_start timestamptz not null, hits int not null,
    primary key (key, window_start))`.execute(db);
  // Finds expired windows without reading the others; any request removes them.
  await sql`create index rate_limit_window on rate_limit (window_start)`.execute(db);
  await sql`grant select, insert, update, delete on rate_limit to app_system`.execute(db);
}
