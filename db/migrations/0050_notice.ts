import { type Kysely, sql } from "kysely";
import { BY, text, trimmed } from "./columns.ts";
import { admitSystem, hideClosed, tenantTable } from "./tenant-table.ts";

/** What people are notified of in the product, one row a person, added in the transaction of its cause. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createNotice(db);
  await showNotices(db);
  await createMail(db);
  await createClientMail(db);
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

/** How people want to be mailed, and the summaries of each day, with the link in them that ends them. Of no tenant. */
async function createMail(db: Kysely<unknown>): Promise<void> {
  await sql`create table notice_preference (
    user_id text not null references user_account (id) on delete cascade,
    kind text not null check (char_length(kind) <= 82),
    mail text not null check (mail in ('now', 'digest', 'never')),
    primary key (user_id, kind))`.execute(db);
  await sql`create table notice_digest (
    user_id text not null references user_account (id) on delete cascade,
    day date not null,
    token_hash bytea not null,
    primary key (user_id, day))`.execute(db);
  await sql`create index notice_digest_by_token on notice_digest (token_hash)`.execute(db);
  await sql`create index notice_digest_by_age on notice_digest (day)`.execute(db);
  await sql`grant select, insert, update on notice_preference to app_system`.execute(db);
  await sql`grant select, insert, delete on notice_digest to app_system`.execute(db);
}

/**
 * Mails to the clients of a seller, who need no account: each once for its cause, with what became of it. How they are
 * sent, and on which days around the due date they remind of an open invoice.
 */
async function createClientMail(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "seller_mail", {
    columns: `version int not null check (version > 0),
      ${trimmed("sender_name", 100)},
      reply_to text not null default '' check (reply_to = lower(reply_to) and char_length(reply_to) <= 254),
      ${text("signature_en", 1000)}, ${text("signature_zh", 1000)},
      reminder_days int[] not null check (cardinality(reminder_days) <= 8 and -60 <= all (reminder_days)
        and 180 >= all (reminder_days)),
      ${BY}`,
    key: "version",
    access: "frozen",
  });
  await admitSystem(db, "seller_mail", "select");
  await hideClosed(db, "seller_mail");
  await tenantTable(db, "client_mail", {
    columns: `id uuid not null default gen_random_uuid(),
      client_id uuid not null,
      kind text not null check (kind in ('quote.sent', 'quote.link_renewed', 'invoice.issued', 'invoice.reminder',
        'credit_note.issued', 'payment.recorded', 'order.draft_given', 'order.released')),
      subject_id uuid not null,
      occasion int not null,
      recipient text not null check (char_length(recipient) <= 254),
      locale text not null,
      facts jsonb not null,
      state text not null check (state in ('waiting', 'queued', 'sent', 'failed', 'no_address')),
      mail_id uuid,
      created_at timestamptz not null default clock_timestamp(),
      settled_at timestamptz,
      constraint client_mail_once unique (tenant_id, client_id, kind, subject_id, occasion),
      foreign key (tenant_id, client_id) references client (tenant_id, id)`,
    key: "id",
    access: "editable",
  });
  await sql`revoke update, delete on client_mail from app_tenant`.execute(db);
  await admitSystem(db, "client_mail", "select, update");
  await hideClosed(db, "client_mail");
  await sql`create index client_mail_waiting on client_mail (created_at) where state = 'waiting'`.execute(db);
  await sql`create index client_mail_by_mail on client_mail (mail_id) where mail_id is not null`.execute(db);
  await sql`create index client_mail_of_tenant on client_mail (tenant_id, created_at, id)`.execute(db);
}
