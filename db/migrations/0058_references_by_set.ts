import { type Kysely, sql } from "kysely";

/**
 * A million records name the same few sources: what they name is looked up once a statement and not once a row. The rule is
 * that of a foreign key, code included, and the row that is named is locked as one locks it; of an import nothing is locked,
 * because no import is ever changed or removed. The tenant of a record is that of its source, which has a key to it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const key of ["tenant_id", "tenant_id_emission_source_id", "tenant_id_import_id"]) {
    await sql.raw(`alter table activity_record drop constraint activity_record_${key}_fkey`).execute(db);
  }
  // The policy admits rows of the tenant in context alone, and what waits here is gone in the end.
  await sql`alter table import_row drop constraint import_row_tenant_id_fkey`.execute(db);
  await holdReferences(db);
  await holdSources(db);
  await guardRecords(db);
}

async function holdReferences(db: Kysely<unknown>): Promise<void> {
  await sql`create function hold_references_of_records() returns trigger language plpgsql as $$
    declare named record;
    begin
      for named in select distinct a.tenant_id, a.emission_source_id, a.import_id from added a loop
        perform from emission_source s
          where s.tenant_id = named.tenant_id and s.id = named.emission_source_id for key share;
        if not found then
          raise exception 'a record names a source that is not there' using errcode = '23503', table = 'activity_record',
            constraint = 'activity_record_of_source', detail = named.emission_source_id::text;
        end if;
        if named.import_id is not null and not exists (
          select from activity_import i where i.tenant_id = named.tenant_id and i.id = named.import_id) then
          raise exception 'a record names an import that is not there' using errcode = '23503', table = 'activity_record',
            constraint = 'activity_record_of_import', detail = named.import_id::text;
        end if;
      end loop;
      return null;
    end $$`.execute(db);
  await sql`create trigger hold_references after insert on activity_record referencing new table as added
    for each statement execute function hold_references_of_records()`.execute(db);
}

/** The other side: a source that a record names stays, under its name. */
async function holdSources(db: Kysely<unknown>): Promise<void> {
  await sql`create function hold_sources_of_records() returns trigger language plpgsql as $$
    begin
      if exists (select from removed s join activity_record r on r.tenant_id = s.tenant_id and r.emission_source_id = s.id)
      then
        raise exception 'a record names this source' using errcode = '23503', table = 'emission_source',
          constraint = 'activity_record_of_source';
      end if;
      return null;
    end $$`.execute(db);
  await sql`create trigger hold_records after delete on emission_source referencing old table as removed
    for each statement execute function hold_sources_of_records()`.execute(db);
  await sql`create trigger keep_name before update of tenant_id, id on emission_source
    for each row when (new.tenant_id <> old.tenant_id or new.id <> old.id) execute function refuse_change()`.execute(
    db,
  );
}

/** Is a place of the relation `t` (source, first and last day) in a lock? */
const IS_LOCKED = `exists (
  select 1 from period_lock l join emission_source s on s.tenant_id = t.tenant_id and s.id = t.emission_source_id
  where l.tenant_id = t.tenant_id and l.organization_id = t.organization_id
    and (l.facility_id is null or l.facility_id = s.facility_id)
    and l.period_start <= t.period_end and t.period_start <= l.period_end)`;

/**
 * Refuses what it refused before. The version before is looked up only where something is locked, and its state only of
 * what is deleted: an import and its undo are a million rows, of which most need neither.
 */
async function guardRecords(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create or replace function guard_activity_record() returns trigger language plpgsql as $$
       declare organization record; has_locks boolean; refused text;
       begin
         for organization in select distinct a.organization_id::text as id from added a order by 1 loop
           perform pg_advisory_xact_lock_shared(hashtextextended('activity:' || organization.id, 0));
         end loop;
         has_locks := exists (
           select 1 from period_lock l where l.organization_id in (select a.organization_id from added a));
         select f.code into refused from (
           select case
               when a.is_deleted and (
                 select s.state from activity_state s
                 where s.tenant_id = a.tenant_id and s.record_id = a.record_id and s.version = a.version - 1 limit 1
               ) = 'approved' then 'record_approved'
               when has_locks and (
                 (select ${IS_LOCKED} from (select a.*) t)
                 or coalesce(not before.is_deleted and (select ${IS_LOCKED} from (select before.*) t), false)
               ) then 'period_locked'
             end as code
           from added a left join lateral (
             select r.tenant_id, r.organization_id, r.emission_source_id, r.period_start, r.period_end, r.is_deleted
             from activity_record r
             where has_locks and r.tenant_id = a.tenant_id and r.record_id = a.record_id and r.version = a.version - 1
             limit 1) before on a.version > 1
           where has_locks or a.is_deleted) f
         where f.code is not null limit 1;
         if refused is not null then raise exception '%', refused using errcode = 'TT001'; end if;
         return null;
       end $$`,
    )
    .execute(db);
}
