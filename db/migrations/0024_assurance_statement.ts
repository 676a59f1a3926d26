import { type Kysely, sql } from "kysely";
import { BY, needed, sha256 } from "./columns.ts";
import { freeze, tenantTable } from "./tenant-table.ts";

const DECIMAL = "~ '^-?[0-9]{1,30}([.][0-9]{1,30})?$'";

/** Third parties' statements about a report, or about a calculation before its report. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createStatement(db);
  await guardSubject(db);
  await createWithdrawal(db);
  await guardConfirmation(db);
  await createPublic(db);
  await createCarried(db);
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
      -- Of the report, if it is about one.
      run_id uuid not null,
      report_id uuid,
      report_number text references published_report (number),
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
      ${needed("verifier_name", 300)},
      -- What is left of it without case, spaces, look-alike letters and its legal form, to find it by.
      verifier_core text not null,
      ${needed("accreditation_body", 300)}, ${needed("accreditation_number", 100)},
      accreditation_scope text not null check (char_length(accreditation_scope) <= 1000),
      accreditation_expires_on date,
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
      -- The record of the organization that the verification body confirms.
      confirms text,
      ${sha256("salt")}, ${sha256("record_sha256")},
      log_index bigint not null references statement (log_index),
      -- What becomes public with the first report of the calculation.
      held_credential text,
      held_document bytea check (encode(sha256(held_document), 'hex') = file_sha256),
      held_document_name text, held_document_type text,
      ${BY},
      constraint statement_subject check ((report_id is null) = (report_number is null)),
      constraint statement_before_report check (report_id is not null or entered_by = 'verifier'),
      constraint statement_held check ((held_credential is not null) = (report_id is null)
        and num_nonnulls(held_document, held_document_name, held_document_type) =
          case when report_id is null and is_file_public then 3 else 0 end),
      check (period_start <= period_end),
      check (statement_date <= (created_at at time zone 'UTC')::date + 1),
      check ((engagement_type = 'agreed_upon_procedures') = (level = 'agreed_upon_procedures')),
      check ((opinion = 'findings_only') = (level = 'agreed_upon_procedures')),
      check (level = 'agreed_upon_procedures' or btrim(materiality) <> ''),
      check ((entered_by = 'verifier') = (engagement_id is not null)),
      check (num_nonnulls(identity_id, identity_kind, identity_value, identity_checked_on) in (0, 4)),
      check (entered_by = 'verifier' or (identity_kind is null and is_file_public)),
      constraint confirms_reported check (confirms is null or (entered_by = 'verifier' and identity_id is not null
        and report_id is not null)),
      check (lower(btrim(lead_verifier)) <> lower(btrim(independent_reviewer))),
      unique (tenant_id, record_sha256),
      constraint confirmed_once unique (tenant_id, confirms),
      foreign key (tenant_id, confirms) references assurance_statement (tenant_id, record_sha256),
      foreign key (tenant_id, run_id) references calculation_run (tenant_id, id),
      foreign key (tenant_id, report_id) references report (tenant_id, id),
      foreign key (tenant_id, report_number) references report (tenant_id, number),
      foreign key (tenant_id, file_id, file_sha256) references assurance_file (tenant_id, id, sha256),
      foreign key (tenant_id, engagement_id, organization_id)
        references assurance_engagement (tenant_id, id, organization_id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index assurance_statement_of_report on assurance_statement (tenant_id, report_id)`.execute(db);
  await sql`create index assurance_statement_of_run on assurance_statement (tenant_id, run_id)`.execute(db);
  // An organization enters statements under its own name; a verifier enters theirs through the verifier's door.
  await sql`create policy as_organization on assurance_statement as restrictive for insert to app_tenant
    with check (entered_by = 'organization')`.execute(db);
}

/**
 * A statement about a calculation names the hash of its document, and precedes its reports: where one is in force, the
 * statement is about that report. The lock is the one of publication, so that neither misses the other.
 */
async function guardSubject(db: Kysely<unknown>): Promise<void> {
  await sql`create function guard_statement_subject() returns trigger language plpgsql as $$
    declare run calculation_run%rowtype;
    begin
      select * into run from calculation_run c
        where c.tenant_id = new.tenant_id and c.id = new.run_id and c.organization_id = new.organization_id;
      if new.report_id is not null then
        if not exists (select from report r where r.tenant_id = new.tenant_id and r.id = new.report_id
            and r.number = new.report_number and r.run_id = run.id) then
          raise exception 'report_of_another_calculation' using errcode = 'TT004';
        end if;
        return new;
      end if;
      if run.issue_count is distinct from 0
          or encode(sha256(convert_to(run.document, 'UTF8')), 'hex') is distinct from new.package_sha256 then
        raise exception 'not_this_calculation' using errcode = 'TT004';
      end if;
      perform pg_advisory_xact_lock(hashtextextended('report-life:' || run.inventory_id::text, 0));
      if exists (select from report r join published_report p on p.number = r.number
          where r.tenant_id = new.tenant_id and r.run_id = run.id
            and not exists (select from statement s where s.number = r.number and s.kind = 'withdraw')) then
        raise exception 'calculation_has_report' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger subject_exists before insert on assurance_statement
    for each row execute function guard_statement_subject()`.execute(db);
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

/** What both records of a confirmed statement have in common. */
const FACTS = [
  "organization_id, run_id, report_id, report_number, package_sha256, engagement_type, level, objectives, criteria, scope",
  "period_start, period_end, materiality, responsible_party, intended_user, location_based_tco2e, market_based_tco2e",
  "opinion, opinion_text, verifier_name, verifier_core, accreditation_body, accreditation_number",
  "accreditation_scope, accreditation_expires_on, register_url, lead_verifier",
  "independent_reviewer, statement_date, file_id, file_sha256, is_file_public",
]
  .join(", ")
  .split(", ");

/**
 * A verification body confirms what the organization recorded, word for word, while it is not withdrawn. From then on the
 * two are one statement, which the organization no longer withdraws as its own.
 */
async function guardConfirmation(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`create function guard_confirmation() returns trigger language plpgsql as $$
      begin
        perform pg_advisory_xact_lock(hashtextextended('assurance-statement:' || new.confirms, 0));
        if not exists (select from assurance_statement s where s.tenant_id = new.tenant_id
            and s.record_sha256 = new.confirms and s.entered_by = 'organization'
            and ${FACTS.map((fact) => `s.${fact} is not distinct from new.${fact}`).join(" and ")}
            and not exists (select from assurance_statement_withdrawal w
              where w.tenant_id = s.tenant_id and w.statement_id = s.id)) then
          raise exception 'not_the_reported_statement' using errcode = 'TT004';
        end if;
        return new;
      end $$`)
    .execute(db);
  await sql`create trigger confirms_reported before insert on assurance_statement
    for each row when (new.confirms is not null) execute function guard_confirmation()`.execute(db);
  await sql`create function guard_withdrawal_of_confirmed() returns trigger language plpgsql as $$
    declare reported text;
    begin
      select s.record_sha256 into reported from assurance_statement s
        where s.tenant_id = new.tenant_id and s.id = new.statement_id;
      perform pg_advisory_xact_lock(hashtextextended('assurance-statement:' || reported, 0));
      if exists (select from assurance_statement s where s.tenant_id = new.tenant_id and s.confirms = reported) then
        raise exception 'statement_confirmed' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger not_of_confirmed before insert on assurance_statement_withdrawal
    for each row execute function guard_withdrawal_of_confirmed()`.execute(db);
}

/** The public part of a statement. The log's role adds a row only for a statement on record, byte for byte. */
async function createPublic(db: Kysely<unknown>): Promise<void> {
  await sql`create table published_assurance (
    record_sha256 text primary key check (record_sha256 ~ '^[0-9a-f]{64}$'),
    -- None if it is about a calculation: carried_statement has the reports.
    number text references published_report (number),
    package_sha256 text not null check (package_sha256 ~ '^[0-9a-f]{64}$'),
    log_index bigint not null unique references statement (log_index),
    identity_id uuid,
    identity_kind text,
    verifier_name text not null,
    verifier_core text not null,
    entered_by text not null,
    confirms text,
    credential text not null,
    document_sha256 text not null check (document_sha256 ~ '^[0-9a-f]{64}$'),
    document bytea, document_name text, document_type text,
    check ((document is null) = (document_name is null) and (document is null) = (document_type is null)))`.execute(db);
  await sql`create index published_assurance_of_number on published_assurance (number)`.execute(db);
  await sql`create index published_assurance_by_core on published_assurance (verifier_core, log_index)`.execute(db);
  await sql`create index published_assurance_confirms on published_assurance (confirms) where confirms is not null`.execute(
    db,
  );
  await sql`create index published_assurance_of_identity on published_assurance (identity_id) where identity_id is not null`.execute(
    db,
  );
  await sql`grant select on published_assurance to app_public, app_tenant, app_system, app_verifier`.execute(db);
  await sql`grant insert, select on published_assurance to app_log`.execute(db);
  await freeze(db, "published_assurance");
  await sql`grant select (tenant_id, organization_id, run_id, report_id, report_number, package_sha256, opinion, file_sha256,
      record_sha256, log_index, identity_id, identity_kind, verifier_name, verifier_core, entered_by, confirms, held_credential, held_document, held_document_name, held_document_type)
    on assurance_statement to app_log`.execute(db);
  await sql`create policy of_log on assurance_statement for select to app_log
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))`.execute(db);
  await sql`create function guard_published_assurance() returns trigger language plpgsql as $$
    begin
      if not exists (select 1 from assurance_statement s where s.record_sha256 = new.record_sha256
        and s.report_number is not distinct from new.number and s.package_sha256 = new.package_sha256 and s.log_index = new.log_index
        and s.verifier_name = new.verifier_name and s.verifier_core = new.verifier_core and s.entered_by = new.entered_by
        and s.confirms is not distinct from new.confirms and s.identity_kind is not distinct from new.identity_kind
        and s.identity_id is not distinct from new.identity_id) then
        raise exception 'no_statement_on_record' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger on_record before insert on published_assurance
    for each row execute function guard_published_assurance()`.execute(db);
}

/**
 * Statements about the calculation of a report. A copy with redacted lines carries them too, as about other data. To
 * calculate the same results once more does not shake off an opinion against them.
 */
const CARRIED = `from report r
  join calculation_run c on c.tenant_id = r.tenant_id and c.id = r.run_id
  join assurance_statement s
    on s.tenant_id = r.tenant_id and s.organization_id = r.organization_id and s.report_id is null
  where r.number = new.number and (s.run_id = r.run_id
    or (s.opinion in ('adverse', 'disclaimed') and exists (select from calculation_run o
      where o.tenant_id = s.tenant_id and o.id = s.run_id and o.result_hash = c.result_hash)))`;

/**
 * With a report, what verifiers stated about its calculation becomes public. The database adds it, so that no program
 * can leave out an opinion.
 */
async function createCarried(db: Kysely<unknown>): Promise<void> {
  await sql`create table carried_statement (
    record_sha256 text not null references published_assurance (record_sha256),
    number text not null references published_report (number),
    primary key (number, record_sha256))`.execute(db);
  await sql`create index carried_statement_of_record on carried_statement (record_sha256)`.execute(db);
  await sql`grant select on carried_statement to app_public, app_tenant, app_system, app_verifier`.execute(db);
  await sql`grant insert, select on carried_statement to app_log`.execute(db);
  await freeze(db, "carried_statement");
  // Its rows of the tenant in context: `report` has the policy already.
  await sql`grant select (organization_id, run_id) on report to app_log`.execute(db);
  await sql`grant select (tenant_id, id, result_hash) on calculation_run to app_log`.execute(db);
  await sql`create policy of_log on calculation_run for select to app_log
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))`.execute(db);
  await sql
    .raw(`create function carry_statements() returns trigger language plpgsql as $$
      begin
        insert into published_assurance (record_sha256, package_sha256, log_index, identity_id, identity_kind, verifier_name,
            verifier_core, entered_by, confirms, credential, document_sha256, document, document_name, document_type)
          select s.record_sha256, s.package_sha256, s.log_index, s.identity_id, s.identity_kind, s.verifier_name,
            s.verifier_core, s.entered_by, s.confirms, s.held_credential, s.file_sha256,
            s.held_document, s.held_document_name, s.held_document_type ${CARRIED}
          on conflict do nothing;
        insert into carried_statement (record_sha256, number) select s.record_sha256, new.number ${CARRIED};
        return null;
      end $$`)
    .execute(db);
  await sql`create trigger carry_statements after insert on published_report
    for each row execute function carry_statements()`.execute(db);
  await sql
    .raw(`create function guard_carried_statement() returns trigger language plpgsql as $$
      begin
        if not exists (select ${CARRIED}
            and s.record_sha256 = new.record_sha256) then
          raise exception 'no_statement_on_record' using errcode = 'TT004';
        end if;
        return new;
      end $$`)
    .execute(db);
  await sql`create trigger on_record before insert on carried_statement
    for each row execute function guard_carried_statement()`.execute(db);
}
