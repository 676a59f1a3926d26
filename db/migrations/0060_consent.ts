import { type Kysely, sql } from "kysely";

/**
 * The operator's texts as people saw them, and who was asked to agree and agreed. Of no tenant. Added only: the newest
 * step about a text counts.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table legal_text (
    -- Of kind, version and both languages.
    digest text primary key check (digest ~ '^[0-9a-f]{64}$'),
    kind text not null check (kind in ('terms', 'privacy')),
    version text not null check (char_length(version) <= 40),
    blocks jsonb not null,
    first_asked_at timestamptz not null default clock_timestamp())`.execute(db);
  await sql`create table consent_step (
    id uuid primary key default gen_random_uuid(),
    user_id text not null references user_account (id) on delete cascade,
    digest text not null references legal_text (digest),
    step text not null check (step in ('asked', 'agreed')),
    -- The language in which the text was shown.
    language text check (language in ('en', 'zh')),
    occasion text not null check (occasion in ('sign_up', 'invitation', 'sign_in', 'password_reset', 'page')),
    created_at timestamptz not null default clock_timestamp(),
    constraint language_of_agreement check ((step = 'agreed') = (language is not null)))`.execute(db);
  await sql`create index consent_step_of_user on consent_step (user_id, created_at)`.execute(db);
  for (const table of ["legal_text", "consent_step"]) {
    await sql`grant select, insert on ${sql.table(table)} to app_account, app_system`.execute(db);
    await sql`create trigger frozen before update on ${sql.table(table)}
      for each statement execute function refuse_change()`.execute(db);
  }
}
