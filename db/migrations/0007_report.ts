import { type Kysely, sql } from "kysely";
import { admitSystem, freeze, tenantTable } from "./tenant-table.ts";

export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "report_series", {
    columns: `year int not null, last_serial int not null check (last_serial > 0)`,
    key: "year",
    access: "editable",
  });

  await tenantTable(db, "report", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      run_id uuid not null,
      year int not null,
      serial int not null,
      number text not null,
      locale text not null check (locale in ('en', 'zh')),
      facts jsonb not null,
      model_hash text not null check (model_hash ~ '^[0-9a-f]{64}$'),
      issued_at timestamptz not null,
      created_by text not null,
      unique (tenant_id, year, serial),
      unique (tenant_id, number),
      foreign key (tenant_id, run_id) references calculation_run (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index report_of_organization on report (tenant_id, organization_id, issued_at desc)`.execute(db);
  await admitSystem(db, "report", "select");
  await createPublicTables(db);
}

/** What anyone may read: no tenant and no row id of one. Written by `app_log` alone, and only added to. */
async function createPublicTables(db: Kysely<unknown>): Promise<void> {
  await sql`create table published_report (
    number text primary key,
    status_index int not null unique,
    locale text not null,
    issued_at timestamptz not null,
    inventory_sha256 text not null, pdf_sha256 text not null unique,
    inventory text not null, pdf bytea not null, credential text not null, summary jsonb not null,
    renderer_version text not null)`.execute(db);
  // A reader asks by the first digits of a hash.
  for (const hash of ["inventory_sha256", "pdf_sha256"]) {
    await sql`create index on published_report (${sql.ref(hash)} text_pattern_ops)`.execute(db);
  }
  await sql`create table statement (
    log_index bigint primary key,
    number text references published_report (number),
    kind text not null check (kind in ('issue', 'supersede', 'withdraw', 'key_set')),
    facts jsonb not null,
    stated_at timestamptz not null)`.execute(db);
  await sql`create index statement_of_number on statement (number, log_index)`.execute(db);
  await sql`create table log_head (origin text primary key, size bigint not null, edge bytea not null)`.execute(db);
  await sql`create table log_leaf (index bigint primary key, leaf_hash bytea not null, entry bytea not null)`.execute(
    db,
  );
  await sql`create table log_tile (level int not null, index bigint not null, data bytea not null, primary key (level, index))`.execute(
    db,
  );
  await sql`create table log_checkpoint (size bigint primary key, root bytea not null, note text not null, signed_at timestamptz not null)`.execute(
    db,
  );
  await sql`create sequence status_index_series as int start 0 minvalue 0 maxvalue 131071`.execute(db);
  await sql`grant usage on sequence status_index_series to app_log`.execute(db);
  for (const table of ["published_report", "statement", "log_leaf", "log_tile", "log_checkpoint"]) {
    await sql`grant select on ${sql.table(table)} to app_public, app_tenant, app_system`.execute(db);
    await sql`grant select, insert on ${sql.table(table)} to app_log`.execute(db);
    await freeze(db, table);
  }
  await sql`grant select on log_head to app_public, app_system`.execute(db);
  await sql`grant select, insert, update on log_head to app_log`.execute(db);
  await sql`grant insert on log_checkpoint to app_system`.execute(db);
}
