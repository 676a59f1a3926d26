import { type Kysely, sql } from "kysely";
import { tenantTable } from "./tenant-table.ts";

/**
 * What an organization states about the choice of its factors, statement by statement; what a run chose by it, and why;
 * the part of the country where a facility stands.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "factor_policy", {
    columns: `organization_id uuid not null,
      version int not null check (version > 0),
      year_fallback text not null check (year_fallback in ('none', 'latest_earlier')),
      region_fallback boolean not null,
      dataset_precedence jsonb not null,
      pinned_editions jsonb not null,
      reason text not null check (char_length(reason) <= 1000),
      created_by text not null,
      created_at timestamptz not null default clock_timestamp(),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id)`,
    key: "organization_id, version",
    access: "frozen",
  });

  await tenantTable(db, "calculation_selection", {
    columns: `run_id uuid not null,
      number int not null,
      emission_source_id uuid not null,
      activities jsonb not null,
      explanation jsonb not null,
      foreign key (tenant_id, run_id) references calculation_run (tenant_id, id)`,
    key: "run_id, number",
    access: "frozen",
  });

  await sql`alter table facility add column subdivision text not null default ''
    check (subdivision ~ '^([A-Z]{2}-[A-Z0-9]{1,3})?$')`.execute(db);
}
