import { type Kysely, sql } from "kysely";

/**
 * What proves an approved record, or lies beside a locked period, is what the approver saw: it can be added to, but not
 * taken off before the record is returned or the period unlocked. Records that were deleted need no proof.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create function guard_evidence_detachment() returns trigger language plpgsql as $$
       declare organization record; refused text;
       begin
         for organization in
           select distinct t.organization_id::text as id
           from added a join evidence_attachment t on t.tenant_id = a.tenant_id and t.id = a.attachment_id order by 1
         loop
           perform pg_advisory_xact_lock_shared(hashtextextended('activity:' || organization.id, 0));
         end loop;
         select case when p.state = 'approved' then 'record_approved' when ${IS_LOCKED} then 'period_locked' end
           into refused
           from (${PROVEN}) p order by 1 nulls last limit 1;
         if refused is not null then raise exception '%', refused using errcode = 'TT001'; end if;
         return null;
       end $$`,
    )
    .execute(db);
  await sql`create trigger guard after insert on evidence_detachment referencing new table as added
    for each statement execute function guard_evidence_detachment()`.execute(db);
}

/** What each file was taken off: a record as it stands, or a period, there of one source or of all. */
const PROVEN = `select t.tenant_id, t.organization_id, s.state,
    coalesce(r.emission_source_id, t.emission_source_id) as source_id,
    coalesce(r.period_start, t.period_start) as period_start, coalesce(r.period_end, t.period_end) as period_end
  from added a
    join evidence_attachment t on t.tenant_id = a.tenant_id and t.id = a.attachment_id
    left join current_activity_record r on r.tenant_id = t.tenant_id and r.record_id = t.record_id
    left join activity_state s on s.tenant_id = r.tenant_id and s.record_id = r.record_id and s.version = r.version`;

const IS_LOCKED = `exists (
  select 1 from period_lock l left join emission_source e on e.tenant_id = l.tenant_id and e.id = p.source_id
  where l.tenant_id = p.tenant_id and l.organization_id = p.organization_id
    and (l.facility_id is null or p.source_id is null or l.facility_id = e.facility_id)
    and l.period_start <= p.period_end and p.period_start <= l.period_end)`;
