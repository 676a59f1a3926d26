import { type Kysely, sql } from "kysely";
import { BY, needed, neededTrimmed } from "./columns.ts";
import { admitSystem, freeze, hideClosed, tenantTable } from "./tenant-table.ts";

/**
 * Who issues a report: the workspace behind each published report, the domains that workspaces add, and every check
 * whether they control them. Whether a domain is proved follows from the checks.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createDomain(db);
  await createRegistration(db);
  await createReview(db);
  await createPublic(db);
  await guardStatements(db);
}

const DNS = "'found', 'none', 'other', 'unreachable'";
const WEB = "'found', 'none', 'other', 'unreachable', 'private', 'redirected', 'too_large', 'not_asked'";

async function createDomain(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "domain_claim", {
    columns: `id uuid not null default gen_random_uuid(),
      domain text not null check (domain = lower(domain) and domain ~ '^[a-z0-9-]+(\\.[a-z0-9-]+)+$' and char_length(domain) <= 230),
      ${BY}`,
    key: "id",
    access: "frozen",
  });
  await tenantTable(db, "domain_claim_end", {
    columns: `claim_id uuid not null,
      ${BY},
      foreign key (tenant_id, claim_id) references domain_claim (tenant_id, id)`,
    key: "claim_id",
    access: "frozen",
  });
  await tenantTable(db, "domain_check", {
    columns: `claim_id uuid not null,
      number int not null check (number > 0),
      dns text not null check (dns in (${DNS})),
      web text not null check (web in (${WEB})),
      ${BY},
      foreign key (tenant_id, claim_id) references domain_claim (tenant_id, id)`,
    key: "claim_id, number",
    access: "frozen",
  });
  // The sweep looks for the domains of all workspaces that are due.
  for (const table of ["domain_claim", "domain_claim_end", "domain_check"]) {
    await admitSystem(db, table, "select");
    await hideClosed(db, table);
  }
}

/**
 * Business registrations that the operator compared with a register, for exactly one name of a workspace. Only the
 * system adds them, so no workspace confirms its own name.
 */
async function createRegistration(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "registration_check", {
    columns: `id uuid not null default gen_random_uuid(),
      ${neededTrimmed("name", 200)},
      ${neededTrimmed("registration_number", 100)},
      ${neededTrimmed("register", 200)},
      checked_on date not null,
      ${needed("evidence", 2000)},
      ${neededTrimmed("operator", 200)},
      created_at timestamptz not null default clock_timestamp(),
      check (checked_on <= (created_at at time zone 'UTC')::date + 1)`,
    key: "id",
    access: "read",
  });
  await tenantTable(db, "registration_check_end", {
    columns: `check_id uuid not null,
      ${needed("reason", 2000)},
      ${neededTrimmed("operator", 200)},
      created_at timestamptz not null default clock_timestamp(),
      foreign key (tenant_id, check_id) references registration_check (tenant_id, id)`,
    key: "check_id",
    access: "read",
  });
  for (const table of ["registration_check", "registration_check_end"]) await admitSystem(db, table, "select, insert");
}

/** The operator's decisions on names that resemble others. The newest one of a name counts. */
async function createReview(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "name_review", {
    columns: `${neededTrimmed("name", 200)},
      number int not null check (number > 0),
      decision text not null check (decision in ('released', 'held')),
      ${needed("reason", 2000)},
      ${neededTrimmed("operator", 200)},
      created_at timestamptz not null default clock_timestamp()`,
    key: "name, number",
    access: "read",
  });
  await admitSystem(db, "name_review", "select, insert");
}

/** Names no tenant: an identity is a random id. Its proofs are replaced with each change of their facts. */
async function createPublic(db: Kysely<unknown>): Promise<void> {
  await sql`create table report_issuer (
    number text primary key references published_report (number),
    identity_id uuid not null)`.execute(db);
  await sql`create index report_issuer_of_identity on report_issuer (identity_id, number)`.execute(db);
  await sql`grant select on report_issuer to app_public, app_tenant, app_system`.execute(db);
  await sql`grant select, insert on report_issuer to app_log`.execute(db);
  await freeze(db, "report_issuer");
  await sql`create table domain_proof (
    identity_id uuid not null,
    domain text not null,
    method text not null check (method in ('dns', 'web')),
    proved_at timestamptz not null,
    confirmed_at timestamptz not null,
    failed_at timestamptz,
    lapsed_at timestamptz,
    primary key (identity_id, domain))`.execute(db);
  await sql`grant select on domain_proof to app_public, app_tenant, app_system`.execute(db);
  await sql`grant select, insert, delete on domain_proof to app_log`.execute(db);
  await sql`create table registration_proof (
    identity_id uuid not null,
    name text not null,
    registration_number text not null,
    register text not null,
    checked_on date not null,
    primary key (identity_id, name))`.execute(db);
  await sql`grant select on registration_proof to app_public, app_tenant, app_system`.execute(db);
  await sql`grant select, insert, delete on registration_proof to app_log`.execute(db);
  // The names that issuers used, with what is left of them without case, spaces and look-alike letters.
  await sql`create table issuer_name (
    identity_id uuid not null,
    name text not null,
    core text not null,
    primary key (identity_id, name))`.execute(db);
  await sql`create index issuer_name_by_core on issuer_name (core)`.execute(db);
  await sql`grant select on issuer_name to app_public, app_tenant, app_system`.execute(db);
  await sql`grant select, insert on issuer_name to app_log`.execute(db);
  await freeze(db, "issuer_name");
}

/**
 * The identity that a statement names is proved when it is recorded, and is that of an independent verification body:
 * no code can claim more than is on record. The role of a verifier can't read other workspaces, so the trigger reads as
 * the system's role.
 */
async function guardStatements(db: Kysely<unknown>): Promise<void> {
  await sql`create function guard_statement_identity() returns trigger language plpgsql as $$
    declare
      caller text := current_setting('role');
      body tenant%rowtype;
      proved boolean;
      engaged boolean;
    begin
      perform set_config('role', 'app_system', true);
      select * into body from tenant t where t.identity_id = new.identity_id;
      proved := exists (
        select from domain_proof d where new.identity_kind = 'domain' and d.domain = new.identity_value
          and d.identity_id = new.identity_id
          and d.lapsed_at is null and (d.confirmed_at at time zone 'UTC')::date = new.identity_checked_on
        union all
        select from registration_proof r where new.identity_kind = 'registration' and r.name = new.verifier_name
          and r.identity_id = new.identity_id
          and r.registration_number || ', ' || r.register = new.identity_value and r.checked_on = new.identity_checked_on);
      engaged := exists (
        select from engagement_acceptance a
          join engagement e on e.tenant_id = a.tenant_id and e.id = a.engagement_id
         where a.tenant_id = new.tenant_id and e.organization_id = new.organization_id and a.consultancy_id = body.id);
      perform set_config('role', caller, true);
      if not proved then
        raise exception 'identity_not_proved' using errcode = 'TT004';
      end if;
      if body.kind is distinct from 'verification_body' or body.id = new.tenant_id or engaged then
        raise exception 'body_not_independent' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger identity_is_proved before insert on assurance_statement
    for each row when (new.identity_id is not null) execute function guard_statement_identity()`.execute(db);
}
