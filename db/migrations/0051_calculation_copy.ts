import { type Kysely, sql } from "kysely";
import { freeze, protect } from "./tenant-table.ts";

/** The tenant in context, and the run that lines are being copied into. */
const TENANT = "nullif(current_setting('app.tenant_id', true), '')::uuid";
const RUN = "nullif(current_setting('app.run_id', true), '')::uuid";

/** What a line may be given; its tenant and run it takes from the context, whatever anybody writes. */
const COLUMNS = [
  "line_number",
  "record_id",
  "record_version_id",
  "emission_source_id",
  "facility_id",
  "scope",
  "category",
  "period_start",
  "period_end",
  "factor_id",
  "factor_version",
  "factor_quantity",
  "gases_kg",
  "co2e_kg",
  "co2e_kg_market_based",
  "biogenic_co2_kg",
];

/**
 * Lets lines be copied in. PostgreSQL refuses COPY into a table with row-level security, so the rows move into a partition
 * without it, which no role can read and one role can add to: `app_lines`, which may fill every column but the tenant and
 * the run. Those two come from the context by default, and lines are taken only in the transaction that adds their run.
 * Everybody else reads `calculation_line` as before, under its policies.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db);
  await run("alter table calculation_line rename to calculation_line_part");
  await run("drop policy of_tenant on calculation_line_part");
  await run("drop policy of_verifier on calculation_line_part");
  await run("alter table calculation_line_part no force row level security");
  await run("alter table calculation_line_part disable row level security");
  await run("revoke all on calculation_line_part from app_tenant, app_verifier");
  await run("alter table calculation_line_part drop constraint calculation_line_tenant_id_fkey");
  await run("alter table calculation_line_part drop constraint calculation_line_tenant_id_run_id_fkey");

  await run(`create table calculation_line (like calculation_line_part,
    primary key (tenant_id, run_id, line_number)) partition by hash (tenant_id)`);
  await run(
    "alter table calculation_line attach partition calculation_line_part for values with (modulus 1, remainder 0)",
  );
  await protect(db, "calculation_line", "tenant_id");
  await run("grant select on calculation_line to app_tenant, app_verifier");
  await run(`create policy of_verifier on calculation_line for select to app_verifier using (
    tenant_id = (select f.tenant_id from assurance_in_force f) and run_id in (select r.id from calculation_run r))`);
  await freeze(db, "calculation_line");

  await run(`alter table calculation_line_part alter tenant_id set default ${TENANT}, alter run_id set default ${RUN}`);
  await makeRole(db);
  await run(`grant insert (${COLUMNS.join(", ")}) on calculation_line_part to app_lines`);
  await run("grant select on calculation_run to app_lines");
  await run(`create policy of_lines on calculation_run for select to app_lines using (tenant_id = (select ${TENANT}))`);
  await run(`create function guard_calculation_line() returns trigger language plpgsql as $$
    begin
      if not exists (select from calculation_run r
                      where r.tenant_id = ${TENANT} and r.id = ${RUN} and r.xmin = pg_current_xact_id()::xid) then
        raise exception 'run_not_of_this_transaction' using errcode = '23503';
      end if;
      return null;
    end $$`);
  await run(`create trigger of_a_run after insert on calculation_line_part
    for each statement execute function guard_calculation_line()`);
}

async function makeRole(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql`select 1 from pg_roles where rolname = 'app_lines'`.execute(db);
  if (rows.length === 0) await sql`create role app_lines nologin`.execute(db);
  await sql`grant app_lines to app_login`.execute(db);
  await sql`grant usage on schema public to app_lines`.execute(db);
  // The embedded engine takes the bytes of a COPY as a file of its own memory; there is no server whose files it could read.
  const embedded = await sql<{ is: boolean }>`select version() like '%emcc%' as is`.execute(db);
  if (embedded.rows[0]!.is) await sql`grant pg_read_server_files to app_lines`.execute(db);
}
