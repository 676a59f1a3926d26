import { type Kysely, sql } from "kysely";
import { tenantTable } from "./tenant-table.ts";

/**
 * What a person said that a description in a file means: which source of the facility, in that unit. It is applied to
 * the next file, shown as remembered, and may be changed or forgotten; the records keep the source that they got.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "description_match", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      facility_id uuid not null,
      description text not null check (char_length(description) between 1 and 200),
      unit text not null check (char_length(unit) <= 40),
      emission_source_id uuid not null,
      created_by text not null,
      created_at timestamptz not null default clock_timestamp(),
      unique (tenant_id, organization_id, facility_id, description, unit),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id),
      foreign key (tenant_id, facility_id) references facility (tenant_id, id),
      foreign key (tenant_id, emission_source_id) references emission_source (tenant_id, id) on delete cascade`,
    key: "id",
    access: "editable",
  });
  await sql`create index description_match_of_source on description_match (tenant_id, emission_source_id)`.execute(db);
}
