import { type Kysely, sql } from "kysely";
import { BY } from "./columns.ts";
import { freeze, tenantTable } from "./tenant-table.ts";

const FACTS = `id, version, dataset_id, kind, name_en, name_zh, scope, category, region, method, unit, valid_from, valid_to,
  published_on, document, meta`;

/**
 * The published library, shared by all tenants and written by none of them; an organization's factor policies and
 * custom factors.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createLibrary(db);
  await followStates(db);
  await confirmLater(db);
  await withholdFromPublic(db);
  await createPolicy(db);
  await createOwnFactor(db);
}

async function createLibrary(db: Kysely<unknown>): Promise<void> {
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
    document jsonb not null, meta jsonb not null default '{}',
    -- A factor of the library can never be mistaken for one of a tenant's own.
    constraint not_of_a_tenant check (id not like 'own-%' and dataset_id <> 'own'),
    primary key (id, version),
    foreign key (dataset_id, version) references factor_dataset (id, edition))`.execute(db);
  await sql`create index emission_factor_of_dataset on emission_factor (dataset_id, version)`.execute(db);
  await sql`create index emission_factor_by_method on emission_factor (method, region)`.execute(db);
  // A few hundred properties among tens of thousands of factors; read with every choice of a factor.
  await sql`create index emission_factor_property on emission_factor (status) where kind = 'property'`.execute(db);
  await sql`create table gwp_set (
    id text primary key, title text not null, source text not null, licence text not null,
    document jsonb not null, sha256 text not null)`.execute(db);
  for (const table of ["factor_dataset", "emission_factor", "gwp_set"]) {
    await sql`grant select on ${sql.table(table)} to app_tenant, app_public, app_system`.execute(db);
  }
  for (const table of ["factor_dataset", "gwp_set"]) await freeze(db, table);
}

/** Status changes of library rows after they were added. */
async function followStates(db: Kysely<unknown>): Promise<void> {
  await sql`create table factor_status_change (
    dataset_id text not null, edition text not null,
    factor_id text not null,
    changed_on date not null,
    status text not null
      check (status in ('active', 'superseded', 'withdrawn', 'anomalous', 'not_for_inventories')),
    reason text not null check (reason <> ''),
    recorded_at timestamptz not null default clock_timestamp(),
    primary key (dataset_id, edition, factor_id, changed_on, status),
    foreign key (dataset_id, edition) references factor_dataset (id, edition))`.execute(db);
  await sql`grant select on factor_status_change to app_tenant, app_public, app_system`.execute(db);
  await freeze(db, "factor_status_change");

  // `status` of a factor is the newest of its status changes, stored so that no query uses an older one. Only an added
  // change updates it; every other column stays frozen, and so does the row.
  await sql`create trigger frozen before delete on emission_factor
    for each statement execute function refuse_change()`.execute(db);
  await sql`create trigger frozen_facts before update of ${sql.raw(FACTS)} on emission_factor
    for each statement execute function refuse_change()`.execute(db);
  await sql`create trigger frozen_state before update on emission_factor
    for each statement when (pg_trigger_depth() = 0) execute function refuse_change()`.execute(db);

  // Two statements, so that a change of one row finds it by its key and doesn't read the release.
  await sql`create function follow_status_change() returns trigger language plpgsql as $$
    begin
      if new.factor_id = '' then
        update emission_factor f set status = new.status
          where f.dataset_id = new.dataset_id and f.version = new.edition and f.status = 'active'
            and not exists (select 1 from factor_status_change later
              where later.dataset_id = new.dataset_id and later.edition = new.edition
                and later.factor_id in (f.id, '') and later.changed_on > new.changed_on);
      else
        update emission_factor f set status = new.status
          where f.id = new.factor_id and f.version = new.edition and f.dataset_id = new.dataset_id
            and (f.status = 'active' or new.status <> 'superseded')
            and not exists (select 1 from factor_status_change later
              where later.dataset_id = new.dataset_id and later.edition = new.edition
                and later.factor_id in (new.factor_id, '') and later.changed_on > new.changed_on);
      end if;
      return null;
    end $$`.execute(db);
  await sql`create trigger follow after insert on factor_status_change
    for each row execute function follow_status_change()`.execute(db);
}

/** How published rows were confirmed after they were added. The trust in `emission_factor.meta` is the first one. */
async function confirmLater(db: Kysely<unknown>): Promise<void> {
  await sql`create table factor_trust_change (
    dataset_id text not null, edition text not null,
    factor_id text not null,
    changed_on date not null,
    trust text not null check (trust <> ''),
    compared text not null check (compared <> ''),
    document text not null check (document <> ''),
    document_sha256 text not null,
    recorded_at timestamptz not null default clock_timestamp(),
    primary key (dataset_id, edition, factor_id, changed_on, trust),
    foreign key (factor_id, edition) references emission_factor (id, version))`.execute(db);
  await sql`grant select on factor_trust_change to app_tenant, app_public, app_system`.execute(db);
  await freeze(db, "factor_trust_change");
}

/**
 * Visitors without an account see only factors that may be redistributed. A release imported from a publisher's own
 * file, under a licence without redistribution, is available only to the tenants of the installation.
 */
async function withholdFromPublic(db: Kysely<unknown>): Promise<void> {
  const held = sql`(select id, edition from factor_dataset where redistributable)`;
  for (const [table, isOpen] of [
    ["factor_dataset", sql`redistributable`],
    ["emission_factor", sql`(dataset_id, version) in ${held}`],
    ["factor_status_change", sql`(dataset_id, edition) in ${held}`],
    ["factor_trust_change", sql`(dataset_id, edition) in ${held}`],
  ] as const) {
    await sql`alter table ${sql.table(table)} enable row level security`.execute(db);
    await sql`create policy of_installation on ${sql.table(table)} for select to app_tenant, app_system
      using (true)`.execute(db);
    await sql`create policy of_the_world on ${sql.table(table)} for select to app_public using (${isOpen})`.execute(db);
  }
}

/** An organization's factor policies, and a person's decisions on the meaning of descriptions in files. */
async function createPolicy(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "factor_policy", {
    columns: `organization_id uuid not null,
      version int not null check (version > 0),
      year_fallback text not null check (year_fallback in ('none', 'official_grid', 'latest_earlier')),
      region_fallback boolean not null,
      dataset_precedence jsonb not null,
      pinned_editions jsonb not null,
      reason text not null check (char_length(reason) <= 1000),
      ${BY},
      foreign key (tenant_id, organization_id) references organization (tenant_id, id)`,
    key: "organization_id, version",
    access: "frozen",
  });

  // The source of the facility in that unit: applied to the next file, shown as remembered, and can be changed or
  // forgotten.
  await tenantTable(db, "description_match", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      facility_id uuid not null,
      description text not null check (char_length(description) between 1 and 200),
      unit text not null check (char_length(unit) <= 40),
      emission_source_id uuid not null,
      ${BY},
      unique (tenant_id, organization_id, facility_id, description, unit),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id),
      foreign key (tenant_id, facility_id) references facility (tenant_id, id),
      foreign key (tenant_id, emission_source_id) references emission_source (tenant_id, id) on delete cascade`,
    key: "id",
    access: "editable",
  });
  await sql`create index description_match_of_source on description_match (tenant_id, emission_source_id)`.execute(db);
}

/**
 * An organization's custom factors: versions and their steps. The author of a version can't approve or reject it: the
 * check compares the decider with the author, and the foreign key ties the author to the version's.
 */
async function createOwnFactor(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "own_factor_version", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      factor_id text not null check (factor_id ~ '^own-[0-9a-f]{12}$'),
      version int not null check (version > 0),
      name_en text not null check (char_length(name_en) <= 200),
      name_zh text not null check (char_length(name_zh) <= 200),
      category text,
      region text not null check (char_length(region) <= 40),
      unit text not null,
      valid_from date,
      valid_to date,
      uncertainty text not null check (char_length(uncertainty) <= 12),
      document jsonb not null,
      source jsonb not null,
      licence text not null check (licence <> '' and char_length(licence) <= 200),
      evidence text not null check (evidence <> '' and char_length(evidence) <= 2000),
      note text not null check (char_length(note) <= 2000),
      ${BY},
      check (name_en <> '' or name_zh <> ''),
      check (valid_from is null or valid_to is null or valid_from <= valid_to),
      unique (tenant_id, organization_id, factor_id, version),
      unique (tenant_id, id, created_by),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });

  await tenantTable(db, "own_factor_step", {
    columns: `version_id uuid not null,
      state text not null,
      after text,
      author_id text not null,
      reason text not null check (char_length(reason) <= 1000),
      ${BY},
      step int not null,
      check ((step, state, coalesce(after, '')) in
        ((1, 'proposed', ''), (2, 'approved', 'proposed'), (2, 'rejected', 'proposed'), (3, 'withdrawn', 'approved'))),
      constraint decided_by_another check (state not in ('approved', 'rejected') or created_by <> author_id),
      check (state not in ('rejected', 'withdrawn') or reason <> ''),
      unique (tenant_id, version_id, state),
      foreign key (tenant_id, version_id, author_id) references own_factor_version (tenant_id, id, created_by),
      foreign key (tenant_id, version_id, after) references own_factor_step (tenant_id, version_id, state)`,
    key: "version_id, step",
    access: "frozen",
  });
}
