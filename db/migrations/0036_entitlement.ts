import { type Kysely, sql } from "kysely";
import { BY } from "./columns.ts";
import { admitSystem, tenantTable } from "./tenant-table.ts";

const LIMIT = (name: string) => `${name} int check (${name} >= 0)`;

/**
 * A tenant's limits and their end. A row is added for each trial, order, paid period of a subscription and manual
 * grant, with fixed limits; the newest one in force applies. Limits apply only if the operator's tenant is configured,
 * which every door sets in `app.operator_tenant_id`. Otherwise nothing is limited.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createEntitlement(db);
  await createQuestions(db);
  await createGuards(db);
}

async function createEntitlement(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "entitlement", {
    columns: `number int not null check (number > 0),
      plan text not null check (plan in ('trial', 'company', 'consultancy')),
      ${LIMIT("organizations")}, ${LIMIT("seats")}, ${LIMIT("records")}, ${LIMIT("reports")},
      starts_at timestamptz not null,
      ends_at timestamptz not null,
      source text not null check (source in ('trial', 'order', 'subscription', 'operator')),
      source_id text not null default '' check (char_length(source_id) <= 200),
      reason text not null default '' check (char_length(reason) <= 1000),
      ${BY},
      check (starts_at < ends_at),
      check (source <> 'operator' or btrim(reason) <> ''),
      check ((source in ('order', 'subscription')) = (source_id <> ''))`,
    key: "number",
    access: "frozen",
  });
  // Each paid source is granted once, and a trial begins once.
  await sql`create unique index entitlement_of_source on entitlement (tenant_id, source, source_id)
    where source <> 'operator'`.execute(db);
  await admitSystem(db, "entitlement", "select, insert");
  // Users can't grant themselves a plan.
  await sql`create policy trial_only on entitlement as restrictive for insert to app_tenant
    with check (source = 'trial')`.execute(db);
}

async function createQuestions(db: Kysely<unknown>): Promise<void> {
  await sql`create function plan_operator() returns uuid language sql stable as $$
    select nullif(current_setting('app.operator_tenant_id', true), '')::uuid $$`.execute(db);
  // An active one is preferred to one in its seven days of grace, and of those the newest applies.
  await sql`create function entitlement_at(of_tenant uuid, moment timestamptz) returns setof entitlement
    language sql stable as $$
      select * from entitlement e
      where e.tenant_id = of_tenant and e.starts_at <= moment and moment < e.ends_at + interval '7 days'
      order by (moment < e.ends_at) desc, e.number desc limit 1 $$`.execute(db);
  await sql`create function plan_usage(kind text, of_tenant uuid) returns bigint language plpgsql stable as $$
    begin
      return case kind
        when 'organizations' then (select count(*) from organization o where o.tenant_id = of_tenant)
        -- An open invitation holds the seat of whoever accepts it.
        when 'seats' then (select count(distinct m.user_id) from membership m where m.tenant_id = of_tenant)
          + (select count(*) from invitation i where i.tenant_id = of_tenant
             and i.accepted_at is null and i.revoked_at is null and i.expires_at > clock_timestamp())
        -- Every record has one first version; those whose newest version is a deletion are not held any more.
        when 'records' then (select count(*) from activity_record r where r.tenant_id = of_tenant and r.version = 1)
          - (select count(*) from activity_record d where d.tenant_id = of_tenant and d.is_deleted
             and not exists (select 1 from activity_record n where n.tenant_id = d.tenant_id
               and n.record_id = d.record_id and n.version > d.version))
        when 'reports' then (select count(*) from report p where p.tenant_id = of_tenant
          and p.year = extract(year from clock_timestamp() at time zone 'UTC')::int)
      end;
    end $$`.execute(db);
}

/**
 * The last place is taken once: each transaction that adds something waits for the others of the tenant and then
 * counts. It uses the lock of the audit trail, which every such act takes anyway, so there are no deadlocks.
 */
async function createGuards(db: Kysely<unknown>): Promise<void> {
  await sql`create function refuse_beyond_plan(kind text, of_tenant uuid, more bigint) returns void language plpgsql as $$
    declare held entitlement; most bigint; used bigint;
    begin
      select * into held from entitlement_at(of_tenant, clock_timestamp());
      if not found then
        if exists (select 1 from entitlement e where e.tenant_id = of_tenant) then
          raise exception 'plan_lapsed' using errcode = 'TT040',
            detail = json_build_object('tenantId', of_tenant)::text;
        end if;
        return;
      end if;
      most := (to_jsonb(held) ->> kind)::bigint;
      if most is null then return; end if;
      perform pg_advisory_xact_lock(hashtextextended('audit:' || of_tenant, 0));
      used := plan_usage(kind, of_tenant);
      if used > most then
        raise exception 'plan_limit' using errcode = 'TT039', detail = json_build_object('kind', kind, 'tenantId', of_tenant,
          'plan', held.plan, 'limit', most, 'used', greatest(used - more, 0), 'more', more)::text;
      end if;
    end $$`.execute(db);
  await sql`create function hold_plan_limit() returns trigger language plpgsql as $$
    declare one record;
    begin
      if plan_operator() is null then return null; end if;
      for one in select a.tenant_id, count(*) as more from added a where a.tenant_id <> plan_operator() group by 1 loop
        perform refuse_beyond_plan(tg_argv[0], one.tenant_id, one.more);
      end loop;
      return null;
    end $$`.execute(db);
  // A correction or deletion adds no record; restoring a deleted record does.
  await sql`create function hold_plan_records() returns trigger language plpgsql as $$
    declare one record;
    begin
      if plan_operator() is null then return null; end if;
      for one in
        select a.tenant_id, count(*) as more from added a
        where a.tenant_id <> plan_operator() and not a.is_deleted and (a.version = 1 or exists (
          select 1 from activity_record b where b.tenant_id = a.tenant_id and b.record_id = a.record_id
            and b.version = a.version - 1 and b.is_deleted))
        group by 1
      loop
        perform refuse_beyond_plan('records', one.tenant_id, one.more);
      end loop;
      return null;
    end $$`.execute(db);
  const guards = { organization: "organizations", membership: "seats", invitation: "seats", report: "reports" };
  for (const [table, kind] of Object.entries(guards)) {
    await sql
      .raw(
        `create trigger hold_plan after insert on ${table} referencing new table as added
           for each statement execute function hold_plan_limit('${kind}')`,
      )
      .execute(db);
  }
  await sql`create trigger hold_plan after insert on activity_record referencing new table as added
    for each statement execute function hold_plan_records()`.execute(db);
}
