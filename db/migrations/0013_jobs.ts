import { type Kysely, sql } from "kysely";
import { BY } from "./columns.ts";
import { admitSystem, tenantTable } from "./tenant-table.ts";

/** Jobs and their progress, mails to send, and exports of a whole workspace. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createJob(db);
  await createMail(db);
  await createExport(db);
}

/** The result of a job is a fact elsewhere. */
async function createJob(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "job", {
    columns: `id uuid not null,
      organization_id uuid not null,
      kind text not null,
      subject_id uuid not null,
      state text not null check (state in ('queued', 'running', 'done', 'failed')),
      done_count int not null default 0,
      total_count int,
      failure text,
      -- How often the process that worked on it ended before it did. What ended two is not begun a third time.
      death_count int not null default 0,
      created_by text not null,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()`,
    key: "id",
    access: "editable",
  });
  await sql`create index job_of_subject on job (tenant_id, subject_id)`.execute(db);
}

/**
 * Mails from the transaction that causes them until they are sent: a sent row is deleted. Only `app_mail` can read
 * them; `app_jobs` sees when one is due. The letter, which may contain the token of a link, is encrypted. A workspace sees only mails that failed
 * permanently.
 */
async function createMail(db: Kysely<unknown>): Promise<void> {
  await sql`create table outgoing_mail (
    id uuid primary key,
    -- Null of a person's own account. No key holds it: a mail is gone long before its workspace can be.
    for_tenant uuid default nullif(current_setting('app.tenant_id', true), '')::uuid,
    -- Null of a mail to no one, which is there so that an unknown address takes as long as a known one.
    kind text,
    recipient text not null check ((kind is null) = (recipient = '')),
    letter bytea not null,
    try_count int not null default 0,
    -- When it is tried next; null once it was given up.
    due_at timestamptz default clock_timestamp(),
    expires_at timestamptz not null default clock_timestamp() + interval '14 days',
    created_at timestamptz not null default clock_timestamp(),
    check (expires_at <= created_at + interval '15 days'))`.execute(db);
  await sql`create index outgoing_mail_due on outgoing_mail (due_at) where due_at is not null`.execute(db);
  await sql`create index outgoing_mail_over on outgoing_mail (expires_at) where due_at is null`.execute(db);
  await sql`grant select, insert, update, delete on outgoing_mail to app_mail`.execute(db);
  // The queue is asked often whether a mail is due, and never what is in it.
  await sql`grant select (due_at) on outgoing_mail to app_jobs`.execute(db);
  // The accounts library runs under its own role.
  await sql`grant insert on outgoing_mail to app_account`.execute(db);
  await tenantTable(db, "mail_failure", {
    columns: `mail_id uuid not null references outgoing_mail (id) on delete cascade,
      kind text not null,
      recipient text not null,
      reason text not null check (reason in ('rejected', 'unreachable', 'login', 'key', 'expired', 'unknown')),
      expires_at timestamptz not null,
      created_at timestamptz not null default clock_timestamp()`,
    key: "mail_id",
    access: "editable",
  });
  await sql`revoke update on mail_failure from app_tenant`.execute(db);
}

/**
 * Exports of a whole workspace, requested on its own pages: the request, the resulting archive with its expiry, and the
 * removal of its bytes. One is made at a time.
 */
async function createExport(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "tenant_export", {
    columns: `id uuid not null,
      ${BY}`,
    key: "id",
    access: "frozen",
  });
  await tenantTable(db, "tenant_export_file", {
    columns: `export_id uuid not null,
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      byte_size bigint not null check (byte_size > 0),
      row_count bigint not null check (row_count >= 0),
      file_count bigint not null check (file_count >= 0),
      created_at timestamptz not null default clock_timestamp(),
      expires_at timestamptz not null default clock_timestamp() + interval '7 days',
      check (expires_at <= created_at + interval '8 days'),
      foreign key (tenant_id, export_id) references tenant_export (tenant_id, id)`,
    key: "export_id",
    access: "frozen",
  });
  await tenantTable(db, "tenant_export_removal", {
    columns: `export_id uuid not null,
      created_at timestamptz not null default clock_timestamp(),
      foreign key (tenant_id, export_id) references tenant_export_file (tenant_id, export_id)`,
    key: "export_id",
    access: "frozen",
  });
  // The sweep looks for expired rows of all tenants.
  for (const table of ["tenant_export_file", "tenant_export_removal"]) await admitSystem(db, table, "select");
  await sql`create unique index job_one_export on job (tenant_id)
    where kind = 'export-tenant' and state in ('queued', 'running')`.execute(db);
}
