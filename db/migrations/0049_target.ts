import { type Kysely, sql } from "kysely";
import { BY } from "./columns.ts";
import { tenantTable } from "./tenant-table.ts";

/** Reduction targets of an organization and the measures to reach them. A change is a new version. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTarget(db);
  await createMeasure(db);
}

async function createTarget(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "target", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      ${BY},
      foreign key (tenant_id, organization_id) references organization (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index target_of_organization on target (tenant_id, organization_id)`.execute(db);
  await tenantTable(db, "target_version", {
    columns: `target_id uuid not null,
      version int not null check (version > 0),
      name text not null check (char_length(btrim(name)) between 1 and 200),
      kind text not null check (kind in ('absolute', 'intensity')),
      base_year int not null check (base_year between 1990 and 2100),
      target_year int not null check (target_year <= 2100),
      scopes jsonb not null,
      scope2_method text not null check (scope2_method in ('location', 'market')),
      -- Empty: every category of scope 3.
      categories jsonb not null check (jsonb_typeof(categories) = 'array'),
      -- What an intensity divides by, as the base year's report names it.
      per_en text not null check (char_length(per_en) <= 200),
      per_zh text not null check (char_length(per_zh) <= 200),
      reduction_percent text not null check (reduction_percent ~ '^(100|[1-9]?[0-9]([.][0-9]{1,4})?)$'),
      -- The calculation that the base year's figure came from when this version was saved.
      base_run_id uuid not null,
      reason text not null check (char_length(reason) <= 2000),
      is_withdrawn boolean not null,
      ${BY},
      constraint target_after_base check (base_year < target_year),
      constraint some_reduction check (reduction_percent::numeric > 0),
      constraint some_scope check (jsonb_typeof(scopes) = 'array' and scopes <> '[]' and scopes <@ '[1, 2, 3]'),
      constraint categories_of_scope_3 check (categories = '[]' or scopes @> '[3]'),
      constraint intensity_of_something check ((kind = 'intensity') = (btrim(per_en) <> '' or btrim(per_zh) <> '')),
      constraint reason_of_change check (version = 1 or btrim(reason) <> ''),
      foreign key (tenant_id, target_id) references target (tenant_id, id),
      foreign key (tenant_id, base_run_id) references calculation_run (tenant_id, id)`,
    key: "target_id, version",
    access: "frozen",
  });
}

async function createMeasure(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "measure", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      target_id uuid not null,
      ${BY},
      foreign key (tenant_id, organization_id) references organization (tenant_id, id),
      foreign key (tenant_id, target_id) references target (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index measure_of_organization on measure (tenant_id, organization_id)`.execute(db);
  await tenantTable(db, "measure_version", {
    columns: `measure_id uuid not null,
      version int not null check (version > 0),
      name text not null check (char_length(btrim(name)) between 1 and 200),
      owner_id text not null check (owner_id <> ''),
      year int not null check (year between 1990 and 2100),
      -- As expected by the organization; no calculation gives it.
      effect_tonnes text not null check (effect_tonnes ~ '^[0-9]{1,15}([.][0-9]{1,6})?$'),
      cost_minor bigint check (cost_minor >= 0),
      currency text check (currency ~ '^[A-Z]{3}$'),
      state text not null check (state in ('planned', 'under_way', 'done', 'dropped')),
      ${BY},
      constraint cost_in_a_currency check ((cost_minor is null) = (currency is null)),
      constraint some_effect check (effect_tonnes::numeric > 0),
      foreign key (tenant_id, measure_id) references measure (tenant_id, id)`,
    key: "measure_id, version",
    access: "frozen",
  });
}
