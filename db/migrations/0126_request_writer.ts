import { type Kysely, sql } from "kysely";

/**
 * The link of a data request opens it to everyone who has it. So a figure that came of one counts as written by each person
 * who had the link before: those it was shown to when they sent it, and the recipient, who may have an account as well.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Who manages alone may approve it, as there is no one else to.
  await sql`create function wrote_by_request(of_tenant uuid, author_id text, person text, written_at timestamptz)
    returns boolean language sql as $$
    select case when author_id ~ '^request:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then exists (
      select from data_request q where q.tenant_id = of_tenant and q.id = substr(author_id, 9)::uuid and (
        exists (select from data_request_link l join author a on a.id = l.created_by
          where l.tenant_id = q.tenant_id and l.request_id = q.id and l.created_at <= written_at
            and a.person_id = person)
        or exists (select from user_account u where u.id = person and lower(u.email) = q.recipient_email)))
      and not manages_alone(of_tenant, person) else false end $$`.execute(db);
  await askWhoAsked(db);
  await refuseRequests(db);
}

/** The 72 hours of a figure that came of a request are those of the person who asked for it. */
async function askWhoAsked(db: Kysely<unknown>): Promise<void> {
  await sql`create or replace function right_since(of_tenant uuid, act text, side text, author_id text,
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
}

/** `guard_activity_step` refuses those who wrote a version themselves; this trigger refuses those who had the link. */
async function refuseRequests(db: Kysely<unknown>): Promise<void> {
  await sql`create or replace function two_people_activity_step() returns trigger language plpgsql as $$
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
}
