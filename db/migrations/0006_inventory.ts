import { type Kysely, sql } from "kysely";
import { tenantTable } from "./tenant-table.ts";

export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "inventory", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      period_start date not null,
      period_end date not null,
      created_at timestamptz not null default now(),
      check (period_start <= period_end),
      unique (tenant_id, organization_id, period_start, period_end),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id)`,
    key: "id",
    access: "editable",
  });

  await tenantTable(db, "calculation_run", {
    columns: `id uuid not null,
      organization_id uuid not null,
      inventory_id uuid not null,
      engine_version text not null,
      inputs_hash text not null check (inputs_hash ~ '^[0-9a-f]{64}$'),
      result_hash text not null check (result_hash ~ '^[0-9a-f]{64}$'),
      document text not null,
      record_ids jsonb not null,
      issue_count int not null,
      line_count int not null,
      co2e_kg text,
      co2e_kg_market_based text,
      created_by text not null,
      created_at timestamptz not null default now(),
      check (issue_count > 0 or co2e_kg is not null),
      foreign key (tenant_id, inventory_id) references inventory (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index calculation_run_of_inventory on calculation_run (tenant_id, inventory_id, created_at desc)`.execute(
    db,
  );

  await tenantTable(db, "calculation_line", {
    columns: `run_id uuid not null,
      line_number int not null,
      record_id uuid not null,
      record_version_id uuid not null,
      emission_source_id uuid not null,
      facility_id uuid not null,
      scope int not null,
      category text not null,
      period_start date not null,
      period_end date not null,
      factor_id text not null,
      factor_version text not null,
      factor_quantity text not null,
      gases_kg jsonb not null,
      co2e_kg text not null,
      co2e_kg_market_based text,
      biogenic_co2_kg text not null,
      foreign key (tenant_id, run_id) references calculation_run (tenant_id, id)`,
    key: "run_id, line_number",
    access: "frozen",
  });

  // Long work and how far it is; what it produced is a fact elsewhere.
  await tenantTable(db, "job", {
    columns: `id uuid not null,
      organization_id uuid not null,
      kind text not null,
      subject_id uuid not null,
      state text not null check (state in ('queued', 'running', 'done', 'failed')),
      done_count int not null default 0,
      total_count int,
      failure text,
      created_by text not null,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()`,
    key: "id",
    access: "editable",
  });
  await sql`create index job_of_subject on job (tenant_id, subject_id)`.execute(db);
}
