import { type Kysely, sql } from "kysely";
import { tenantTable } from "./tenant-table.ts";

/**
 * Factors of an organization's own: versions, and what happened to each of them. Who wrote a version cannot approve or
 * reject it: the check compares the decider with the author, and the foreign key holds the author to the version's.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
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
      created_by text not null,
      created_at timestamptz not null default clock_timestamp(),
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
      created_by text not null,
      created_at timestamptz not null default clock_timestamp(),
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

  // A factor of the library can never be mistaken for one of a tenant's own.
  await sql`alter table emission_factor add constraint not_of_a_tenant
    check (id not like 'own-%' and dataset_id <> 'own')`.execute(db);
}
