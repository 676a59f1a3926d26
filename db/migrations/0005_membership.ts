import { type Kysely, sql } from "kysely";
import { BY } from "./columns.ts";
import { keepCounting } from "./counting-rule.ts";
import { admitSystem, hideClosed, tenantTable } from "./tenant-table.ts";

const ROLES = "('owner', 'admin', 'editor', 'reviewer', 'viewer', 'billing')";

/**
 * Members of a workspace, since when they have their role, and invitations. Where two people have to act, both must
 * have held their right for 72 hours: a person's own second address, invited a minute ago, is not a second person.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create function right_wait() returns interval language sql immutable as $$ select interval '72 hours' $$`.execute(
    db,
  );
  await createMembership(db);
  await beginRights(db);
  await keepEnds(db);
  await countAlone(db);
  await createInvitation(db);
  await createSecondFactorRule(db);
  await createNotice(db);
}

async function createMembership(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "membership", {
    columns: `id uuid not null default gen_random_uuid(),
      user_id text not null references user_account (id),
      organization_id uuid,
      role text not null check (role in ${ROLES}),
      right_since timestamptz not null default clock_timestamp(),
      created_at timestamptz not null default now(),
      unique nulls not distinct (tenant_id, user_id, organization_id)`,
    key: "id",
    access: "editable",
  });
  await sql`create index membership_of_user on membership (user_id)`.execute(db);
  await admitSystem(db, "membership", "select, insert");
  await hideClosed(db, "membership");
  // No membership moves to another person or organization. Only the clock of the database sets since when a role is
  // held.
  await sql`revoke insert, update on membership from app_tenant`.execute(db);
  await sql`grant insert (id, tenant_id, user_id, organization_id, role), update (role) on membership to app_tenant`.execute(
    db,
  );
}

/**
 * The first member of a workspace counts from the start, because there is no one else to protect yet. A rise starts the
 * wait again.
 */
async function beginRights(db: Kysely<unknown>): Promise<void> {
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
  // Every change counts as a rise, except one to a role that adds no right.
  await sql`create trigger higher_right before update of role on membership for each row
    when (old.role <> new.role and old.role <> 'owner' and new.role <> 'viewer' and (old.role, new.role) not in
      (('admin', 'editor'), ('admin', 'reviewer'), ('editor', 'reviewer')))
    execute function begin_right()`.execute(db);
}

/** The state of a membership before it changed or ended: a former manager still counts for a while. */
async function keepEnds(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "membership_end", {
    columns: `id uuid not null default gen_random_uuid(),
      user_id text not null,
      organization_id uuid,
      role text not null,
      right_since timestamptz not null,
      ended_at timestamptz not null default clock_timestamp()`,
    key: "id",
    access: "read",
  });
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
 * A person who manages alone may do some things without a second person. Only other managers who passed the wait count,
 * and they count for 72 hours after they left. So neither an invitation ends that state, nor does a removal begin it,
 * before people could notice.
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
}

/**
 * An invitation may be to one organization only: the invited person sees that organization and no other of the tenant.
 */
async function createInvitation(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "invitation", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid,
      email text not null check (email = lower(email) and char_length(email) <= 254),
      role text not null check (role in ${ROLES}),
      token_hash bytea not null,
      invited_by text not null references user_account (id),
      expires_at timestamptz not null,
      accepted_at timestamptz,
      revoked_at timestamptz,
      created_at timestamptz not null default now(),
      constraint role_of_organization
        check (organization_id is null or role in ('editor', 'reviewer', 'viewer')),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id)`,
    key: "id",
    access: "editable",
  });
  await sql`create index invitation_by_token on invitation (token_hash)`.execute(db);
  await admitSystem(db, "invitation", "select, update");
  await hideClosed(db, "invitation");
}

/** Whether all members need a second factor, in versions; people who manage always need one. */
async function createSecondFactorRule(db: Kysely<unknown>): Promise<void> {
  await sql`create function state_now() returns trigger language plpgsql as $$
    begin
      new.created_at := clock_timestamp();
      return new;
    end $$`.execute(db);
  await tenantTable(db, "second_factor_rule", {
    columns: `version int not null check (version > 0),
      needs_all boolean not null,
      ${BY}`,
    key: "version",
    access: "frozen",
  });
  await admitSystem(db, "second_factor_rule", "select");
  await keepCounting(db, "second_factor_rule", "app_tenant, app_system");
}

/**
 * Mails to the managers of a workspace that are still to be sent, each about an entry in the trail. A row is created in
 * the transaction of the act, for everyone who managed at that moment. It is deleted when its mail is written.
 */
async function createNotice(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "administrator_notice", {
    columns: `sequence bigint not null,
      user_id text not null,
      action text not null,
      created_at timestamptz not null default clock_timestamp()`,
    key: "sequence, user_id",
    access: "editable",
  });
  await sql`revoke update, delete on administrator_notice from app_tenant`.execute(db);
  await admitSystem(db, "administrator_notice", "select, delete");
}
