import { type Kysely, sql } from "kysely";
import { BY, needed, sha256 } from "./columns.ts";
import { admitSystem, hideClosed, tenantTable } from "./tenant-table.ts";

/**
 * Third parties' work on a report: engagements, findings, answers, files and a log of every access. Rows are added and
 * never changed. A company can't write a verifier's words.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createEngagement(db);
  await createAccess(db);
  await createFiles(db);
  await createFindings(db);
  await guardFindings(db);
}

/** A dated, revocable invitation of one person of a verification body to one inventory. */
async function createEngagement(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "assurance_engagement", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      inventory_id uuid not null,
      ${needed("body_name", 200)},
      email text not null check (email = lower(email) and char_length(email) between 3 and 254),
      starts_on date not null,
      ends_on date not null,
      ${BY},
      check (starts_on <= ends_on and ends_on <= starts_on + 731),
      unique (tenant_id, id, organization_id),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id),
      foreign key (tenant_id, inventory_id) references inventory (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index assurance_engagement_of_organization
    on assurance_engagement (tenant_id, organization_id, created_at)`.execute(db);
  // Only the newest link gives access; the database stores only its hash.
  await tenantTable(db, "assurance_link", {
    columns: `engagement_id uuid not null,
      number int not null check (number > 0),
      token_hash bytea not null,
      expires_at timestamptz not null,
      ${BY},
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
      ${needed("reason", 1000)},
      ${BY},
      foreign key (tenant_id, engagement_id) references assurance_engagement (tenant_id, id)`,
    key: "engagement_id",
    access: "frozen",
  });
  for (const table of ["engagement", "link", "acceptance", "revocation"]) {
    await admitSystem(db, `assurance_${table}`, "select");
  }
  for (const table of ["assurance_engagement", "assurance_link"]) await hideClosed(db, table);
}

/**
 * Each access of a verifier is recorded in the transaction that shows the data. A member of the workspace, or a person
 * who worked on the inventory for a consultancy, is not an independent verifier of it.
 */
async function createAccess(db: Kysely<unknown>): Promise<void> {
  await sql`create view assurance_in_force with (security_invoker = true) as
    select e.*, a.user_id, a.accepted_at, i.period_start, i.period_end
    from assurance_engagement e
    join assurance_acceptance a on a.tenant_id = e.tenant_id and a.engagement_id = e.id
    join inventory i on i.tenant_id = e.tenant_id and i.id = e.inventory_id
    where (now() at time zone 'UTC')::date between e.starts_on and e.ends_on
      and not exists (
        select 1 from assurance_revocation r where r.tenant_id = e.tenant_id and r.engagement_id = e.id)
      and not exists (
        select 1 from membership m where m.tenant_id = e.tenant_id and m.user_id = a.user_id)
      and not exists (
        select 1 from engagement_actor x where x.tenant_id = e.tenant_id and x.user_id = a.user_id)`.execute(db);
  await sql`grant select on assurance_in_force to app_verifier`.execute(db);
  await tenantTable(db, "assurance_access", {
    columns: `id uuid not null default gen_random_uuid(),
      engagement_id uuid not null,
      user_id text not null,
      kind text not null check (kind ~ '^[a-z_]{1,40}$'),
      at timestamptz not null default clock_timestamp(),
      foreign key (tenant_id, engagement_id) references assurance_engagement (tenant_id, id),
      unique (tenant_id, id, engagement_id)`,
    key: "id",
    access: "read",
  });
  await sql`create index assurance_access_of_engagement on assurance_access (tenant_id, engagement_id, at, id)`.execute(
    db,
  );
}

/** Documents of statements and files of findings: they are not the organization's evidence and never erased with it. */
async function createFiles(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "assurance_file", {
    columns: `id uuid not null,
      organization_id uuid not null,
      engagement_id uuid,
      ${sha256("sha256")},
      byte_size bigint not null check (byte_size > 0),
      kind text not null check (kind in ('pdf', 'png', 'jpeg', 'webp', 'xlsx', 'csv', 'ofd', 'xml')),
      name text not null check (char_length(name) between 1 and 200),
      scan text not null check (scan in ('clean', 'not_scanned')),
      ${BY},
      unique (tenant_id, id, sha256),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id),
      foreign key (tenant_id, engagement_id) references assurance_engagement (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
}

/**
 * A finding is about a calculation: the lines of another one have other numbers. One about a single record also names
 * the version that the calculation read.
 */
async function createFindings(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "assurance_finding", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      engagement_id uuid not null,
      number int not null check (number > 0),
      subject_kind text not null check (subject_kind in ('whole', 'line', 'source', 'file')),
      subject_id text not null check (char_length(subject_id) <= 200),
      run_id uuid,
      record_version_id uuid,
      severity text not null check (severity in ('material', 'minor', 'clarification', 'observation')),
      ${needed("text", 4000)},
      ${BY},
      check ((subject_kind = 'whole') = (subject_id = '')),
      constraint line_of_calculation check (subject_kind <> 'line' or run_id is not null),
      constraint record_of_line check (record_version_id is null or subject_kind = 'line'),
      unique (tenant_id, engagement_id, number),
      foreign key (tenant_id, run_id) references calculation_run (tenant_id, id),
      foreign key (tenant_id, record_version_id) references activity_record (tenant_id, id),
      foreign key (tenant_id, engagement_id, organization_id)
        references assurance_engagement (tenant_id, id, organization_id)`,
    key: "id",
    access: "read",
  });
  // Steps of a finding: answers come from the company, the others from the verifier.
  await tenantTable(db, "assurance_finding_step", {
    columns: `finding_id uuid not null,
      step int not null check (step > 0),
      state text not null check (state in ('answered', 'resolved', 'reopened', 'withdrawn')),
      ${needed("text", 4000)},
      ${BY},
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
}

async function guardFindings(db: Kysely<unknown>): Promise<void> {
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
