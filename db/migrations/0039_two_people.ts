import { type Kysely, sql } from "kysely";

/**
 * Where two people have to act, both must have held their right for 72 hours. A person's own API key, or an engagement
 * under which they act, is not a second person.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await askForBoth(db);
  await refuseWaiting(db);
  await compareAuthors(db);
  await guardDecisions(db);
  await guardActivities(db);
}

/**
 * The time from which two people may act; null if they may already. For a person who left, the time of their proposal
 * counts. For a figure from a data request, the 72 hours are those of the person who requested it. An author without an
 * account has no right that could be new.
 */
async function askForBoth(db: Kysely<unknown>): Promise<void> {
  await sql`create function roles_of_act(act text, side text) returns text[] language sql immutable as $$
    select case
      when act in ('receipt', 'refund') then array['owner', 'billing']
      when act in ('bank_account', 'withdrawal', 'deletion') or (act = 'release' and side = 'decider')
        then array['owner', 'admin']
      when act in ('own_factor', 'activity') and side = 'decider' then array['owner', 'admin', 'editor', 'reviewer']
      else array['owner', 'admin', 'editor'] end $$`.execute(db);
  await sql`create function right_since(of_tenant uuid, act text, side text, author_id text,
      of_organization uuid, acted_at timestamptz) returns timestamptz language sql stable as $$
    select case
      when author_id like 'acting:%' then coalesce((
        select max(coalesce(r.since, x.created_at)) from engagement_actor x left join engagement_actor_right r
          on r.tenant_id = x.tenant_id and r.engagement_id = x.engagement_id and r.user_id = x.user_id
        where x.tenant_id = of_tenant and x.author_id = right_since.author_id), acted_at)
      when author_id ~ '^request:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then coalesce((
        select right_since(q.tenant_id, act, side, q.created_by, q.organization_id, q.created_at)
        from data_request q where q.tenant_id = of_tenant and q.id = substr(right_since.author_id, 9)::uuid), acted_at)
      when exists (select from author a where a.id = right_since.author_id and a.person_id is null) then '-infinity'
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
}

async function refuseWaiting(db: Kysely<unknown>): Promise<void> {
  await sql`create function refuse_until(at timestamptz) returns void language plpgsql as $$
    begin
      if at is not null then
        raise exception 'right_waits' using errcode = 'TT007',
          detail = to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
      end if;
    end $$`.execute(db);
}

/**
 * A person's own API key, or an engagement under which they act, is not a second person: the names differ, but the
 * person is the same.
 */
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
  /** The condition under which it takes effect: a person who only declines needs no wait. */
  when: string;
  proposal: string;
  /** How to find the proposal `p`. */
  of: string;
  organization: string;
}

/** They run after the triggers that set the person, by the order of their names. */
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

/**
 * Everyone who wrote a version of the record since its last approval counts as proposing it, from their latest version.
 * Everyone with the link of a data request can answer it. So a figure from a request counts as written by each person
 * who had the link before: the people who saw it when they sent it, and the recipient, who may have an
 * account as well. `guard_activity_step` refuses people who wrote a version themselves.
 */
async function guardActivities(db: Kysely<unknown>): Promise<void> {
  // A person who manages alone may approve it, as there is no one else to do so.
  await sql`create function wrote_by_request(of_tenant uuid, author_id text, person text, written_at timestamptz)
    returns boolean language sql as $$
    select case when author_id ~ '^request:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then exists (
      select from data_request q where q.tenant_id = of_tenant and q.id = substr(author_id, 9)::uuid and (
        exists (select from data_request_link l join author a on a.id = l.created_by
          where l.tenant_id = q.tenant_id and l.request_id = q.id and l.created_at <= written_at
            and a.person_id = person)
        or exists (select from user_account u where u.id = person and lower(u.email) = q.recipient_email)))
      and not manages_alone(of_tenant, person) else false end $$`.execute(db);
  await sql`create function two_people_activity_step() returns trigger language plpgsql as $$
    declare is_own boolean; decidable_at timestamptz;
    begin
      select
        bool_or(wrote_by_request(w.tenant_id, w.writer, (select d.person_id from author d where d.id = w.decider),
          w.written_at)),
        max(two_people_from(w.tenant_id, 'activity', w.writer, w.written_at, w.decider, w.organization_id))
      into is_own, decidable_at
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
      if is_own then
        raise exception 'own_request' using errcode = 'TT001';
      end if;
      perform refuse_until(decidable_at);
      return null;
    end $$`.execute(db);
  await sql`create trigger two_people after insert on activity_step referencing new table as added
    for each statement execute function two_people_activity_step()`.execute(db);
}
