import { type Kysely, sql } from "kysely";
import { freeze } from "./tenant-table.ts";

const FACTS = `id, version, dataset_id, kind, name_en, name_zh, scope, category, region, method, unit, valid_from, valid_to,
  published_on, document, meta`;

/**
 * What is known of each row of the library, the states that rows take after they were added, and who sees an edition
 * that may not be passed on.
 *
 * The library in the database is a copy of the shipped files, and runs carry the factors that they used in their own
 * documents: what is there is emptied, and the import that follows every migration loads it again with its facts.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`truncate emission_factor, factor_dataset, gwp_set`.execute(db);
  await sql`alter table emission_factor add column meta jsonb not null default '{}'`.execute(db);
  // Words are searched for in an index in the process.
  await sql`alter table emission_factor drop column search_text`.execute(db);

  await sql`create table factor_status_change (
    dataset_id text not null, edition text not null,
    factor_id text not null,
    changed_on date not null,
    status text not null
      check (status in ('active', 'superseded', 'withdrawn', 'anomalous', 'not_for_inventories')),
    reason text not null check (reason <> ''),
    recorded_at timestamptz not null default clock_timestamp(),
    primary key (dataset_id, edition, factor_id, changed_on, status),
    foreign key (dataset_id, edition) references factor_dataset (id, edition))`.execute(db);
  await sql`grant select on factor_status_change to app_tenant, app_public, app_system`.execute(db);
  await freeze(db, "factor_status_change");

  // `status` of a factor is the newest of its states, kept so that nobody selects by an older one. Only an added change
  // moves it; every other column stays frozen, and so does the row.
  await sql`drop trigger frozen on emission_factor`.execute(db);
  await sql`create trigger frozen before delete on emission_factor
    for each statement execute function refuse_change()`.execute(db);
  await sql`create trigger frozen_facts before update of ${sql.raw(FACTS)} on emission_factor
    for each statement execute function refuse_change()`.execute(db);
  await sql`create trigger frozen_state before update on emission_factor
    for each statement when (pg_trigger_depth() = 0) execute function refuse_change()`.execute(db);

  await sql`create function follow_status_change() returns trigger language plpgsql as $$
    begin
      update emission_factor f set status = new.status
        where f.dataset_id = new.dataset_id and f.version = new.edition
          and (f.id = new.factor_id or new.factor_id = '')
          and (f.status = 'active' or not (new.factor_id = '' or new.status = 'superseded'))
          and not exists (select 1 from factor_status_change later
            where later.dataset_id = new.dataset_id and later.edition = new.edition
              and later.factor_id in (f.id, '') and later.changed_on > new.changed_on);
      return null;
    end $$`.execute(db);
  await sql`create trigger follow after insert on factor_status_change
    for each row execute function follow_status_change()`.execute(db);
  await withholdFromPublic(db);
}

/**
 * What a visitor without an account sees is passed on to the world. An edition that was imported from a publisher's own
 * file under a licence without redistribution is used by the tenants of the installation, and by nobody else.
 */
async function withholdFromPublic(db: Kysely<unknown>): Promise<void> {
  const held = sql`(select id, edition from factor_dataset where redistributable)`;
  for (const [table, isOpen] of [
    ["factor_dataset", sql`redistributable`],
    ["emission_factor", sql`(dataset_id, version) in ${held}`],
    ["factor_status_change", sql`(dataset_id, edition) in ${held}`],
  ] as const) {
    await sql`alter table ${sql.table(table)} enable row level security`.execute(db);
    await sql`create policy of_installation on ${sql.table(table)} for select to app_tenant, app_system
      using (true)`.execute(db);
    await sql`create policy of_the_world on ${sql.table(table)} for select to app_public using (${isOpen})`.execute(db);
  }
}
