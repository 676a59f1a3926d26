import { type Kysely, sql } from "kysely";
import { BY } from "./columns.ts";
import { tenantTable } from "./tenant-table.ts";

/**
 * Files that prove records: the received file, its attachments, each removal with its reason, and the erasure of its
 * bytes. Rows are added and never changed: an erased file leaves its row, name and hash.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createFiles(db);
  await createEnds(db);
  await createStoredFile(db);
}

async function createFiles(db: Kysely<unknown>): Promise<void> {
  // One row per content: a second upload of the same bytes finds it. Only after an erasure may they get a new row.
  await tenantTable(db, "evidence_file", {
    columns: `id uuid not null,
      organization_id uuid not null,
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      generation int not null check (generation > 0),
      byte_size bigint not null check (byte_size > 0),
      kind text not null check (kind in ('pdf', 'png', 'jpeg', 'webp', 'xlsx', 'csv', 'ofd', 'xml')),
      name text not null check (char_length(name) between 1 and 200),
      scan text not null check (scan in ('clean', 'not_scanned')),
      ${BY},
      unique (tenant_id, organization_id, sha256, generation),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });

  // Listed by key, newest first, and found by the name that was typed.
  await sql`create index evidence_file_of_organization on evidence_file
    (tenant_id, organization_id, created_at, id)`.execute(db);
  await sql`create index evidence_file_of_name on evidence_file (tenant_id, organization_id, name)`.execute(db);

  // Attached to a record, or to a period of one source or of all.
  await tenantTable(db, "evidence_attachment", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      file_id uuid not null,
      record_id uuid,
      period_start date,
      period_end date,
      emission_source_id uuid,
      ${BY},
      check ((record_id is null) = (period_start is not null)),
      check ((period_start is null) = (period_end is null)),
      check (period_start <= period_end),
      check (emission_source_id is null or record_id is null),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id),
      foreign key (tenant_id, file_id) references evidence_file (tenant_id, id),
      foreign key (tenant_id, emission_source_id) references emission_source (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index evidence_of_record on evidence_attachment (tenant_id, organization_id, record_id)`.execute(db);
  await sql`create index evidence_of_file on evidence_attachment (tenant_id, file_id)`.execute(db);
}

async function createEnds(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "evidence_detachment", {
    columns: `attachment_id uuid not null,
      reason text not null check (char_length(reason) between 1 and 1000),
      ${BY},
      foreign key (tenant_id, attachment_id) references evidence_attachment (tenant_id, id)`,
    key: "attachment_id",
    access: "frozen",
  });

  await tenantTable(db, "evidence_erasure", {
    columns: `file_id uuid not null,
      reason text not null check (char_length(reason) between 1 and 1000),
      ${BY},
      foreign key (tenant_id, file_id) references evidence_file (tenant_id, id)`,
    key: "file_id",
    access: "frozen",
  });
}

/**
 * Bytes announced before they are stored. It belongs to no tenant: its only use is to check, a day later, whether the
 * bytes have a row.
 */
async function createStoredFile(db: Kysely<unknown>): Promise<void> {
  await sql`create table stored_file (
    key text primary key,
    announced_at timestamptz not null)`.execute(db);
  await sql`create index stored_file_announced on stored_file (announced_at)`.execute(db);
  await sql`grant select, insert, delete on stored_file to app_system`.execute(db);
}
