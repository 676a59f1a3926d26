import { type Kysely, sql } from "kysely";
import { BY } from "./columns.ts";
import { tenantTable } from "./tenant-table.ts";

/** The base year, and decisions about it and about reports affected by newer factors. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "base_year_policy", {
    columns: `organization_id uuid not null,
      version int not null check (version > 0),
      run_id uuid not null,
      threshold_percent text not null,
      rationale text not null check (char_length(rationale) <= 2000),
      reason text not null check (char_length(reason) <= 2000),
      ${BY},
      foreign key (tenant_id, organization_id) references organization (tenant_id, id),
      foreign key (tenant_id, run_id) references calculation_run (tenant_id, id)`,
    key: "organization_id, version",
    access: "frozen",
  });

  // The restated run gets its id from the job that will make it, so it may not exist yet.
  await tenantTable(db, "base_year_decision", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      policy_version int not null,
      original_run_id uuid not null,
      inputs_hash text not null check (inputs_hash ~ '^[0-9a-f]{64}$'),
      decision text not null check (decision in ('recalculated', 'not_recalculated')),
      reason text not null check (char_length(reason) between 1 and 2000),
      proposal jsonb not null,
      restated_run_id uuid,
      ${BY},
      check ((decision = 'recalculated') = (restated_run_id is not null)),
      foreign key (tenant_id, organization_id, policy_version)
        references base_year_policy (tenant_id, organization_id, version),
      foreign key (tenant_id, original_run_id) references calculation_run (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index base_year_decision_of_organization
    on base_year_decision (tenant_id, organization_id, created_at desc)`.execute(db);

  await tenantTable(db, "drift_decision", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      report_id uuid not null,
      fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
      decision text not null check (decision in ('dismissed', 'new_run')),
      reason text not null check (char_length(reason) between 1 and 2000),
      drift jsonb not null,
      run_id uuid,
      ${BY},
      check ((decision = 'new_run') = (run_id is not null)),
      foreign key (tenant_id, report_id) references report (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index drift_decision_of_report on drift_decision (tenant_id, report_id, created_at desc)`.execute(
    db,
  );
}
