import { type Kysely, sql } from "kysely";
import { admitSystem, hideClosed, tenantTable } from "./tenant-table.ts";

/** What people are notified of in the product, one row a person, added in the transaction of its cause. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createNotice(db);
  await showNotices(db);
}

async function createNotice(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "notice", {
    columns: `id uuid not null default gen_random_uuid(),
      -- The entry of the trail that is its cause.
      sequence bigint not null,
      user_id text not null,
      kind text not null check (kind ~ '^[a-z_]{1,40}\\.[a-z_]{1,40}$'),
      side text not null check (side in ('member', 'consultancy', 'verifier', 'party')),
      organization_id uuid,
      -- Of a consultancy or a verifier.
      engagement_id uuid,
      -- Only people with one of these roles still see it.
      roles text[] not null,
      path text not null check (path ~ '^/[a-z]' and char_length(path) <= 300),
      facts jsonb not null,
      urgency text not null check (urgency in ('now', 'digest')),
      created_at timestamptz not null default clock_timestamp(),
      read_at timestamptz,
      -- When it was mailed, or was known not to be.
      mailed_at timestamptz,
      constraint notice_once unique (tenant_id, sequence, user_id),
      constraint notice_of_engagement check ((side in ('consultancy', 'verifier')) = (engagement_id is not null))`,
    key: "id",
    access: "editable",
  });
  await sql`revoke update, delete on notice from app_tenant`.execute(db);
  await admitSystem(db, "notice", "select, update, delete");
  await hideClosed(db, "notice");
  await sql`create index notice_of_user on notice (user_id, created_at)`.execute(db);
  await sql`create index notice_unread on notice (user_id, created_at) where read_at is null`.execute(db);
  await sql`create index notice_to_mail on notice (created_at) where mailed_at is null`.execute(db);
  await sql`create index notice_by_age on notice (created_at)`.execute(db);
}

/**
 * The notices whose reader still has access: with a role that hears of it, by an engagement in force, or as a verifier
 * whose access has not ended. A party to an engagement hears of its end.
 */
async function showNotices(db: Kysely<unknown>): Promise<void> {
  await sql`create view visible_notice with (security_invoker = true) as
    select n.* from notice n where case n.side
      when 'party' then true
      when 'member' then exists (
        select from membership m where m.tenant_id = n.tenant_id and m.user_id = n.user_id and m.role = any (n.roles)
          and (m.organization_id is null or m.organization_id = n.organization_id))
      when 'consultancy' then exists (
        select from engagement_in_force f
        join membership m on m.tenant_id = f.consultancy_id and m.user_id = n.user_id and m.organization_id is null
        where f.tenant_id = n.tenant_id and f.id = n.engagement_id and f.role = any (n.roles)
          and (f.people = 'all' or coalesce((
            select p.is_included from engagement_person p join user_account u on u.email = p.email
            where p.tenant_id = f.tenant_id and p.engagement_id = f.id and u.id = n.user_id
            order by p.number desc limit 1), false)))
      else exists (
        select from assurance_engagement e
        join assurance_acceptance a on a.tenant_id = e.tenant_id and a.engagement_id = e.id
        where e.tenant_id = n.tenant_id and e.id = n.engagement_id and a.user_id = n.user_id
          and (clock_timestamp() at time zone 'UTC')::date between e.starts_on and e.ends_on
          and not exists (select from assurance_revocation r
            where r.tenant_id = e.tenant_id and r.engagement_id = e.id)) end`.execute(db);
  await sql`grant select on visible_notice to app_system`.execute(db);
}
