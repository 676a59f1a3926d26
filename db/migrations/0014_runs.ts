import { type Kysely, sql } from "kysely";
import { admitEraser, freeze, protect, tenantTable } from "./tenant-table.ts";

/** The tenant in context, and the run that lines are being copied into. */
const TENANT = "nullif(current_setting('app.tenant_id', true), '')::uuid";
const RUN = "nullif(current_setting('app.run_id', true), '')::uuid";
const OF_THIS_TRANSACTION = "xmin = pg_current_xact_id()::xid";

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

/** Calculations: documents, lines that are copied in, why each factor was chosen, and sums for first pages. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createRun(db);
  await createPiece(db);
  await createLine(db);
  await admitLines(db);
  await createSelection(db);
  await createSummary(db);
}

async function createRun(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "calculation_run", {
    columns: `id uuid not null,
      organization_id uuid not null,
      inventory_id uuid not null,
      engine_version text not null,
      inputs_hash text not null check (inputs_hash ~ '^[0-9a-f]{64}$'),
      result_hash text not null check (result_hash ~ '^[0-9a-f]{64}$'),
      document text not null,
      -- Whether records of one kind stand in one line of it; the records are then kept beside it.
      is_condensed boolean not null default false,
      record_ids jsonb not null,
      issue_count int not null,
      line_count int not null,
      co2e_kg text,
      co2e_kg_market_based text,
      -- The editions that it could choose from, as dataset@edition: what is newer than a run is what it did not find.
      library text[] not null,
      -- How far the trail and the states of published factors were when it began to read: while nothing that its inputs are
      -- made of was written since, it is current, without all records being collected.
      read_after bigint not null,
      status_changes int not null,
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
}

/**
 * The document of a run of many records is condensed, and the records behind it are kept in pieces, compressed: those of one
 * line each (the number of its first record), numbered from 1. What a checklist asks of a run and an outline are further
 * pieces, of no line, so that neither reads a document.
 *
 * Lines of a large run are stored while its records are still calculated, when neither its totals nor its hashes are known. A
 * piece may come before the run, and is held to it when the transaction commits: the run must be of the same transaction.
 */
async function createPiece(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "calculation_piece", {
    columns: `run_id uuid not null,
      part text not null check (part in ('detail', 'outline', 'judged')),
      line_number int not null default 0 check ((part = 'detail') = (line_number > 0)),
      number int not null check (number > 0),
      content bytea not null,
      foreign key (tenant_id, run_id) references calculation_run (tenant_id, id)
        deferrable initially deferred`,
    key: "run_id, part, line_number, number",
    access: "frozen",
  });
  await sql`alter table calculation_piece alter content set storage external`.execute(db);
  const run = (text: string) => sql.raw(text).execute(db);
  await run(`create function guard_calculation_piece() returns trigger language plpgsql as $$
    begin
      if not exists (select from calculation_run r
                      where r.tenant_id = new.tenant_id and r.id = new.run_id and r.${OF_THIS_TRANSACTION}) then
        raise exception 'run_not_of_this_transaction' using errcode = '23503';
      end if;
      return null;
    end $$`);
  await run(`create constraint trigger of_a_run after insert on calculation_piece
    deferrable initially deferred for each row execute function guard_calculation_piece()`);
}

/**
 * Lines are copied in. PostgreSQL refuses COPY into a table with row-level security, so the rows are in a partition without
 * it, which no role can read and one role can add to: `app_lines`, which may fill every column but the tenant and the run.
 * Those two come from the context by default. Everybody reads `calculation_line`, under its policies.
 */
async function createLine(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db);
  await run(`create table calculation_line (
      tenant_id uuid not null,
      run_id uuid not null,
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
      primary key (tenant_id, run_id, line_number)
    ) partition by hash (tenant_id)`);
  await protect(db, "calculation_line", "tenant_id");
  await run("grant select on calculation_line to app_tenant");
  await admitEraser(db, "calculation_line", { isBook: false });
  await run(`create table calculation_line_part partition of calculation_line (
    tenant_id default ${TENANT}, run_id default ${RUN}) for values with (modulus 1, remainder 0)`);
  for (const table of ["calculation_line", "calculation_line_part"]) await freeze(db, table);
}

/** Lines are taken only in the transaction that adds their run, or a piece that is held to it. */
async function admitLines(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db);
  await run(`grant insert (${COLUMNS.join(", ")}) on calculation_line_part to app_lines`);
  await run("grant select on calculation_run to app_lines");
  await run(`create policy of_lines on calculation_run for select to app_lines using (tenant_id = (select ${TENANT}))`);
  await run("grant select (tenant_id, run_id, xmin) on calculation_piece to app_lines");
  await run(
    `create policy of_lines on calculation_piece for select to app_lines using (tenant_id = (select ${TENANT}))`,
  );
  const ofThis = (table: string, id: string) => `exists (select from ${table} r
    where r.tenant_id = ${TENANT} and r.${id} = ${RUN} and r.${OF_THIS_TRANSACTION})`;
  await run(`create function guard_calculation_line() returns trigger language plpgsql as $$
    begin
      if not (${ofThis("calculation_run", "id")} or ${ofThis("calculation_piece", "run_id")}) then
        raise exception 'run_not_of_this_transaction' using errcode = '23503';
      end if;
      return null;
    end $$`);
  await run(`create trigger of_a_run after insert on calculation_line_part
    for each statement execute function guard_calculation_line()`);
}

/** Why the activities of a run got their factors, and on which factors it rests. */
async function createSelection(db: Kysely<unknown>): Promise<void> {
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

  await tenantTable(db, "run_factor", {
    columns: `run_id uuid not null,
      factor_id text not null,
      factor_version text not null,
      foreign key (tenant_id, run_id) references calculation_run (tenant_id, id)`,
    key: "run_id, factor_id, factor_version",
    access: "frozen",
  });
}

/** Sums of a run that first pages show, written with the run: a page reads some fifty rows, however many lines there are. */
async function createSummary(db: Kysely<unknown>): Promise<void> {
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
