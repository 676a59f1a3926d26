import { type Kysely, sql } from "kysely";
import { sha256 } from "./columns.ts";
import { freeze } from "./tenant-table.ts";

/**
 * Statements that the verification body which they name states not to be from it. Public, and never changed: the proof
 * is the one that was in force on that day. The author is in the audit trail of the body's workspace.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`create table disowned_statement (
      record_sha256 text primary key references published_assurance (record_sha256),
      identity_id uuid not null,
      identity_kind text not null check (identity_kind in ('domain', 'registration')),
      identity_value text not null check (char_length(identity_value) between 1 and 400),
      identity_checked_on date not null,
      ${sha256("salt")},
      log_index bigint not null unique references statement (log_index),
      stated_at timestamptz not null)`)
    .execute(db);
  await sql`create index disowned_by_identity on disowned_statement (identity_id)`.execute(db);
  await sql`grant select on disowned_statement to app_public, app_tenant, app_system, app_verifier`.execute(db);
  await sql`grant select, insert on disowned_statement to app_log`.execute(db);
  await freeze(db, "disowned_statement");
  // Whose statement it is, for the trigger and for the trail of the organization.
  await sql`grant select (tenant_id, organization_id, id, record_sha256) on assurance_statement to app_system`.execute(
    db,
  );
  await sql`create policy of_system on assurance_statement for select to app_system using (true)`.execute(db);
  await guard(db);
}

/**
 * Who may disown a statement: the workspace in context, a verification body with
 * - a registration that the operator checked, of exactly the name in the statement; or
 * - a proved domain, to which the organization itself sent the invitation of the body that the statement names. This holds
 *   only for what the organization recorded and no one confirmed.
 * A proved domain alone proves no name, so a stranger disowns nothing. A statement of another body with a checked
 * registration of the same name can't be disowned: the two are equal.
 */
async function guard(db: Kysely<unknown>): Promise<void> {
  await sql`create function guard_disowning() returns trigger language plpgsql as $$
    declare
      caller text := current_setting('role');
      body tenant%rowtype;
      stated published_assurance%rowtype;
      rival published_assurance%rowtype;
      proved boolean;
      named boolean;
    begin
      perform pg_advisory_xact_lock(hashtextextended('assurance-statement:' || new.record_sha256, 0));
      perform set_config('role', 'app_system', true);
      select * into body from tenant t where t.identity_id = new.identity_id;
      select * into stated from published_assurance p where p.record_sha256 = new.record_sha256;
      select * into rival from published_assurance p where p.confirms = new.record_sha256;
      proved := exists (
        select from domain_proof d where new.identity_kind = 'domain' and d.domain = new.identity_value
          and d.identity_id = new.identity_id
          and d.lapsed_at is null and (d.confirmed_at at time zone 'UTC')::date = new.identity_checked_on
        union all
        select from registration_proof r where new.identity_kind = 'registration' and r.name = stated.verifier_name
          and r.identity_id = new.identity_id
          and r.registration_number || ', ' || r.register = new.identity_value and r.checked_on = new.identity_checked_on);
      named := new.identity_kind = 'registration' or (
        stated.entered_by = 'organization' and rival.record_sha256 is null and exists (
          select from assurance_statement s
            join assurance_engagement e on e.tenant_id = s.tenant_id and e.organization_id = s.organization_id
           where s.record_sha256 = new.record_sha256
             and lower(btrim(e.body_name)) = lower(btrim(stated.verifier_name))
             and split_part(e.email, '@', 2) = new.identity_value));
      perform set_config('role', caller, true);
      if body.kind is distinct from 'verification_body'
          or body.id is distinct from nullif(current_setting('app.tenant_id', true), '')::uuid then
        raise exception 'not_the_body_in_context' using errcode = 'TT004';
      end if;
      if not proved then
        raise exception 'identity_not_proved' using errcode = 'TT004';
      end if;
      if not named then
        raise exception 'body_not_named' using errcode = 'TT004';
      end if;
      if stated.confirms is not null or new.identity_id in (stated.identity_id, rival.identity_id)
          or 'registration' in (stated.identity_kind, rival.identity_kind)
          or exists (select from statement w where w.kind = 'assurance_withdrawn'
            and w.facts ->> 'statement' in (new.record_sha256, rival.record_sha256)) then
        raise exception 'statement_not_to_disown' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger by_the_named_body before insert on disowned_statement
    for each row execute function guard_disowning()`.execute(db);
}
