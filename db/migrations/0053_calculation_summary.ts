import type { Kysely } from "kysely";
import { tenantTable } from "./tenant-table.ts";

/** Sums of a run that first pages show, written with the run: a page reads some fifty rows, however many lines there are. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const sums = `co2e_kg text not null,
      co2e_kg_market_based text not null,
      biogenic_co2_kg text not null`;
  // The empty month is the whole period, scope 0 all scopes.
  await tenantTable(db, "calculation_summary", {
    columns: `run_id uuid not null,
      month text not null check (month = '' or month ~ '^[0-9]{4}-[0-9]{2}$'),
      scope int not null check (scope between 0 and 3),
      ${sums},
      foreign key (tenant_id, run_id) references calculation_run (tenant_id, id)`,
    key: "run_id, month, scope",
    access: "frozen",
  });
  await tenantTable(db, "calculation_source_summary", {
    columns: `run_id uuid not null,
      emission_source_id uuid not null,
      ${sums},
      foreign key (tenant_id, run_id) references calculation_run (tenant_id, id)`,
    key: "run_id, emission_source_id",
    access: "frozen",
  });
}
