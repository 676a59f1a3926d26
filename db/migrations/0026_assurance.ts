import { type Kysely, sql } from "kysely";
import { admitSystem, freeze, tenantTable } from "./tenant-table.ts";

const TEXT = (name: string, most: number) =>
  `${name} text not null check (btrim(${name}) <> '' and char_length(${name}) <= ${most})`;
const SHA256 = (name: string) => `${name} text not null check (${name} ~ '^[0-9a-f]{64}$')`;
const DECIMAL = "~ '^-?[0-9]{1,30}([.][0-9]{1,30})?$'";

/**
 * What third parties state about a report, and the room in which they work: engagements, findings, answers, files and a
 * log of every look. Everything is added and nothing changed. The role of a verifier reads one inventory while its
 * engagement is in force and writes findings and statements alone; a company can't write any of a verifier's words.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createRole(db);
  await createEngagement(db);
  await createFiles(db);
  await createFindings(db);
  await createStatements(db);
  await createPublic(db);
  await admitReaders(db);
}

async function createRole(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql`select 1 from pg_roles where rolname = 'app_verifier'`.execute(db);
  if (rows.length === 0) await sql`create role app_verifier nologin`.execute(db);
  await sql`grant app_verifier to app_login`.execute(db);
  await sql`grant usage on schema public to app_verifier`.execute(db);
}

/** A dated, revocable invitation of one person of a verification body to one inventory. */
async function createEngagement(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "assurance_engagement", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      inventory_id uuid not null,
      ${TEXT("body_name", 200)},
      email text not null check (email = lower(email) and char_length(email) between 3 and 254),
      starts_on date not null,
      ends_on date not null,
      created_by text not null,
      created_at timestamptz not null default clock_timestamp(),
      check (starts_on <= ends_on and ends_on <= starts_on + 731),
      unique (tenant_id, id, organization_id),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id),
      foreign key (tenant_id, inventory_id) references inventory (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index assurance_engagement_of_organization
    on assurance_engagement (tenant_id, organization_id, created_at)`.execute(db);
  // The newest link is the one that lets in; the database knows its hash only.
  await tenantTable(db, "assurance_link", {
    columns: `engagement_id uuid not null,
      number int not null check (number > 0),
      token_hash bytea not null,
      expires_at timestamptz not null,
      created_by text not null,
      created_at timestamptz not null default clock_timestamp(),
      foreign key (tenant_id, engagement_id) references assurance_engagement (tenant_id, id)`,
    key: "engagement_id, number",
    access: "frozen",
  });
  await sql`create index assurance_link_by_token on assurance_link (token_hash)`.execute(db);
  await tenantTable(db, "assurance_acceptance", {
    columns: `engagement_id uuid not null,
      user_id text not null references user_account (id),
      accepted_at timestamptz not null default clock_timestamp(),
      foreign key (tenant_id, engagement_id) references assurance_engagement (tenant_id, id)`,
    key: "engagement_id",
    access: "frozen",
  });
  await sql`create index assurance_acceptance_of_user on assurance_acceptance (user_id)`.execute(db);
  await tenantTable(db, "assurance_revocation", {
    columns: `engagement_id uuid not null,
      ${TEXT("reason", 1000)},
      created_by text not null,
      created_at timestamptz not null default clock_timestamp(),
      foreign key (tenant_id, engagement_id) references assurance_engagement (tenant_id, id)`,
    key: "engagement_id",
    access: "frozen",
  });
  for (const table of ["engagement", "link", "acceptance", "revocation"]) {
    await admitSystem(db, `assurance_${table}`, "select");
  }
  // Whoever belongs to the workspace is no independent verifier of it.
  await sql`create view assurance_in_force with (security_invoker = true) as
    select e.*, a.user_id, a.accepted_at, i.period_start, i.period_end
    from assurance_engagement e
    join assurance_acceptance a on a.tenant_id = e.tenant_id and a.engagement_id = e.id
    join inventory i on i.tenant_id = e.tenant_id and i.id = e.inventory_id
    where (now() at time zone 'UTC')::date between e.starts_on and e.ends_on
      and not exists (
        select 1 from assurance_revocation r where r.tenant_id = e.tenant_id and r.engagement_id = e.id)
      and not exists (
        select 1 from membership m where m.tenant_id = e.tenant_id and m.user_id = a.user_id)`.execute(db);
  await sql`grant select on assurance_in_force to app_verifier`.execute(db);
  // Each look of a verifier, written in the transaction that shows it.
  await tenantTable(db, "assurance_access", {
    columns: `id uuid not null default gen_random_uuid(),
      engagement_id uuid not null,
      user_id text not null,
      kind text not null check (kind ~ '^[a-z_]{1,40}$'),
      subject text not null default '' check (char_length(subject) <= 300),
      at timestamptz not null default clock_timestamp(),
      foreign key (tenant_id, engagement_id) references assurance_engagement (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index assurance_access_of_engagement on assurance_access (tenant_id, engagement_id, at, id)`.execute(
    db,
  );
  await sql`revoke insert on assurance_access from app_tenant`.execute(db);
}

/** Documents of statements and files of findings: not evidence of the organization, and never erased with it. */
async function createFiles(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "assurance_file", {
    columns: `id uuid not null,
      organization_id uuid not null,
      engagement_id uuid,
      ${SHA256("sha256")},
      byte_size bigint not null check (byte_size > 0),
      kind text not null check (kind in ('pdf', 'png', 'jpeg', 'webp', 'xlsx', 'csv')),
      name text not null check (char_length(name) between 1 and 200),
      scan text not null check (scan in ('clean', 'not_scanned')),
      created_by text not null,
      created_at timestamptz not null default clock_timestamp(),
      unique (tenant_id, id, sha256),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id),
      foreign key (tenant_id, engagement_id) references assurance_engagement (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
}

async function createFindings(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "assurance_finding", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      engagement_id uuid not null,
      number int not null check (number > 0),
      subject_kind text not null check (subject_kind in ('whole', 'line', 'source', 'file')),
      subject_id text not null check (char_length(subject_id) <= 200),
      severity text not null check (severity in ('material', 'minor', 'clarification', 'observation')),
      ${TEXT("text", 4000)},
      created_by text not null,
      created_at timestamptz not null default clock_timestamp(),
      check ((subject_kind = 'whole') = (subject_id = '')),
      unique (tenant_id, engagement_id, number),
      foreign key (tenant_id, engagement_id, organization_id)
        references assurance_engagement (tenant_id, id, organization_id)`,
    key: "id",
    access: "frozen",
  });
  // What became of a finding: answers are the company's, the rest the verifier's.
  await tenantTable(db, "assurance_finding_step", {
    columns: `finding_id uuid not null,
      step int not null check (step > 0),
      state text not null check (state in ('answered', 'resolved', 'reopened', 'withdrawn')),
      ${TEXT("text", 4000)},
      created_by text not null,
      created_at timestamptz not null default clock_timestamp(),
      foreign key (tenant_id, finding_id) references assurance_finding (tenant_id, id)`,
    key: "finding_id, step",
    access: "frozen",
  });
  await tenantTable(db, "assurance_finding_file", {
    columns: `finding_id uuid not null,
      step int not null check (step >= 0),
      file_id uuid not null,
      foreign key (tenant_id, finding_id) references assurance_finding (tenant_id, id),
      foreign key (tenant_id, file_id) references assurance_file (tenant_id, id)`,
    key: "finding_id, file_id",
    access: "frozen",
  });
  await sql`revoke insert on assurance_finding from app_tenant`.execute(db);
  await sql`create policy answers_only on assurance_finding_step as restrictive for insert to app_tenant
    with check (state = 'answered')`.execute(db);
  await sql`create function guard_assurance_finding_step() returns trigger language plpgsql as $$
    declare last text;
    begin
      select s.state into last from assurance_finding_step s
        where s.tenant_id = new.tenant_id and s.finding_id = new.finding_id and s.step = new.step - 1;
      if (new.step = 1) <> (last is null) or (coalesce(last, 'open'), new.state) not in (
        ('open', 'answered'), ('open', 'resolved'), ('open', 'withdrawn'),
        ('answered', 'answered'), ('answered', 'resolved'), ('answered', 'reopened'), ('answered', 'withdrawn'),
        ('reopened', 'answered'), ('reopened', 'resolved'), ('reopened', 'withdrawn'),
        ('resolved', 'reopened')) then
        raise exception 'step_out_of_order' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard before insert on assurance_finding_step
    for each row execute function guard_assurance_finding_step()`.execute(db);
}

/**
 * ISO 14064-3:2019: engagement, parties, subject, opinion and verifier. None of it may be missing, so that nothing can
 * count as verified without the document, the number, the body, the date and the level.
 */
async function createStatements(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "assurance_statement", {
    columns: `id uuid not null,
      organization_id uuid not null,
      report_id uuid not null,
      report_number text not null references published_report (number),
      ${SHA256("package_sha256")},
      engagement_type text not null
        check (engagement_type in ('verification', 'validation', 'mixed', 'agreed_upon_procedures')),
      level text not null check (level in ('limited', 'reasonable', 'agreed_upon_procedures')),
      ${TEXT("objectives", 2000)}, ${TEXT("criteria", 2000)}, ${TEXT("scope", 2000)},
      period_start date not null,
      period_end date not null,
      materiality text not null check (char_length(materiality) <= 500),
      ${TEXT("responsible_party", 300)}, ${TEXT("intended_user", 300)},
      location_based_tco2e text not null check (location_based_tco2e ${DECIMAL}),
      market_based_tco2e text check (market_based_tco2e ${DECIMAL}),
      opinion text not null check (opinion in ('unmodified', 'modified', 'adverse', 'disclaimed', 'findings_only')),
      ${TEXT("opinion_text", 10000)},
      ${TEXT("verifier_name", 300)}, ${TEXT("accreditation_body", 300)}, ${TEXT("accreditation_number", 100)},
      register_url text not null check (register_url ~ '^https://[^[:space:]/]+[^[:space:]]*$' and char_length(register_url) <= 500),
      ${TEXT("lead_verifier", 200)}, ${TEXT("independent_reviewer", 200)},
      statement_date date not null,
      file_id uuid not null,
      ${SHA256("file_sha256")},
      is_file_public boolean not null,
      entered_by text not null check (entered_by in ('organization', 'verifier')),
      engagement_id uuid,
      ${SHA256("salt")}, ${SHA256("record_sha256")},
      log_index bigint not null references statement (log_index),
      created_by text not null,
      created_at timestamptz not null default clock_timestamp(),
      check (period_start <= period_end),
      check (statement_date <= (created_at at time zone 'UTC')::date + 1),
      check ((engagement_type = 'agreed_upon_procedures') = (level = 'agreed_upon_procedures')),
      check ((opinion = 'findings_only') = (level = 'agreed_upon_procedures')),
      check (level = 'agreed_upon_procedures' or btrim(materiality) <> ''),
      check ((entered_by = 'verifier') = (engagement_id is not null)),
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
  // What an organization enters it enters as itself; a verifier's own entry comes through the verifier's door.
  await sql`create policy as_organization on assurance_statement as restrictive for insert to app_tenant
    with check (entered_by = 'organization')`.execute(db);
  await tenantTable(db, "assurance_statement_withdrawal", {
    columns: `statement_id uuid not null,
      kind text not null check (kind in ('facts_discovered', 'entered_in_error', 'withdrawn_by_verifier')),
      ${TEXT("reason", 4000)}, ${SHA256("salt")},
      log_index bigint not null references statement (log_index),
      created_by text not null,
      created_at timestamptz not null default clock_timestamp(),
      foreign key (tenant_id, statement_id) references assurance_statement (tenant_id, id)`,
    key: "statement_id",
    access: "frozen",
  });
}

/** What anyone may read of it. The log's role adds a row only for a statement that is on record, byte for byte. */
async function createPublic(db: Kysely<unknown>): Promise<void> {
  await sql`create table published_assurance (
    record_sha256 text primary key check (record_sha256 ~ '^[0-9a-f]{64}$'),
    number text not null references published_report (number),
    package_sha256 text not null check (package_sha256 ~ '^[0-9a-f]{64}$'),
    log_index bigint not null unique references statement (log_index),
    credential text not null,
    ${sql.raw(SHA256("document_sha256"))},
    document bytea, document_name text, document_type text,
    check ((document is null) = (document_name is null) and (document is null) = (document_type is null)))`.execute(db);
  await sql`create index published_assurance_of_number on published_assurance (number)`.execute(db);
  await sql`grant select on published_assurance to app_public, app_tenant, app_system, app_verifier`.execute(db);
  await sql`grant insert, select on published_assurance to app_log`.execute(db);
  await freeze(db, "published_assurance");
  await sql`grant select (tenant_id, report_number, package_sha256, record_sha256, log_index)
    on assurance_statement to app_log`.execute(db);
  await sql`create policy of_log on assurance_statement for select to app_log
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))`.execute(db);
  await sql`create function guard_published_assurance() returns trigger language plpgsql as $$
    begin
      if not exists (select 1 from assurance_statement s where s.record_sha256 = new.record_sha256
        and s.report_number = new.number and s.package_sha256 = new.package_sha256 and s.log_index = new.log_index) then
        raise exception 'no_statement_on_record' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger on_record before insert on published_assurance
    for each row execute function guard_published_assurance()`.execute(db);
}

/** The rows of the engagement in force, and none else. Without one in force every table is empty. */
const TENANT = "tenant_id = (select f.tenant_id from assurance_in_force f)";
const ENGAGED = `${TENANT} and organization_id = (select f.organization_id from assurance_in_force f)`;
const IN_PERIOD = (start: string, end: string) =>
  `${start} <= (select f.period_end from assurance_in_force f) and ${end} >= (select f.period_start from assurance_in_force f)`;
const CONTEXT = "(select nullif(current_setting('app.engagement_id', true), '')::uuid)";
const USER = "(select current_setting('app.user_id', true))";

const READS: Record<string, string> = {
  assurance_engagement: `id = ${CONTEXT} and exists (select 1 from assurance_acceptance a
    where a.tenant_id = assurance_engagement.tenant_id and a.engagement_id = assurance_engagement.id)`,
  assurance_acceptance: `engagement_id = ${CONTEXT} and user_id = ${USER}`,
  assurance_revocation: `engagement_id = ${CONTEXT}`,
  inventory: `exists (select 1 from assurance_engagement e where e.tenant_id = inventory.tenant_id and e.inventory_id = inventory.id)`,
  tenant: "id = (select f.tenant_id from assurance_in_force f)",
  membership: "tenant_id in (select e.tenant_id from assurance_engagement e)",
  organization: `${TENANT} and id = (select f.organization_id from assurance_in_force f)`,
  facility: ENGAGED,
  emission_source: ENGAGED,
  calculation_run: `${ENGAGED} and inventory_id = (select f.inventory_id from assurance_in_force f)`,
  calculation_line: `${TENANT} and run_id in (select r.id from calculation_run r)`,
  calculation_selection: `${TENANT} and run_id in (select r.id from calculation_run r)`,
  report: `${ENGAGED} and run_id in (select r.id from calculation_run r)`,
  activity_record: `${ENGAGED} and ${IN_PERIOD("period_start", "period_end")}`,
  gap_answer: `${ENGAGED} and ${IN_PERIOD("month", "month")}`,
  evidence_attachment: `${ENGAGED} and case when record_id is null then ${IN_PERIOD("period_start", "period_end")}
    else exists (select 1 from activity_record r
      where r.tenant_id = evidence_attachment.tenant_id and r.record_id = evidence_attachment.record_id) end`,
  evidence_detachment: `${TENANT} and exists (select 1 from evidence_attachment a
    where a.tenant_id = evidence_detachment.tenant_id and a.id = evidence_detachment.attachment_id)`,
  evidence_file: `${ENGAGED} and exists (select 1 from evidence_attachment a
    where a.tenant_id = evidence_file.tenant_id and a.file_id = evidence_file.id)`,
  evidence_erasure: `${TENANT} and exists (select 1 from evidence_attachment a
    where a.tenant_id = evidence_erasure.tenant_id and a.file_id = evidence_erasure.file_id)`,
  audit_trail_mention: TENANT,
  // How the organization is drawn and reckons, and whatever speaks of this inventory or of a record in it.
  audit_trail: `${ENGAGED} and (
    subject in ('organization', 'facility', 'emission_source', 'factor_policy', 'own_factor', 'base_year', 'base_year_decision')
    or (subject not in ('membership', 'invitation', 'api_key', 'data_request', 'import_mapping', 'task') and exists (
      select 1 from audit_trail_mention m where m.tenant_id = audit_trail.tenant_id and m.sequence = audit_trail.sequence
        and (m.mentioned_id = (select f.inventory_id::text from assurance_in_force f)
          or exists (select 1 from activity_record r where r.tenant_id = m.tenant_id and r.record_id =
            case when m.mentioned_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then m.mentioned_id::uuid end)))))`,
  assurance_file: `${TENANT} and engagement_id = (select f.id from assurance_in_force f)`,
  assurance_finding: `${TENANT} and engagement_id = (select f.id from assurance_in_force f)`,
  assurance_finding_step: `${TENANT} and finding_id in (select f.id from assurance_finding f)`,
  assurance_finding_file: `${TENANT} and finding_id in (select f.id from assurance_finding f)`,
  assurance_statement: `${ENGAGED} and report_id in (select r.id from report r)`,
  assurance_statement_withdrawal: `${TENANT} and statement_id in (select s.id from assurance_statement s)`,
};

const WRITES: Record<string, string> = {
  assurance_access: `${TENANT} and engagement_id = (select f.id from assurance_in_force f) and user_id = ${USER}`,
  assurance_file: `${ENGAGED} and engagement_id = (select f.id from assurance_in_force f) and created_by = ${USER}`,
  assurance_finding: `${ENGAGED} and engagement_id = (select f.id from assurance_in_force f) and created_by = ${USER}`,
  assurance_finding_step: `${TENANT} and finding_id in (select f.id from assurance_finding f)
    and state <> 'answered' and created_by = ${USER}`,
  assurance_finding_file: `${TENANT} and finding_id in (select f.id from assurance_finding f)`,
  assurance_statement: `${ENGAGED} and engagement_id = (select f.id from assurance_in_force f)
    and entered_by = 'verifier' and created_by = ${USER} and report_id in (select r.id from report r)`,
  assurance_statement_withdrawal: `${TENANT} and kind <> 'entered_in_error' and created_by = ${USER}
    and statement_id in (select s.id from assurance_statement s
      where s.engagement_id = (select f.id from assurance_in_force f))`,
};

/** Of people and programs a verifier learns the names, of members that they are some. */
const COLUMNS: Record<string, string> = { tenant: "id, name", membership: "tenant_id, user_id" };
const NAMES: Record<string, string> = { data_request: "id, recipient_name", api_key: "id, name, created_by" };

async function admitReaders(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db);
  await run("create index audit_trail_mention_of_entry on audit_trail_mention (tenant_id, sequence)");
  for (const [table, condition] of Object.entries(READS)) {
    await run(`grant select${COLUMNS[table] ? ` (${COLUMNS[table]})` : ""} on ${table} to app_verifier`);
    await run(`create policy of_verifier on ${table} for select to app_verifier using (${condition})`);
  }
  for (const [table, condition] of Object.entries(WRITES)) {
    await run(`grant insert on ${table} to app_verifier`);
    await run(`create policy by_verifier on ${table} for insert to app_verifier with check (${condition})`);
  }
  for (const [table, columns] of Object.entries(NAMES)) {
    await run(`grant select (${columns}) on ${table} to app_verifier`);
    await run(`create policy of_verifier on ${table} for select to app_verifier using (${TENANT})`);
  }
  await run("grant select (id, name) on user_account to app_verifier");
  await run(`create policy of_verifier on user_account for select to app_verifier
    using (id = ${USER} or id in (select m.user_id from membership m))`);
  await run(`create policy of_verifiers on user_account for select to app_tenant
    using (id in (select a.user_id from assurance_acceptance a))`);
  for (const view of ["current_activity_record", "author"]) await run(`grant select on ${view} to app_verifier`);
  for (const table of ["published_report", "statement", "log_checkpoint", "log_leaf", "log_tile"]) {
    await run(`grant select on ${table} to app_verifier`);
  }
}
