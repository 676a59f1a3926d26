import { type Kysely, sql } from "kysely";
import { tenantTable } from "./tenant-table.ts";

/**
 * Number of records by source, days, quality and state: a page about a million records reads some hundred rows.
 * Triggers update them in the transaction of each change.
 *
 * A group is the sum of its rows. Each change merges those rows of its groups that no other transaction holds, and adds
 * a row otherwise. No transaction waits for another, so there are no deadlocks. `newest_at` is the time of the newest
 * version in the group; that version may have left the group since.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "activity_count", {
    columns: `organization_id uuid not null,
      emission_source_id uuid not null,
      period_start date not null,
      period_end date not null,
      data_quality text not null,
      state text not null check (state in ('draft', 'submitted', 'returned', 'approved')),
      is_entry boolean not null,
      row_id uuid not null default gen_random_uuid(),
      records int not null,
      newest_at timestamptz`,
    key: "organization_id, emission_source_id, period_start, row_id",
    access: "editable",
  });
  await countRecords(db);
  await countSteps(db);
}

const GROUP = "tenant_id, organization_id, emission_source_id, period_start, period_end, data_quality, state, is_entry";

/** The group of version `r` in a state. */
const groupOf = (state: string) =>
  `r.tenant_id, r.organization_id, r.emission_source_id, r.period_start, r.period_end, r.data_quality, ${state} as state,
   r.entry is not null as is_entry`;

/** The state of version `r`; a draft before its first step. */
const STATE = `coalesce((select s.state from activity_step s
  where s.tenant_id = r.tenant_id and s.record_id = r.record_id and s.version = r.version
  order by s.step desc limit 1), 'draft')`;

/** Each added row looks up its own record (`lateral`, `limit`), as in the guards. */
const version = (number: string) => `cross join lateral (
  select r.* from activity_record r
  where r.tenant_id = a.tenant_id and r.record_id = a.record_id and r.version = ${number} and not r.is_deleted limit 1) r`;

async function countRecords(db: Kysely<unknown>): Promise<void> {
  await keepCounts(
    db,
    "activity_record",
    `select ${groupOf("'draft'")}, 1 as records, r.created_at as newest_at from added r where not r.is_deleted
     union all
     select ${groupOf(STATE)}, -1, null from added a ${version("a.version - 1")} where a.version > 1`,
  );
}

async function countSteps(db: Kysely<unknown>): Promise<void> {
  await keepCounts(
    db,
    "activity_step",
    `select ${groupOf("a.state")}, 1 as records, r.created_at as newest_at from added a ${version("a.version")}
     union all
     select ${groupOf(`coalesce((select p.state from activity_step p where p.tenant_id = a.tenant_id
       and p.record_id = a.record_id and p.version = a.version and p.step = a.step - 1), 'draft')`)}, -1, null
     from added a ${version("a.version")}`,
  );
}

/**
 * Its name sorts after those of the guards, so they run first. Under their lock, no step belongs to a version that
 * another transaction is replacing.
 */
async function keepCounts(db: Kysely<unknown>, table: string, changes: string): Promise<void> {
  const columns = GROUP.split(", ");
  const isSame = columns.map((column) => `c.${column} = d.${column}`).join(" and ");
  await sql
    .raw(
      `create function count_${table}() returns trigger language plpgsql as $$
       begin
         with change as (${changes}),
         delta as (
           select ${GROUP}, sum(records) as records, max(newest_at) as newest_at from change
           group by ${GROUP} having sum(records) <> 0 or max(newest_at) is not null),
         free as (
           select c.tenant_id, c.organization_id, c.emission_source_id, c.period_start, c.row_id
           from activity_count c join delta d on ${isSame} for update of c skip locked),
         taken as (
           delete from activity_count c using free f
           where c.tenant_id = f.tenant_id and c.organization_id = f.organization_id
             and c.emission_source_id = f.emission_source_id and c.period_start = f.period_start and c.row_id = f.row_id
           returning c.*)
         insert into activity_count (${GROUP}, records, newest_at)
         select ${GROUP}, sum(records), max(newest_at) from (
           select ${GROUP}, records, newest_at, newest_at is not null as is_written from delta
           union all select ${GROUP}, records, newest_at, false from taken) known
         group by ${GROUP} having sum(records) <> 0 or bool_or(is_written);
         return null;
       end $$`,
    )
    .execute(db);
  await sql
    .raw(
      `create trigger keep_counts after insert on ${table} referencing new table as added
         for each statement execute function count_${table}()`,
    )
    .execute(db);
}
