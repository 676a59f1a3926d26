import { type Kysely, sql } from "kysely";
import { BY, needed, sha256 } from "./columns.ts";
import { freeze, tenantTable } from "./tenant-table.ts";

const DECIMAL = "~ '^-?[0-9]{1,30}([.][0-9]{1,30})?$'";

/** Third parties' statements about a report. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createStatement(db);
  await createWithdrawal(db);
  await createPublic(db);
}

/**
 * ISO 14064-3:2019: engagement, parties, subject, opinion and verifier. All are required, so that nothing can count as
 * verified without the document, the number, the body, the date and the level. What an organization reports is not
 * confirmed, so a reader must be able to see the document.
 */
async function createStatement(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "assurance_statement", {
    columns: `id uuid not null,
      organization_id uuid not null,
      report_id uuid not null,
      report_number text not null references published_report (number),
      ${sha256("package_sha256")},
      engagement_type text not null
        check (engagement_type in ('verification', 'validation', 'mixed', 'agreed_upon_procedures')),
      level text not null check (level in ('limited', 'reasonable', 'agreed_upon_procedures')),
      ${needed("objectives", 2000)}, ${needed("criteria", 2000)}, ${needed("scope", 2000)},
      period_start date not null,
      period_end date not null,
      materiality text not null check (char_length(materiality) <= 500),
      ${needed("responsible_party", 300)}, ${needed("intended_user", 300)},
      location_based_tco2e text not null check (location_based_tco2e ${DECIMAL}),
      market_based_tco2e text check (market_based_tco2e ${DECIMAL}),
      opinion text not null check (opinion in ('unmodified', 'modified', 'adverse', 'disclaimed', 'findings_only')),
      ${needed("opinion_text", 10000)},
      ${needed("verifier_name", 300)}, ${needed("accreditation_body", 300)}, ${needed("accreditation_number", 100)},
      register_url text not null check (register_url ~ '^https://[^[:space:]/]+[^[:space:]]*$' and char_length(register_url) <= 500),
      ${needed("lead_verifier", 200)}, ${needed("independent_reviewer", 200)},
      -- The workspace of the verification body, by its public id.
      identity_id uuid,
      identity_kind text check (identity_kind in ('domain', 'registration')),
      identity_value text check (char_length(identity_value) between 1 and 400),
      identity_checked_on date,
      statement_date date not null,
      file_id uuid not null,
      ${sha256("file_sha256")},
      is_file_public boolean not null,
      entered_by text not null check (entered_by in ('organization', 'verifier')),
      engagement_id uuid,
      ${sha256("salt")}, ${sha256("record_sha256")},
      log_index bigint not null references statement (log_index),
      ${BY},
      check (period_start <= period_end),
      check (statement_date <= (created_at at time zone 'UTC')::date + 1),
      check ((engagement_type = 'agreed_upon_procedures') = (level = 'agreed_upon_procedures')),
      check ((opinion = 'findings_only') = (level = 'agreed_upon_procedures')),
      check (level = 'agreed_upon_procedures' or btrim(materiality) <> ''),
      check ((entered_by = 'verifier') = (engagement_id is not null)),
      check (num_nonnulls(identity_id, identity_kind, identity_value, identity_checked_on) in (0, 4)),
      check (entered_by = 'verifier' or (identity_kind is null and is_file_public)),
      check (lower(btrim(lead_verifier)) <> lower(btrim(independent_reviewer))),
      unique (tenant_id, record_sha256),
      foreign key (tenant_id, report_id) references report (tenant_id, id),
      foreign key (tenant_id, report_number) references report (tenant_id, number),
      foreign key (tenant_id, file_id, file_sha256) references assurance_file (tenant_id, id, sha256),
      foreign key (tenant_id, engagement_id, organization_id)
        references assurance_engagement (tenant_id, id, organization_id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index assurance_statement_of_report on assurance_statement (tenant_id, report_id)`.execute(db);
  // An organization enters statements under its own name; a verifier enters theirs through the verifier's door.
  await sql`create policy as_organization on assurance_statement as restrictive for insert to app_tenant
    with check (entered_by = 'organization')`.execute(db);
}

async function createWithdrawal(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "assurance_statement_withdrawal", {
    columns: `statement_id uuid not null,
      kind text not null check (kind in ('facts_discovered', 'entered_in_error', 'withdrawn_by_verifier')),
      ${needed("reason", 4000)}, ${sha256("salt")},
      log_index bigint not null references statement (log_index),
      ${BY},
      foreign key (tenant_id, statement_id) references assurance_statement (tenant_id, id)`,
    key: "statement_id",
    access: "frozen",
  });
  // An organization withdraws nothing in a verifier's name, and not what a verifier stated against its report.
  await sql`create policy not_of_verifier on assurance_statement_withdrawal as restrictive for insert to app_tenant
    with check (not exists (select from assurance_statement s where s.id = statement_id
      and s.entered_by = 'verifier'
      and (s.opinion in ('adverse', 'disclaimed') or assurance_statement_withdrawal.kind <> 'facts_discovered')))`.execute(
    db,
  );
}

/** The public part of a statement. The log's role adds a row only for a statement on record, byte for byte. */
async function createPublic(db: Kysely<unknown>): Promise<void> {
  await sql`create table published_assurance (
    record_sha256 text primary key check (record_sha256 ~ '^[0-9a-f]{64}$'),
    number text not null references published_report (number),
    package_sha256 text not null check (package_sha256 ~ '^[0-9a-f]{64}$'),
    log_index bigint not null unique references statement (log_index),
    identity_id uuid,
    credential text not null,
    document_sha256 text not null check (document_sha256 ~ '^[0-9a-f]{64}$'),
    document bytea, document_name text, document_type text,
    check ((document is null) = (document_name is null) and (document is null) = (document_type is null)))`.execute(db);
  await sql`create index published_assurance_of_number on published_assurance (number)`.execute(db);
  await sql`create index published_assurance_of_identity on published_assurance (identity_id) where identity_id is not null`.execute(
    db,
  );
  await sql`grant select on published_assurance to app_public, app_tenant, app_system, app_verifier`.execute(db);
  await sql`grant insert, select on published_assurance to app_log`.execute(db);
  await freeze(db, "published_assurance");
  await sql`grant select (tenant_id, report_number, package_sha256, record_sha256, log_index, identity_id)
    on assurance_statement to app_log`.execute(db);
  await sql`create policy of_log on assurance_statement for select to app_log
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))`.execute(db);
  await sql`create function guard_published_assurance() returns trigger language plpgsql as $$
    begin
      if not exists (select 1 from assurance_statement s where s.record_sha256 = new.record_sha256
        and s.report_number = new.number and s.package_sha256 = new.package_sha256 and s.log_index = new.log_index
        and s.identity_id is not distinct from new.identity_id) then
        raise exception 'no_statement_on_record' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger on_record before insert on published_assurance
    for each row execute function guard_published_assurance()`.execute(db);
}
