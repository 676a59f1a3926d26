import { type Kysely, sql } from "kysely";
import { tenantTable } from "./tenant-table.ts";

export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "activity_import", {
    columns: `id uuid not null,
      organization_id uuid not null,
      file_name text not null check (char_length(file_name) <= 255),
      file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
      row_count int not null check (row_count > 0),
      created_by text not null,
      created_at timestamptz not null default clock_timestamp(),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index activity_import_of_organization on activity_import (tenant_id, organization_id, created_at)`.execute(
    db,
  );

  // A row is one version of a record: a correction or a deletion adds a version, and the newest one counts.
  await tenantTable(db, "activity_record", {
    columns: `id uuid not null default gen_random_uuid(),
      record_id uuid not null,
      version int not null check (version >= 1),
      organization_id uuid not null,
      emission_source_id uuid not null,
      period_start date not null,
      period_end date not null,
      quantity numeric(27, 12) not null check (quantity > -1e15 and quantity < 1e15),
      unit text not null check (char_length(unit) <= 40),
      entered_quantity text not null check (char_length(entered_quantity) <= 60),
      entered_unit text not null check (char_length(entered_unit) <= 40),
      data_quality text not null check (data_quality in ('measured', 'calculated', 'estimated')),
      evidence_reference text not null default '' check (char_length(evidence_reference) <= 200),
      note text not null default '' check (char_length(note) <= 1000),
      instruments jsonb not null default '[]',
      entry jsonb,
      is_deleted boolean not null default false,
      reason text not null default '' check (char_length(reason) <= 1000),
      import_id uuid,
      import_row int,
      recorded_at timestamptz not null default clock_timestamp(),
      created_by text not null,
      created_at timestamptz not null default clock_timestamp(),
      check (period_start <= period_end),
      unique (tenant_id, record_id, version),
      foreign key (tenant_id, emission_source_id) references emission_source (tenant_id, id),
      foreign key (tenant_id, import_id) references activity_import (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index activity_record_of_organization
    on activity_record (tenant_id, organization_id, period_start, recorded_at, record_id, version desc)`.execute(db);
  await sql`create index activity_record_of_source on activity_record (tenant_id, emission_source_id)`.execute(db);

  // The newest version of each record, deleted ones left out.
  await sql`create view current_activity_record with (security_invoker = true) as
    select r.* from activity_record r
    where not r.is_deleted and not exists (
      select 1 from activity_record n
      where n.tenant_id = r.tenant_id and n.record_id = r.record_id and n.version > r.version)`.execute(db);
  await sql`grant select on current_activity_record to app_tenant`.execute(db);
}
