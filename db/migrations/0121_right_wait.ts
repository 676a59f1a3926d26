import { type Kysely, sql } from "kysely";
import { admitSystem, tenantTable } from "./tenant-table.ts";

/**
 * Where two people have to act, both must have held their right for 72 hours: a second address of one's own, invited a
 * minute ago, is not a second person. `right_since` comes from the clock of the database and starts again with a rise.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await keepBeginning(db);
  await keepEnds(db);
  await keepActors(db);
  await askForBoth(db);
  await compareAuthors(db);
  await guardDecisions(db);
  await guardActivities(db);
  await countAlone(db);
}

/** The first member of a workspace counts from the start: there is no one yet to be deceived. */
async function keepBeginning(db: Kysely<unknown>): Promise<void> {
  await sql`create function right_wait() returns interval language sql immutable as $$ select interval '72 hours' $$`.execute(
    db,
  );
  await sql`alter table membership add column right_since timestamptz not null default clock_timestamp()`.execute(db);
  await sql`alter table membership no force row level security`.execute(db);
  await sql`update membership set right_since = created_at`.execute(db);
  await sql`alter table membership force row level security`.execute(db);
  // No member moves to another person or organization, and the clock of the database alone says since when one is what one is.
  await sql`revoke insert, update on membership from app_tenant`.execute(db);
  await sql`grant insert (id, tenant_id, user_id, organization_id, role), update (role) on membership to app_tenant`.execute(
    db,
  );
  await sql`create function begin_right() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' then
        new.right_since := clock_timestamp();
      elsif not exists (select from membership m where m.tenant_id = new.tenant_id) then
        new.right_since := clock_timestamp() - right_wait();
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger first_right before insert on membership for each row execute function begin_right()`.execute(
    db,
  );
  // Every change rises but one to a role that may do nothing which the one before could not.
  await sql`create trigger higher_right before update of role on membership for each row
    when (old.role <> new.role and old.role <> 'owner' and new.role <> 'viewer' and (old.role, new.role) not in
      (('admin', 'editor'), ('admin', 'reviewer'), ('editor', 'reviewer')))
    execute function begin_right()`.execute(db);
}

/** What a membership was before it changed or ended: who managed until a moment ago is not forgotten at once. */
async function keepEnds(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "membership_end", {
    columns: `id uuid not null default gen_random_uuid(),
      user_id text not null,
      organization_id uuid,
      role text not null,
      right_since timestamptz not null,
      ended_at timestamptz not null default clock_timestamp()`,
    key: "id",
    access: "frozen",
  });
  await sql`revoke insert on membership_end from app_tenant`.execute(db);
  await sql`grant insert (tenant_id, user_id, organization_id, role, right_since) on membership_end to app_tenant`.execute(
    db,
  );
  await sql`create index membership_end_by_time on membership_end (tenant_id, ended_at)`.execute(db);
  await sql`create function note_membership_end() returns trigger language plpgsql as $$
    begin
      if current_user <> 'app_eraser' then
        insert into membership_end (tenant_id, user_id, organization_id, role, right_since)
          values (old.tenant_id, old.user_id, old.organization_id, old.role, old.right_since);
      end if;
      return null;
    end $$`.execute(db);
  await sql`create trigger note_end after delete on membership for each row execute function note_membership_end()`.execute(
    db,
  );
  await sql`create trigger note_change after update of role on membership for each row when (old.role <> new.role)
    execute function note_membership_end()`.execute(db);
}

/**
 * Since when a person of a consultancy has the right that they use here, as the system found it when they came in: a
 * company can't see who joined its consultancy. The newest row counts.
 */
async function keepActors(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "engagement_actor_right", {
    columns: `engagement_id uuid not null,
      user_id text not null,
      since timestamptz not null,
      created_at timestamptz not null default clock_timestamp(),
      foreign key (tenant_id, engagement_id, user_id) references engagement_actor (tenant_id, engagement_id, user_id)`,
    key: "engagement_id, user_id, since",
    access: "frozen",
  });
  await sql`revoke insert on engagement_actor_right from app_tenant`.execute(db);
  await admitSystem(db, "engagement_actor_right", "select, insert");
}

/**
 * From when on two people may act; null once they may. Of one who left, what they proposed counts from when they proposed
 * it. Who acts without an account, such as the recipient of a data request, has no right that could be new.
 */
async function askForBoth(db: Kysely<unknown>): Promise<void> {
  await sql`create function roles_of_act(act text, side text) returns text[] language sql immutable as $$
    select case
      when act in ('receipt', 'refund') then array['owner', 'billing']
      when act in ('bank_account', 'withdrawal', 'deletion') or (act = 'release' and side = 'decider')
        then array['owner', 'admin']
      when act in ('own_factor', 'activity') and side = 'decider' then array['owner', 'admin', 'editor', 'reviewer']
      else array['owner', 'admin', 'editor'] end $$`.execute(db);
  await sql`create function right_since(of_tenant uuid, act text, side text, author_id text, of_organization uuid,
      acted_at timestamptz) returns timestamptz language sql stable as $$
    select case
      when author_id like 'acting:%' then coalesce((
        select max(coalesce(r.since, x.created_at)) from engagement_actor x left join engagement_actor_right r
          on r.tenant_id = x.tenant_id and r.engagement_id = x.engagement_id and r.user_id = x.user_id
        where x.tenant_id = of_tenant and x.author_id = right_since.author_id), acted_at)
      when author_id like 'request:%' or exists (
        select from author a where a.id = right_since.author_id and a.person_id is null) then '-infinity'
      else coalesce((
        select min(m.right_since) from membership m
        where m.tenant_id = of_tenant and m.role = any (roles_of_act(act, side))
          and m.user_id = coalesce((select a.person_id from author a where a.id = right_since.author_id limit 1),
            right_since.author_id)
          and (m.organization_id is null or m.organization_id = of_organization)), acted_at)
    end $$`.execute(db);
  await sql`create function two_people_from(of_tenant uuid, act text, proposer text, proposed_at timestamptz,
      decider text, of_organization uuid) returns timestamptz language sql as $$
    select case when t.at > clock_timestamp() then t.at end from (
      select right_wait() + greatest(
        right_since(of_tenant, act, 'proposer', proposer, of_organization, proposed_at),
        right_since(of_tenant, act, 'decider', decider, of_organization, clock_timestamp())) as at) t $$`.execute(db);
  await sql`create function refuse_until(at timestamptz) returns void language plpgsql as $$
    begin
      if at is not null then
        raise exception 'right_waits' using errcode = 'TT007',
          detail = to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
      end if;
    end $$`.execute(db);
}

/** A key of one's own, or an engagement by which one acts, is no second person: names differ and the person is one. */
async function compareAuthors(db: Kysely<unknown>): Promise<void> {
  await sql`create function own_factor_by_two() returns trigger language plpgsql as $$
    begin
      if exists (select from author w join author d on d.person_id = w.person_id
          where w.id = new.author_id and d.id = new.created_by) then
        raise exception 'decided_by_another' using errcode = '23514';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger by_two before insert on own_factor_step for each row
    when (new.state in ('approved', 'rejected')) execute function own_factor_by_two()`.execute(db);
}

interface Decision {
  act: string;
  /** When it lets something happen: who only refuses needs no wait. */
  when: string;
  proposal: string;
  /** How the proposal `p` is found. */
  of: string;
  organization: string;
}

/** Behind the triggers that name the person, by the order of names. */
const DECISIONS: Record<string, Decision> = {
  bank_account_decision: {
    act: "bank_account",
    when: "new.state = 'approved' and new.person_id <> new.proposer_id",
    proposal: "bank_account_version",
    of: "p.account_id = new.account_id and p.version = new.version",
    organization: "null",
  },
  report_release_end: {
    act: "release",
    when: "new.state = 'confirmed'",
    proposal: "report_release",
    of: "p.id = new.release_id",
    organization: "new.organization_id",
  },
  report_withdrawal_end: {
    act: "withdrawal",
    when: "new.state = 'confirmed'",
    proposal: "report_withdrawal",
    of: "p.report_id = new.report_id and p.attempt = new.attempt",
    organization: "new.organization_id",
  },
  receipt_end: {
    act: "receipt",
    when: "new.state = 'confirmed'",
    proposal: "receipt",
    of: "p.id = new.receipt_id",
    organization: "null",
  },
  refund_request_end: {
    act: "refund",
    when: "new.state = 'confirmed'",
    proposal: "refund_request",
    of: "p.id = new.refund_request_id",
    organization: "null",
  },
  own_factor_step: {
    act: "own_factor",
    when: "new.state = 'approved'",
    proposal: "own_factor_version",
    of: "p.id = new.version_id",
    organization: "proposal.organization_id",
  },
  tenant_deletion_confirmation: {
    act: "deletion",
    when: "not new.is_alone",
    proposal: "tenant_deletion",
    of: "p.attempt = new.attempt",
    organization: "null",
  },
};

async function guardDecisions(db: Kysely<unknown>): Promise<void> {
  for (const [table, { act, when, proposal, of, organization }] of Object.entries(DECISIONS)) {
    await sql
      .raw(
        `create function two_people_${table}() returns trigger language plpgsql as $$
         declare proposal record;
         begin
           select p.* into proposal from ${proposal} p where p.tenant_id = new.tenant_id and ${of};
           perform refuse_until(two_people_from(new.tenant_id, '${act}', proposal.created_by, proposal.created_at,
             new.created_by, ${organization}));
           return new;
         end $$`,
      )
      .execute(db);
    await sql
      .raw(
        `create trigger two_people before insert on ${table} for each row when (${when})
           execute function two_people_${table}()`,
      )
      .execute(db);
  }
}

/** Everyone who wrote a version of the record since its last approval proposes it, by the latest that they wrote. */
async function guardActivities(db: Kysely<unknown>): Promise<void> {
  await sql`create function two_people_activity_step() returns trigger language plpgsql as $$
    begin
      perform refuse_until(max(two_people_from(w.tenant_id, 'activity', w.writer, w.written_at, w.decider, w.organization_id)))
      from (
        select a.tenant_id, a.organization_id, a.created_by as decider, r.created_by as writer,
          max(r.created_at) as written_at
        from added a cross join lateral (
          select v.created_by, v.created_at from activity_record v
          where v.tenant_id = a.tenant_id and v.record_id = a.record_id and v.version <= a.version and not exists (
            select 1 from activity_state s where s.tenant_id = v.tenant_id and s.record_id = v.record_id
              and s.version >= v.version and s.version < a.version and s.state = 'approved')) r
        where a.state = 'approved'
        group by 1, 2, 3, 4) w;
      return null;
    end $$`.execute(db);
  await sql`create trigger two_people after insert on activity_step referencing new table as added
    for each statement execute function two_people_activity_step()`.execute(db);
}

/**
 * Who manages alone may do some things without a second person. Only others who passed the wait count, and they count for
 * as long after they left: neither does an invitation end it, nor does a removal begin it, before people could notice.
 */
async function countAlone(db: Kysely<unknown>): Promise<void> {
  await sql`create function manages_alone(of_tenant uuid, person text) returns boolean language sql as $$
    select not exists (
      select from membership m where m.tenant_id = of_tenant and m.user_id <> person and m.organization_id is null
        and m.role in ('owner', 'admin') and m.right_since <= clock_timestamp() - right_wait())
    and not exists (
      select from membership_end e where e.tenant_id = of_tenant and e.user_id <> person and e.organization_id is null
        and e.role in ('owner', 'admin') and e.right_since <= e.ended_at - right_wait()
        and e.ended_at > clock_timestamp() - right_wait()) $$`.execute(db);
  await sql`create or replace function name_payee_manager() returns trigger language plpgsql as $$
    begin
      new.person_id := (select a.person_id from author a where a.id = new.created_by);
      if not exists (select 1 from membership m where m.tenant_id = new.tenant_id and m.user_id = new.person_id
                       and m.role in ('owner', 'admin') and m.organization_id is null) then
        raise exception 'not_a_manager' using errcode = 'TT003';
      end if;
      if tg_table_name = 'bank_account_decision' then
        new.is_alone := manages_alone(new.tenant_id, new.person_id);
      end if;
      return new;
    end $$`.execute(db);
  await sql`create or replace function guard_tenant_deletion_confirmation() returns trigger language plpgsql as $$
    declare asked record;
    begin
      perform pg_advisory_xact_lock(hashtextextended('audit:' || new.tenant_id, 0));
      new.created_at := clock_timestamp();
      if new.created_by is distinct from nullif(current_setting('app.user_id', true), '')
        or not exists (select from membership m where m.tenant_id = new.tenant_id and m.user_id = new.created_by
          and m.organization_id is null and m.role in ('owner', 'admin')) then
        raise exception 'not_a_manager' using errcode = '42501';
      end if;
      select d.created_by, d.created_at into asked from tenant_deletion d
       where d.tenant_id = new.tenant_id and d.attempt = new.attempt and not exists (
         select from tenant_deletion_end e where e.tenant_id = d.tenant_id and e.attempt = d.attempt);
      if not found then
        raise exception 'deletion_over' using errcode = '23514';
      end if;
      new.is_alone := asked.created_by = new.created_by;
      if new.is_alone and not manages_alone(new.tenant_id, new.created_by) then
        raise exception 'confirmed_by_another' using errcode = '23514';
      end if;
      if new.is_alone and new.created_at < asked.created_at + interval '3 days' then
        raise exception 'too_early' using errcode = '23514';
      end if;
      new.closes_at := new.created_at + case when new.is_alone then interval '14 days' else interval '7 days' end;
      new.erases_at := new.closes_at + interval '30 days';
      return new;
    end $$`.execute(db);
}
