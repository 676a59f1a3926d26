import { type Kysely, sql } from "kysely";
import { tenantTable } from "./tenant-table.ts";

const OF_THIS_TRANSACTION = "xmin = pg_current_xact_id()::xid";

/**
 * Calculations: documents, the records behind their lines, the reasons for each factor, and sums for overview pages.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createRun(db);
  await createPiece(db);
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
      record_ids jsonb not null,
      places jsonb not null,
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
 * The records behind the lines of a run, in the order of the lines, compressed in groups, with the versions that were
 * read. The checklist facts and the outline are further pieces, so that neither has to read a document.
 */
async function createPiece(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "calculation_piece", {
    columns: `run_id uuid not null,
      part text not null check (part in ('detail', 'outline', 'judged')),
      number int not null check (number > 0),
      content bytea not null,
      lines int[],
      counts int[],
      versions bytea check (length(versions) % 16 = 0),
      check (num_nonnulls(lines, counts, versions) = case part when 'detail' then 3 else 0 end),
      foreign key (tenant_id, run_id) references calculation_run (tenant_id, id)`,
    key: "run_id, part, number",
    access: "frozen",
  });
  const run = (text: string) => sql.raw(text).execute(db);
  for (const column of ["content", "versions"])
    await run(`alter table calculation_piece alter ${column} set storage external`);
  await run(`create function record_versions(versions bytea) returns setof uuid language sql immutable as $$
    select encode(substring(versions from 16 * at + 1 for 16), 'hex')::uuid
    from generate_series(0, length(versions) / 16 - 1) at $$`);
  await run(`create function guard_calculation_piece() returns trigger language plpgsql as $$
    begin
      if not exists (select from calculation_run r
                      where r.tenant_id = new.tenant_id and r.id = new.run_id and r.${OF_THIS_TRANSACTION}) then
        raise exception 'run_not_of_this_transaction' using errcode = '23503';
      end if;
      return null;
    end $$`);
  await run(`create trigger of_a_run after insert on calculation_piece
    for each row execute function guard_calculation_piece()`);
}

/** The reasons for the factors of a run's activities, and the factors that the run depends on. */
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

/** Sums of a run for overview pages, written with the run: a page reads some fifty rows for any number of lines. */
async function createSummary(db: Kysely<unknown>): Promise<void> {
  const sums = `co2e_kg text not null,
      co2e_kg_market_based text not null,
      biogenic_co2_kg text not null`;
  // An empty month is the whole period, scope 0 all scopes.
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
