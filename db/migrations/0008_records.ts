import { type Kysely, sql } from "kysely";
import { BY } from "./columns.ts";
import { tenantTable } from "./tenant-table.ts";

/**
 * Activity records and the imports that added them. A million records refer to the same few sources, so references are
 * checked once per statement and not once per row. The rule, with its code, is that of a foreign key, and the
 * referenced row is locked in the same way. Imports are not locked, because they are never changed or removed. The
 * tenant of a record is that of its source, which has a foreign key to it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createImport(db);
  await createRecord(db);
  await createIndexes(db);
  await holdReferences(db);
  await holdSources(db);
}

async function createImport(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "activity_import", {
    columns: `id uuid not null,
      organization_id uuid not null,
      file_name text not null check (char_length(file_name) <= 255),
      file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
      row_count int not null check (row_count > 0),
      inventory_id uuid not null,
      file_size bigint not null check (file_size > 0),
      file_kind text not null check (file_kind in ('csv', 'xlsx')),
      added_count int not null default 0 check (added_count >= 0),
      changed_count int not null default 0 check (changed_count >= 0),
      skipped_count int not null default 0 check (skipped_count >= 0),
      left_out_count int not null default 0 check (left_out_count >= 0),
      edited_count int not null default 0 check (edited_count >= 0),
      -- Facilities and sources that the file named and the import made, and the sheets that it read.
      made jsonb not null default '{"facilities": [], "sources": []}',
      sheets jsonb,
      ${BY},
      foreign key (tenant_id, organization_id) references organization (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index activity_import_of_organization on activity_import (tenant_id, organization_id, created_at)`.execute(
    db,
  );
  await sql`create index activity_import_of_file on activity_import (tenant_id, organization_id, file_sha256)`.execute(
    db,
  );
  await tenantTable(db, "activity_import_undo", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      import_id uuid not null,
      record_count int not null check (record_count > 0),
      kept_count int not null check (kept_count >= 0),
      ${BY},
      foreign key (tenant_id, import_id) references activity_import (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index activity_import_undo_of_import on activity_import_undo (tenant_id, import_id)`.execute(db);
}

async function createRecord(db: Kysely<unknown>): Promise<void> {
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
      entry jsonb,
      -- The method that makes the quantity of its inputs: it counts, and a run works it out again; quantity is for lists.
      method jsonb check (method is null or (jsonb_typeof(method) = 'object' and char_length(method ->> 'name') <= 60)),
      origin text not null default 'page'
        check (origin in ('page', 'import', 'api', 'link', 'job', 'command_line')),
      estimate jsonb check (estimate is null or (jsonb_typeof(estimate) = 'object' and data_quality = 'estimated')),
      row_key text check (char_length(row_key) between 1 and 200),
      is_deleted boolean not null default false,
      reason text not null default '' check (char_length(reason) <= 1000),
      import_id uuid,
      import_row int,
      recorded_at timestamptz not null default clock_timestamp(),
      ${BY},
      check (period_start <= period_end),
      unique (tenant_id, record_id, version)`,
    key: "id",
    access: "frozen",
    hasTenantKey: false,
  });

  // The newest version of each record, deleted ones left out.
  await sql`create view current_activity_record with (security_invoker = true) as
    select r.* from activity_record r
    where not r.is_deleted and not exists (
      select 1 from activity_record n
      where n.tenant_id = r.tenant_id and n.record_id = r.record_id and n.version > r.version)`.execute(db);
  await sql`grant select on current_activity_record to app_tenant`.execute(db);
}

/**
 * A deletion is a row that repeats the version before it. No query looks for deletions by days, entry, import or key,
 * so those indexes leave them out. An undo of a million rows is a million deletions, and then writes four index entries
 * for each and not eight. A deletion stays in the index of its source, which keeps a source that any row refers to, and
 * in the index of deletions.
 */
const STANDING_INDEXES = [
  [
    "of_organization",
    "tenant_id, organization_id, period_start, recorded_at, record_id, version desc",
    "not is_deleted",
  ],
  // In the order of their first entry, which no correction changes: the API reads them so.
  ["of_entry", "tenant_id, organization_id, recorded_at, record_id", "not is_deleted"],
  ["of_import", "tenant_id, import_id, import_row", "import_id is not null and not is_deleted"],
  ["of_key", "tenant_id, organization_id, row_key", "row_key is not null and not is_deleted"],
  // A month or longer: the records that a figure is compared with, found among a million trips and readings of the same
  // source.
  [
    "of_months",
    "tenant_id, emission_source_id, period_start, period_end",
    "period_end - period_start >= 24 and not is_deleted",
  ],
] as const;

async function createIndexes(db: Kysely<unknown>): Promise<void> {
  for (const [name, columns, condition] of STANDING_INDEXES) {
    await sql
      .raw(`create index activity_record_${name} on activity_record (${columns}) where ${condition}`)
      .execute(db);
  }
  await sql`create index activity_record_of_source_period
    on activity_record (tenant_id, emission_source_id, period_start, period_end, quantity)`.execute(db);
  await sql`create index activity_record_deleted on activity_record (tenant_id, organization_id, created_at)
    where is_deleted`.execute(db);
  await sql`create index activity_record_first on activity_record (tenant_id) where version = 1`.execute(db);
  // Records that span more than one month and begin before the month in question, found without reading all earlier
  // ones. It has the order of the index of all records, so that a query for the first ones uses this index.
  await sql`create index activity_record_over_months on activity_record
    (tenant_id, organization_id, period_start, recorded_at, record_id, period_end)
    where (extract(month from period_start) <> extract(month from period_end)
      or extract(year from period_start) <> extract(year from period_end))`.execute(db);
}

async function holdReferences(db: Kysely<unknown>): Promise<void> {
  await sql`create function hold_references_of_records() returns trigger language plpgsql as $$
    declare named record;
    begin
      for named in select distinct a.tenant_id, a.emission_source_id, a.import_id from added a loop
        perform from emission_source s
          where s.tenant_id = named.tenant_id and s.id = named.emission_source_id for key share;
        if not found then
          raise exception 'a record names a source that is not there' using errcode = '23503', table = 'activity_record',
            constraint = 'activity_record_of_source', detail = named.emission_source_id::text;
        end if;
        if named.import_id is not null and not exists (
          select from activity_import i where i.tenant_id = named.tenant_id and i.id = named.import_id) then
          raise exception 'a record names an import that is not there' using errcode = '23503', table = 'activity_record',
            constraint = 'activity_record_of_import', detail = named.import_id::text;
        end if;
      end loop;
      return null;
    end $$`.execute(db);
  await sql`create trigger hold_references after insert on activity_record referencing new table as added
    for each statement execute function hold_references_of_records()`.execute(db);
}

/** The other direction: a source with records can't be deleted or renamed in its key. */
async function holdSources(db: Kysely<unknown>): Promise<void> {
  await sql`create function hold_sources_of_records() returns trigger language plpgsql as $$
    begin
      if exists (select from removed s join activity_record r on r.tenant_id = s.tenant_id and r.emission_source_id = s.id)
      then
        raise exception 'a record names this source' using errcode = '23503', table = 'emission_source',
          constraint = 'activity_record_of_source';
      end if;
      return null;
    end $$`.execute(db);
  await sql`create trigger hold_records after delete on emission_source referencing old table as removed
    for each statement execute function hold_sources_of_records()`.execute(db);
  await sql`create trigger keep_name before update of tenant_id, id on emission_source
    for each row when (new.tenant_id <> old.tenant_id or new.id <> old.id) execute function refuse_change()`.execute(
    db,
  );
}
