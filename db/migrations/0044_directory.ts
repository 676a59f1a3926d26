import { type Kysely, sql } from "kysely";
import { BY, trimmed } from "./columns.ts";
import { tenantTable } from "./tenant-table.ts";

/** What verification bodies state about themselves, and those that their owners list publicly. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "verifier_profile", {
    columns: `version int not null check (version > 0),
      is_listed boolean not null,
      ${trimmed("accreditation_body", 300)},
      ${trimmed("accreditation_number", 100)},
      ${trimmed("accreditation_scope", 1000)},
      accreditation_expires_on date,
      register_url text not null default ''
        check (register_url = '' or register_url ~ '^https://[^[:space:]/]+[^[:space:]]*$' and char_length(register_url) <= 500),
      ${BY},
      -- An accreditation without number, scope or register can't be looked up.
      constraint accreditation_is_whole check (
        num_nonnulls(nullif(accreditation_body, ''), nullif(accreditation_number, ''), nullif(accreditation_scope, ''),
          nullif(register_url, '')) in (0, 4)),
      check (accreditation_expires_on is null or accreditation_body <> '')`,
    key: "version",
    access: "frozen",
  });
  await sql`create function guard_verifier_profile() returns trigger language plpgsql as $$
    begin
      if not exists (select from tenant t where t.id = new.tenant_id and t.kind = 'verification_body') then
        raise exception 'not_a_verification_body' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard before insert on verifier_profile
    for each row when (new.is_listed) execute function guard_verifier_profile()`.execute(db);
  await createListed(db);
}

/** Names no tenant: an identity is a random id. Replaced with each change of its facts. */
async function createListed(db: Kysely<unknown>): Promise<void> {
  await sql`create table listed_verifier (
    identity_id uuid primary key,
    name text not null,
    accreditation_body text not null,
    accreditation_number text not null,
    accreditation_scope text not null,
    accreditation_expires_on date,
    register_url text not null,
    since timestamptz not null)`.execute(db);
  await sql`create index listed_verifier_by_name on listed_verifier (name, identity_id)`.execute(db);
  await sql`grant select on listed_verifier to app_public, app_tenant, app_system`.execute(db);
  await sql`grant select, insert, delete on listed_verifier to app_log`.execute(db);
}
