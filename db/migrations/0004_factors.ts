import { type Kysely, sql } from "kysely";
import { freeze } from "./tenant-table.ts";

/** The published library: one for all tenants, read by every role that shows or uses factors, written by none. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table factor_dataset (
    id text not null, edition text not null,
    publisher text not null, title_en text not null, title_zh text not null,
    published_on date, data_year int, valid_from date, valid_to date, gwp_set text,
    licence_name text not null, licence_url text, attribution text, redistributable boolean not null,
    source_url text, supersedes text, correction_of text, status text not null, sha256 text not null,
    row_count int not null, meta jsonb not null, imported_at timestamptz not null default now(),
    primary key (id, edition))`.execute(db);
  await sql`create table emission_factor (
    id text not null, version text not null, dataset_id text not null, kind text not null,
    name_en text not null, name_zh text not null, scope int, category text, region text, method text,
    unit text not null, valid_from date, valid_to date, published_on date, status text not null,
    search_text text not null, document jsonb not null,
    primary key (id, version),
    foreign key (dataset_id, version) references factor_dataset (id, edition))`.execute(db);
  await sql`create index emission_factor_of_dataset on emission_factor (dataset_id, version)`.execute(db);
  await sql`create index emission_factor_by_method on emission_factor (method, region)`.execute(db);
  await sql`create table gwp_set (
    id text primary key, title text not null, source text not null, licence text not null,
    document jsonb not null, sha256 text not null)`.execute(db);
  for (const table of ["factor_dataset", "emission_factor", "gwp_set"]) {
    await sql`grant select on ${sql.table(table)} to app_tenant, app_public, app_system`.execute(db);
    await freeze(db, table);
  }
}
