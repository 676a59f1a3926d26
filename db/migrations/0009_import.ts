import { type Kysely, sql } from "kysely";
import { BY } from "./columns.ts";
import { tenantTable } from "./tenant-table.ts";

/** Imports that are prepared row by row before they become facts: drafts, their rows, and the saved column mappings. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "import_mapping", {
    columns: `organization_id uuid not null,
      shape_key text not null check (shape_key ~ '^[0-9a-f]{64}$'),
      mapping jsonb not null,
      file_name text not null default '' check (char_length(file_name) <= 255),
      ${BY},
      foreign key (tenant_id, organization_id) references organization (tenant_id, id)`,
    key: "organization_id, shape_key",
    access: "editable",
  });
  await addDrafts(db);
  await addRows(db);
}

async function addDrafts(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "import_draft", {
    columns: `id uuid not null,
      organization_id uuid not null,
      inventory_id uuid not null,
      file_name text not null check (char_length(file_name) between 1 and 255),
      file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
      file_size bigint not null check (file_size > 0),
      file_kind text not null check (file_kind in ('csv', 'xlsx')),
      shape jsonb not null,
      mapping jsonb not null,
      places jsonb not null default '{"facilities": [], "sources": []}',
      mapping_from text not null check (mapping_from in ('suggested', 'remembered', 'said')),
      state text not null check (state in ('mapping', 'checking', 'checked', 'committing', 'done')),
      check_id uuid,
      job_id uuid,
      failure jsonb,
      trail_sequence bigint not null default 0,
      add_count int not null default 0 check (add_count >= 0),
      change_count int not null default 0 check (change_count >= 0),
      skip_count int not null default 0 check (skip_count >= 0),
      person_count int not null default 0 check (person_count >= 0),
      repeated_count int not null default 0 check (repeated_count >= 0),
      left_out_count int not null default 0 check (left_out_count >= 0),
      ${BY},
      foreign key (tenant_id, organization_id) references organization (tenant_id, id),
      foreign key (tenant_id, inventory_id) references inventory (tenant_id, id)`,
    key: "id",
    access: "editable",
  });
  await sql`create index import_draft_of_organization on import_draft (tenant_id, organization_id, created_at)`.execute(
    db,
  );
  // One running check for each organization, even if several people start one at the same moment.
  await sql`create unique index import_draft_one_check on import_draft (tenant_id, organization_id)
    where state = 'checking'`.execute(db);
}

/**
 * Rows wait here until they become records. After a crash the file is read again, so the table needs no write-ahead
 * log. The policy admits only rows of the tenant in context, and all rows are removed in the end, so no foreign key
 * holds their tenant.
 */
async function addRows(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "import_row", {
    // language: `faults` is the name of a column
    columns: `import_id uuid not null,
      number int not null,
      sheet text not null,
      file_row int not null,
      file_column int,
      row_key text,
      emission_source_id uuid,
      period_start date,
      period_end date,
      quantity numeric(27, 12),
      unit text,
      entered_quantity text,
      entered_unit text,
      data_quality text,
      evidence_reference text,
      note text,
      entry jsonb,
      remarks jsonb,
      faults jsonb,
      match_id uuid,
      outcome text not null check (outcome in ('add', 'change', 'skip', 'person')),
      reason text not null default '',
      is_repeated boolean not null default false,
      record_id uuid,
      record_version int,
      decision text check (decision in ('add_anyway', 'leave_out')),
      decision_note text not null default '' check (char_length(decision_note) <= 1000),
      edits jsonb`,
    key: "import_id, number",
    access: "editable",
    hasTenantKey: false,
  });
  await sql`alter table import_row set unlogged`.execute(db);
  await sql`create index import_row_of_person on import_row (tenant_id, import_id, number)
    where outcome = 'person'`.execute(db);
  await sql`create index import_row_of_key on import_row (tenant_id, import_id, row_key)
    where row_key is not null`.execute(db);
  await sql`create index import_row_touched on import_row (tenant_id, import_id, number)
    where match_id is not null or decision is not null or edits is not null`.execute(db);
}
