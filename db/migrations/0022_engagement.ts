import { type Kysely, sql } from "kysely";
import { BY } from "./columns.ts";
import { admitSystem, hideClosed, tenantTable } from "./tenant-table.ts";

const OF_ENGAGEMENT = "foreign key (tenant_id, engagement_id) references engagement (tenant_id, id)";

/**
 * A company's dated grant to a consultancy on one organization. The consultancy's people act in the company's tenant as
 * `acting:<engagement>:<person>`, a separate author, so that each fact and each entry in the trail shows for which
 * consultancy they acted. No entry is written for a grant that is not in force, and every act writes an entry. The end
 * of a grant and acts under it wait for each other at the trail, so no act can follow the end.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createGrant(db);
  await createPeople(db);
  await createAcceptance(db);
  await createActor(db);
  await keepActors(db);
  await guardTrail(db);
}

async function createGrant(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "engagement", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      email text not null check (email = lower(email) and char_length(email) between 3 and 254),
      role text not null check (role in ('editor', 'reviewer', 'viewer')),
      may_issue boolean not null,
      may_hold boolean not null default false,
      people text not null check (people in ('all', 'named')),
      starts_on date not null,
      ends_on date not null,
      ${BY},
      check (starts_on <= ends_on and ends_on <= starts_on + 1096),
      constraint only_editors_issue check (role = 'editor' or not may_issue),
      unique (tenant_id, id, organization_id),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id),
      -- What a hold refers to, so that foreign keys alone keep one from where the company did not agree to it.
      constraint engagement_may_hold_key unique (tenant_id, id, organization_id, may_hold)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index engagement_of_organization on engagement (tenant_id, organization_id, created_at)`.execute(db);
  // Only the newest link can be accepted; the database stores only its hash.
  await tenantTable(db, "engagement_link", {
    columns: `engagement_id uuid not null,
      number int not null check (number > 0),
      token_hash bytea not null,
      expires_at timestamptz not null,
      ${BY},
      ${OF_ENGAGEMENT}`,
    key: "engagement_id, number",
    access: "frozen",
  });
  await sql`create index engagement_link_by_token on engagement_link (token_hash)`.execute(db);
}

/** The consultancy's people who act under the engagement, and its end. */
async function createPeople(db: Kysely<unknown>): Promise<void> {
  // The last row of an address counts: added or removed.
  await tenantTable(db, "engagement_person", {
    columns: `engagement_id uuid not null,
      number int not null check (number > 0),
      email text not null check (email = lower(email) and char_length(email) between 3 and 254),
      is_included boolean not null,
      ${BY},
      ${OF_ENGAGEMENT}`,
    key: "engagement_id, number",
    access: "frozen",
  });
  await tenantTable(db, "engagement_revocation", {
    columns: `engagement_id uuid not null,
      revoked_by text not null check (revoked_by in ('company', 'consultancy')),
      reason text not null check (btrim(reason) <> '' and char_length(reason) <= 1000),
      ${BY},
      ${OF_ENGAGEMENT}`,
    key: "engagement_id",
    access: "frozen",
  });
  for (const table of ["engagement", "engagement_link", "engagement_person", "engagement_revocation"]) {
    await admitSystem(db, table, "select");
  }
  for (const table of ["engagement", "engagement_link"]) await hideClosed(db, table);
}

/**
 * A company can't accept for a consultancy: only the system records the acceptance, and only by a person who manages
 * that tenant.
 */
async function createAcceptance(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "engagement_acceptance", {
    columns: `engagement_id uuid not null,
      consultancy_id uuid not null references tenant (id),
      consultancy_name text not null check (char_length(consultancy_name) between 1 and 200),
      -- Its public id, set by the guard: the company can't read the consultancy's row.
      consultancy_identity uuid not null,
      user_id text not null references user_account (id),
      accepted_at timestamptz not null default clock_timestamp(),
      constraint of_another_tenant check (consultancy_id <> tenant_id),
      ${OF_ENGAGEMENT},
      constraint engagement_acceptance_consultancy_key unique (tenant_id, engagement_id, consultancy_id)`,
    key: "engagement_id",
    access: "read",
  });
  await sql`create index engagement_acceptance_of_consultancy on engagement_acceptance (consultancy_id)`.execute(db);
  await admitSystem(db, "engagement_acceptance", "select, insert");
  await sql`create function guard_engagement_acceptance() returns trigger language plpgsql as $$
    begin
      if not exists (select 1 from membership m where m.tenant_id = new.consultancy_id and m.user_id = new.user_id
                       and m.organization_id is null and m.role in ('owner', 'admin'))
        or exists (select 1 from engagement_revocation r
                     where r.tenant_id = new.tenant_id and r.engagement_id = new.engagement_id) then
        raise exception 'not_a_manager_of_the_consultancy' using errcode = 'TT005';
      end if;
      new.consultancy_identity := (select t.identity_id from tenant t where t.id = new.consultancy_id);
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

/**
 * The people who used an engagement, with the name under which they act. Written by the system at their first access.
 */
async function createActor(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "engagement_actor", {
    columns: `engagement_id uuid not null,
      user_id text not null references user_account (id),
      author_id text not null generated always as ('acting:' || engagement_id::text || ':' || user_id) stored,
      created_at timestamptz not null default clock_timestamp(),
      unique (tenant_id, author_id),
      ${OF_ENGAGEMENT}`,
    key: "engagement_id, user_id",
    access: "read",
  });
  await admitSystem(db, "engagement_actor", "select, insert");
}

/**
 * Since when a person of a consultancy has the right that they use here, as the system found it at their access: a
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
    access: "read",
  });
  await admitSystem(db, "engagement_actor_right", "select, insert");
}

/** Anyone who acts by an engagement acts only on its organization, and only while it is in force. */
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
