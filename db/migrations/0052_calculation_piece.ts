import { type Kysely, sql } from "kysely";
import { tenantTable } from "./tenant-table.ts";

/**
 * A run of many records has no document in one value: `calculation_run.document` then holds it with its long arrays empty,
 * and each array is kept in pieces (compressed JSON texts of some items with commas between them), numbered from 1.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table calculation_run add is_whole boolean not null default true`.execute(db);
  await tenantTable(db, "calculation_piece", {
    columns: `run_id uuid not null,
      part text not null check (part in ('activities', 'disclosures', 'issues', 'lines')),
      number int not null check (number > 0),
      content bytea not null,
      foreign key (tenant_id, run_id) references calculation_run (tenant_id, id)`,
    key: "run_id, part, number",
    access: "frozen",
  });
  await sql`alter table calculation_piece alter content set storage external`.execute(db);
}
