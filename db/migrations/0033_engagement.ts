import { type Kysely, sql } from "kysely";
import { admitSystem, tenantTable } from "./tenant-table.ts";

const OF_ENGAGEMENT = "foreign key (tenant_id, engagement_id) references engagement (tenant_id, id)";
const IN_CONTEXT = "tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)";

/**
 * A company's dated grant to a consultancy on one organization. The consultancy's people act in the company's tenant as
 * `acting:<engagement>:<person>`, an author of its own, so that each fact and each entry of the trail says for whom they
 * acted. No entry is written for a grant that is not in force, and every act writes an entry: what ends a grant and what
 * is done under it wait for each other at the trail, so nothing of it can come after its end.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createGrant(db);
  await createAcceptance(db);
  await createActor(db);
  await joinAuthors(db);
  await admitLinks(db);
  await guardTrail(db);
  await keepVerifiersIndependent(db);
}

async function createGrant(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "engagement", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      email text not null check (email = lower(email) and char_length(email) between 3 and 254),
      role text not null check (role in ('editor', 'reviewer', 'viewer')),
      may_issue boolean not null,
      people text not null check (people in ('all', 'named')),
      starts_on date not null,
      ends_on date not null,
      created_by text not null,
      created_at timestamptz not null default clock_timestamp(),
      check (starts_on <= ends_on and ends_on <= starts_on + 1096),
      constraint only_editors_issue check (role = 'editor' or not may_issue),
      unique (tenant_id, id, organization_id),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index engagement_of_organization on engagement (tenant_id, organization_id, created_at)`.execute(db);
  // The newest link is the one that can be accepted; the database knows its hash only.
  await tenantTable(db, "engagement_link", {
    columns: `engagement_id uuid not null,
      number int not null check (number > 0),
      token_hash bytea not null,
      expires_at timestamptz not null,
      created_by text not null,
      created_at timestamptz not null default clock_timestamp(),
      ${OF_ENGAGEMENT}`,
    key: "engagement_id, number",
    access: "frozen",
  });
  await sql`create index engagement_link_by_token on engagement_link (token_hash)`.execute(db);
  // Of an address the last row counts: it was named, or it was taken out.
  await tenantTable(db, "engagement_person", {
    columns: `engagement_id uuid not null,
      number int not null check (number > 0),
      email text not null check (email = lower(email) and char_length(email) between 3 and 254),
      is_included boolean not null,
      created_by text not null,
      created_at timestamptz not null default clock_timestamp(),
      ${OF_ENGAGEMENT}`,
    key: "engagement_id, number",
    access: "frozen",
  });
  await tenantTable(db, "engagement_revocation", {
    columns: `engagement_id uuid not null,
      revoked_by text not null check (revoked_by in ('company', 'consultancy')),
      reason text not null check (btrim(reason) <> '' and char_length(reason) <= 1000),
      created_by text not null,
      created_at timestamptz not null default clock_timestamp(),
      ${OF_ENGAGEMENT}`,
    key: "engagement_id",
    access: "frozen",
  });
  for (const table of ["engagement", "engagement_link", "engagement_person", "engagement_revocation"]) {
    await admitSystem(db, table, "select");
  }
}

/** A company can't accept for a consultancy: only the system states it, and only of somebody who manages that tenant. */
async function createAcceptance(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "engagement_acceptance", {
    columns: `engagement_id uuid not null,
      consultancy_id uuid not null references tenant (id),
      consultancy_name text not null check (char_length(consultancy_name) between 1 and 200),
      user_id text not null references user_account (id),
      accepted_at timestamptz not null default clock_timestamp(),
      constraint of_another_tenant check (consultancy_id <> tenant_id),
      ${OF_ENGAGEMENT}`,
    key: "engagement_id",
    access: "frozen",
  });
  await sql`create index engagement_acceptance_of_consultancy on engagement_acceptance (consultancy_id)`.execute(db);
  await sql`revoke insert on engagement_acceptance from app_tenant`.execute(db);
  await admitSystem(db, "engagement_acceptance", "select, insert");
  await sql`create function guard_engagement_acceptance() returns trigger language plpgsql as $$
    begin
      if not exists (select 1 from membership m where m.tenant_id = new.consultancy_id and m.user_id = new.user_id
                       and m.organization_id is null and m.role in ('owner', 'admin'))
        or exists (select 1 from engagement_revocation r
                     where r.tenant_id = new.tenant_id and r.engagement_id = new.engagement_id) then
        raise exception 'not_a_manager_of_the_consultancy' using errcode = 'TT005';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard before insert on engagement_acceptance
    for each row execute function guard_engagement_acceptance()`.execute(db);
  await sql`create view engagement_in_force with (security_invoker = true) as
    select e.*, a.consultancy_id, a.consultancy_name
    from engagement e join engagement_acceptance a on a.tenant_id = e.tenant_id and a.engagement_id = e.id
    where (clock_timestamp() at time zone 'UTC')::date between e.starts_on and e.ends_on
      and not exists (
        select 1 from engagement_revocation r where r.tenant_id = e.tenant_id and r.engagement_id = e.id)`.execute(db);
  await sql`grant select on engagement_in_force to app_tenant, app_system`.execute(db);
}

/** Whoever came in by an engagement, by the name under which they act. Written by the system when they first come in. */
async function createActor(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "engagement_actor", {
    columns: `engagement_id uuid not null,
      user_id text not null references user_account (id),
      author_id text not null generated always as ('acting:' || engagement_id::text || ':' || user_id) stored,
      created_at timestamptz not null default clock_timestamp(),
      unique (tenant_id, author_id),
      ${OF_ENGAGEMENT}`,
    key: "engagement_id, user_id",
    access: "frozen",
  });
  await sql`revoke insert on engagement_actor from app_tenant`.execute(db);
  await admitSystem(db, "engagement_actor", "select, insert");
  await sql`create policy of_engaged on user_account for select to app_tenant
    using (id in (select a.user_id from engagement_actor a union all select a.user_id from engagement_acceptance a))`.execute(
    db,
  );
}

/**
 * Who acted by an engagement is named with the consultancy; whose eyes count are the person's. What nobody did, such as
 * putting away what was left lying, is the product's own.
 */
async function joinAuthors(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ text: string }>`select pg_get_viewdef('author'::regclass) as text`.execute(db);
  const present = rows[0]!.text.trim().replace(/;$/, "");
  await sql
    .raw(
      `create or replace view author with (security_invoker = true) as ${present}
        union all select 'system', 'Truetonne', null::text
        union all select x.author_id as id, u.name || ' · ' || a.consultancy_name as name, x.user_id as person_id
          from engagement_actor x
          join engagement_acceptance a on a.tenant_id = x.tenant_id and a.engagement_id = x.engagement_id
          join user_account u on u.id = x.user_id`,
    )
    .execute(db);
  const run = (text: string) => sql.raw(text).execute(db);
  await run("grant select (tenant_id, engagement_id, user_id, author_id) on engagement_actor to app_verifier");
  await run("grant select (tenant_id, engagement_id, consultancy_name) on engagement_acceptance to app_verifier");
  for (const table of ["engagement_actor", "engagement_acceptance"]) {
    await run(`create policy of_verifier on ${table} for select to app_verifier using (${IN_CONTEXT})`);
  }
  await run(`create policy of_verifier_engaged on user_account for select to app_verifier
    using (id in (select a.user_id from engagement_actor a))`);
}

/** The system follows a link to the request that it was sent for, and to nothing that was asked there. */
async function admitLinks(db: Kysely<unknown>): Promise<void> {
  await sql`grant select (id, tenant_id, organization_id) on data_request to app_system`.execute(db);
  await sql`create policy of_system on data_request for select to app_system using (true)`.execute(db);
}

/** Whoever acts by an engagement acts on its organization, while it is in force, and nowhere else. */
async function guardTrail(db: Kysely<unknown>): Promise<void> {
  await sql`create function guard_acting() returns trigger language plpgsql as $$
    begin
      if not exists (
        select 1 from engagement_actor x
        join engagement_in_force f on f.tenant_id = x.tenant_id and f.id = x.engagement_id
        where x.tenant_id = new.tenant_id and x.author_id = new.user_id and f.organization_id = new.organization_id) then
        raise exception 'engagement_not_in_force' using errcode = 'TT005';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard_acting before insert on audit_trail for each row
    when (new.user_id like 'acting:%') execute function guard_acting()`.execute(db);
}

/** Whoever worked on an inventory for a consultancy does not verify it either. */
async function keepVerifiersIndependent(db: Kysely<unknown>): Promise<void> {
  await sql`create or replace view assurance_in_force with (security_invoker = true) as
    select e.*, a.user_id, a.accepted_at, i.period_start, i.period_end
    from assurance_engagement e
    join assurance_acceptance a on a.tenant_id = e.tenant_id and a.engagement_id = e.id
    join inventory i on i.tenant_id = e.tenant_id and i.id = e.inventory_id
    where (now() at time zone 'UTC')::date between e.starts_on and e.ends_on
      and not exists (
        select 1 from assurance_revocation r where r.tenant_id = e.tenant_id and r.engagement_id = e.id)
      and not exists (
        select 1 from membership m where m.tenant_id = e.tenant_id and m.user_id = a.user_id)
      and not exists (
        select 1 from engagement_actor x where x.tenant_id = e.tenant_id and x.user_id = a.user_id)`.execute(db);
}
