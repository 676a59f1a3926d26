import { type Kysely, sql } from "kysely";
import { BY } from "./columns.ts";
import { tenantTable } from "./tenant-table.ts";

/**
 * Activity data from draft to locked: steps of a version, answers to warnings and gaps, approvals of periods and their
 * unlocking, facts for estimates. Triggers enforce the rules that a service could forget: two people, the order of
 * steps, and no record in a locked period.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createSteps(db);
  await createAnswers(db);
  await createLocks(db);
  await createFacts(db);
  await guardRecords(db);
  await guardPeriods(db);
  await guardEvidence(db);
}

/** A new version of a record has no step yet: it is a draft. */
async function createSteps(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "activity_step", {
    columns: `organization_id uuid not null,
      record_id uuid not null,
      version int not null,
      step int not null check (step > 0),
      state text not null check (state in ('submitted', 'returned', 'approved')),
      reason text not null default '' check (char_length(reason) <= 1000),
      ${BY},
      check (state <> 'returned' or reason <> ''),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id),
      foreign key (tenant_id, record_id, version) references activity_record (tenant_id, record_id, version)`,
    key: "record_id, version, step",
    access: "frozen",
  });
  // The last step of each version.
  await sql`create view activity_state with (security_invoker = true) as
    select s.* from activity_step s
    where not exists (
      select 1 from activity_step n
      where n.tenant_id = s.tenant_id and n.record_id = s.record_id and n.version = s.version and n.step > s.step)`.execute(
    db,
  );
  await sql`grant select on activity_state to app_tenant`.execute(db);
}

async function createAnswers(db: Kysely<unknown>): Promise<void> {
  // `figure` is the figure that the answer is about: the answer applies to later versions as long as the figure stays
  // the same.
  await tenantTable(db, "anomaly_answer", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      record_id uuid not null,
      version int not null,
      code text not null check (code ~ '^[a-z_]{1,40}$'),
      figure text not null check (char_length(figure) <= 400),
      facts jsonb not null,
      kind text not null check (kind in ('correct', 'corrected', 'explained')),
      text text not null check (char_length(btrim(text)) between 4 and 1000),
      ${BY},
      foreign key (tenant_id, organization_id) references organization (tenant_id, id),
      foreign key (tenant_id, record_id, version) references activity_record (tenant_id, record_id, version)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index anomaly_answer_of_record on anomaly_answer (tenant_id, record_id)`.execute(db);

  // Why a month of a source has no record. The last row of a month counts, and 'withdrawn' withdraws the answer.
  await tenantTable(db, "gap_answer", {
    columns: `organization_id uuid not null,
      emission_source_id uuid not null,
      month date not null check (month = date_trunc('month', month)::date),
      step int not null check (step > 0),
      kind text not null check (kind in ('no_activity', 'not_applicable', 'withdrawn')),
      reason text not null check (char_length(btrim(reason)) between 1 and 1000),
      ${BY},
      foreign key (tenant_id, organization_id) references organization (tenant_id, id),
      foreign key (tenant_id, emission_source_id) references emission_source (tenant_id, id)`,
    key: "emission_source_id, month, step",
    access: "frozen",
  });
  await sql`create index gap_answer_of_organization on gap_answer (tenant_id, organization_id, month)`.execute(db);
}

async function createLocks(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "period_approval", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      facility_id uuid,
      period_start date not null check (period_start = date_trunc('month', period_start)::date),
      period_end date not null
        check (period_end = (date_trunc('month', period_end) + interval '1 month' - interval '1 day')::date),
      record_count int not null check (record_count >= 0),
      note text not null default '' check (char_length(note) <= 1000),
      ${BY},
      check (period_start <= period_end),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id),
      foreign key (tenant_id, facility_id) references facility (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index period_approval_of_organization on period_approval (tenant_id, organization_id)`.execute(db);
  await tenantTable(db, "period_unlock", {
    columns: `approval_id uuid not null,
      reason text not null check (char_length(btrim(reason)) between 1 and 1000),
      ${BY},
      foreign key (tenant_id, approval_id) references period_approval (tenant_id, id)`,
    key: "approval_id",
    access: "frozen",
  });
  await sql`create view period_lock with (security_invoker = true) as
    select p.* from period_approval p
    where not exists (
      select 1 from period_unlock u where u.tenant_id = p.tenant_id and u.approval_id = p.id)`.execute(db);
  await sql`grant select on period_lock to app_tenant`.execute(db);
}

/** The divisor of an estimate by floor area or by output. The last row of a facility, name and period counts. */
async function createFacts(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "facility_fact", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      facility_id uuid not null,
      kind text not null check (kind in ('floor_area', 'output')),
      name text not null default '' check (char_length(name) <= 200),
      period_start date not null,
      period_end date not null,
      quantity numeric(27, 12) not null check (quantity > 0 and quantity < 1e15),
      unit text not null check (char_length(unit) between 1 and 40),
      source text not null check (char_length(btrim(source)) between 1 and 500),
      is_withdrawn boolean not null default false,
      ${BY},
      check (period_start <= period_end),
      check ((kind = 'output') = (name <> '')),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id),
      foreign key (tenant_id, facility_id) references facility (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index facility_fact_of_facility on facility_fact (tenant_id, facility_id)`.execute(db);
}

/**
 * `activity:<organization>` is also the key that services lock before they read, so that the second transaction sees
 * all rows of the first.
 */
const takeLock = (mode: "exclusive" | "shared") => `
  for organization in select distinct a.organization_id::text as id from added a order by 1 loop
    perform pg_advisory_xact_lock${mode === "shared" ? "_shared" : ""}(hashtextextended('activity:' || organization.id, 0));
  end loop;`;

/** Whether an item of the relation `t` (source, first and last day) is in a locked period. */
const IS_LOCKED = `exists (
  select 1 from period_lock l join emission_source s on s.tenant_id = t.tenant_id and s.id = t.emission_source_id
  where l.tenant_id = t.tenant_id and l.organization_id = t.organization_id
    and (l.facility_id is null or l.facility_id = s.facility_id)
    and l.period_start <= t.period_end and t.period_start <= l.period_end)`;

/** Whether the decider, or an API key of theirs, wrote a version since the last approval before this one. */
const IS_OWN_WORK = `(decider.person_id is null or exists (
  select 1 from activity_record r left join author writer on writer.id = r.created_by
  where r.tenant_id = a.tenant_id and r.record_id = a.record_id and r.version <= a.version
    and coalesce(writer.person_id, r.created_by) = decider.person_id
    and not exists (
      select 1 from activity_state s
      where s.tenant_id = r.tenant_id and s.record_id = r.record_id
        and s.version >= r.version and s.version < a.version and s.state = 'approved')))`;

/**
 * Each added row looks up its own record (`lateral`, `limit`). A plan that joins whole tables would take quadratic time
 * before the tables are analysed, and a million rows may be added before that. The previous version is looked up only
 * where a period is locked, and its state only for deletions. Most of the million rows of an import, or of its undo,
 * need neither.
 */
async function guardRecords(db: Kysely<unknown>): Promise<void> {
  await guard(db, "activity_record", {
    lock: "shared",
    check: `select case
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
      where has_locks or a.is_deleted`,
  });
  await guard(db, "activity_step", {
    lock: "exclusive",
    check: `select case
        when t.version is distinct from a.version or t.is_deleted or t.organization_id <> a.organization_id
          then 'step_of_old_version'
        when (a.step = 1) <> (last.state is null) or (coalesce(last.state, 'draft'), a.state) not in (
          ('draft', 'submitted'), ('returned', 'submitted'), ('submitted', 'approved'), ('submitted', 'returned'),
          ('approved', 'returned')) then 'step_out_of_order'
        when a.state = 'approved' and ${IS_OWN_WORK} then 'own_work'
        when has_locks and ${IS_LOCKED} then 'period_locked'
      end as code
      from added a
        left join lateral (
          select r.* from activity_record r where r.tenant_id = a.tenant_id and r.record_id = a.record_id
          order by r.version desc limit 1) t on true
        left join lateral (
          select p.state from activity_step p
          where p.tenant_id = a.tenant_id and p.record_id = a.record_id and p.version = a.version
            and p.step = a.step - 1 limit 1) last on true
        left join lateral (
          select w.person_id from author w where a.state = 'approved' and w.id = a.created_by limit 1) decider on true`,
  });
}

async function guardPeriods(db: Kysely<unknown>): Promise<void> {
  await guard(db, "period_approval", {
    lock: "exclusive",
    check: `select 'records_not_approved' as code
      from added l
        join current_activity_record t on t.tenant_id = l.tenant_id and t.organization_id = l.organization_id
          and l.period_start <= t.period_end and t.period_start <= l.period_end
        join emission_source s on s.tenant_id = t.tenant_id and s.id = t.emission_source_id
          and (l.facility_id is null or l.facility_id = s.facility_id)
        left join activity_state e
          on e.tenant_id = t.tenant_id and e.record_id = t.record_id and e.version = t.version
      where coalesce(e.state, 'draft') <> 'approved'`,
  });
  await guard(db, "gap_answer", {
    lock: "shared",
    check: `select 'period_locked' as code
      from (select a.*, a.month as period_start, a.month as period_end from added a) t where has_locks and ${IS_LOCKED}`,
  });
  // A source that moves to another facility would move its records out of a locked period, or into one.
  await guard(db, "emission_source", {
    lock: "exclusive",
    check: `select 'period_locked' as code
      from added a join replaced b on b.tenant_id = a.tenant_id and b.id = a.id and b.facility_id <> a.facility_id
        join current_activity_record r on r.tenant_id = a.tenant_id and r.emission_source_id = a.id
        join period_lock l on l.tenant_id = r.tenant_id and l.organization_id = r.organization_id
          and l.period_start <= r.period_end and r.period_start <= l.period_end
      where has_locks`,
  });
}

/**
 * Refuses added rows for which `check` returns a code. Its function runs with the caller's rights, so that row-level
 * security applies inside it too.
 */
async function guard(
  db: Kysely<unknown>,
  table: string,
  { lock, check }: { lock: "exclusive" | "shared"; check: string },
): Promise<void> {
  await sql
    .raw(
      `create function guard_${table}() returns trigger language plpgsql as $$
       declare organization record; has_locks boolean; refused text;
       begin ${takeLock(lock)}
         has_locks := exists (
           select 1 from period_lock l where l.organization_id in (select a.organization_id from added a));
         select f.code into refused from (${check}) f where f.code is not null limit 1;
         if refused is not null then raise exception '%', refused using errcode = 'TT001'; end if;
         return null;
       end $$`,
    )
    .execute(db);
  const event =
    table === "emission_source"
      ? "update on emission_source referencing old table as replaced new table as added"
      : `insert on ${table} referencing new table as added`;
  await sql.raw(`create trigger guard after ${event} for each statement execute function guard_${table}()`).execute(db);
}

/** The object that each file was detached from: a record in its current state, or a period of one source or of all. */
const PROVEN = `select t.tenant_id, t.organization_id, s.state,
    coalesce(r.emission_source_id, t.emission_source_id) as source_id,
    coalesce(r.period_start, t.period_start) as period_start, coalesce(r.period_end, t.period_end) as period_end
  from added a
    join evidence_attachment t on t.tenant_id = a.tenant_id and t.id = a.attachment_id
    left join current_activity_record r on r.tenant_id = t.tenant_id and r.record_id = t.record_id
    left join activity_state s on s.tenant_id = r.tenant_id and s.record_id = r.record_id and s.version = r.version`;

/** Whether the object that `p` proves is in a locked period. */
const IS_PROOF_LOCKED = `exists (
  select 1 from period_lock l left join emission_source e on e.tenant_id = l.tenant_id and e.id = p.source_id
  where l.tenant_id = p.tenant_id and l.organization_id = p.organization_id
    and (l.facility_id is null or p.source_id is null or l.facility_id = e.facility_id)
    and l.period_start <= p.period_end and p.period_start <= l.period_end)`;

/**
 * Evidence of an approved record or a locked period is what the approver saw. Files can be added, but not detached
 * before the record is returned or the period unlocked. Deleted records need no evidence.
 */
async function guardEvidence(db: Kysely<unknown>): Promise<void> {
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
         select case when p.state = 'approved' then 'record_approved' when ${IS_PROOF_LOCKED} then 'period_locked' end
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
