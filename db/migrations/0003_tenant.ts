import { type Kysely, sql } from "kysely";
import { BY } from "./columns.ts";
import { admitSystem, freeze, protect, tenantTable } from "./tenant-table.ts";

/**
 * Workspaces and their deletion. A manager requests it, another one confirms. Then the workspace works as usual for
 * some days, is closed for 30 days without any loss of data, and is erased. People, order and periods are enforced
 * here, by the database's clock. Only the role `app_eraser` deletes rows: those of the tenant in context, and only once
 * its erasure is a fact. Rows of other workspaces, and published data, are not deleted.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create function refuse_change() returns trigger language plpgsql set search_path = pg_catalog as
    $$ begin
      if tg_op = 'DELETE' and current_user = 'app_eraser' then return null; end if;
      raise exception 'facts are added, never edited (%)', tg_table_name using errcode = '42501';
    end $$`.execute(db);
  await createTenant(db);
  await createErasure(db);
  await createFacts(db);
  await guardFacts(db);
  await guardEnd(db);
  await closeTenants(db);
}

async function createTenant(db: Kysely<unknown>): Promise<void> {
  await sql`create table tenant (
    id uuid primary key default gen_random_uuid(),
    name text not null check (char_length(name) between 1 and 200),
    -- What its owner answered. No right depends on it, except that only a verification body confirms statements.
    kind text not null check (kind in ('company', 'consultancy', 'verification_body')),
    time_zone text not null default 'UTC' check (char_length(time_zone) between 1 and 64),
    -- Identifies the workspace publicly: as issuer of its reports, and in records that prove a domain.
    identity_id uuid not null default gen_random_uuid() unique,
    created_at timestamptz not null default now())`.execute(db);
  await protect(db, "tenant", "id");
  await sql`grant select, update (name, kind, time_zone) on tenant to app_tenant`.execute(db);
  await admitSystem(db, "tenant", "select, insert");
  // The operator reads the holders of plans by name, a page at a time.
  await sql`create index tenant_by_name on tenant (name, id)`.execute(db);
}

/** The remains of an erased workspace, without any reference to deleted rows. Added only when due. */
async function createErasure(db: Kysely<unknown>): Promise<void> {
  await sql`create table tenant_erasure (
    tenant_id uuid not null references tenant (id),
    attempt int not null,
    books_until timestamptz,
    report_numbers text[] not null,
    created_at timestamptz not null default clock_timestamp(),
    unique (tenant_id),
    primary key (tenant_id, attempt))`.execute(db);
  await protect(db, "tenant_erasure", "tenant_id");
  await sql`grant select on tenant_erasure to app_tenant`.execute(db);
  await sql`grant select, insert on tenant_erasure to app_eraser`.execute(db);
  await freeze(db, "tenant_erasure");
  await admitSystem(db, "tenant_erasure", "select");
  await sql`create function may_erase(is_book boolean) returns boolean language sql stable as $$
    select exists (select from tenant_erasure r
      where r.tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
        and (not is_book or coalesce(r.books_until, r.created_at) <= clock_timestamp())) $$`.execute(db);
  const own = "(select nullif(current_setting('app.tenant_id', true), '')::uuid)";
  await sql
    .raw(
      `create policy of_eraser on tenant_erasure to app_eraser using (tenant_id = ${own}) with check (tenant_id = ${own})`,
    )
    .execute(db);
  await sql`grant select, update (name) on tenant to app_eraser`.execute(db);
  await sql
    .raw(`create policy of_eraser on tenant to app_eraser using (id = ${own} and (select may_erase(false)))`)
    .execute(db);
}

async function createFacts(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "tenant_deletion", {
    columns: `attempt int not null check (attempt > 0),
      reason text not null check (char_length(reason) between 1 and 1000),
      ${BY}`,
    key: "attempt",
    access: "frozen",
  });
  await tenantTable(db, "tenant_deletion_confirmation", {
    columns: `attempt int not null,
      is_alone boolean not null,
      closes_at timestamptz not null,
      erases_at timestamptz not null check (erases_at >= closes_at + interval '30 days'),
      ${BY},
      foreign key (tenant_id, attempt) references tenant_deletion (tenant_id, attempt)`,
    key: "attempt",
    access: "frozen",
  });
  await tenantTable(db, "tenant_deletion_end", {
    columns: `attempt int not null,
      ${BY},
      foreign key (tenant_id, attempt) references tenant_deletion (tenant_id, attempt)`,
    key: "attempt",
    access: "frozen",
  });
  await tenantTable(db, "tenant_closing", {
    columns: `attempt int not null,
      created_at timestamptz not null default clock_timestamp(),
      foreign key (tenant_id, attempt) references tenant_deletion_confirmation (tenant_id, attempt)`,
    key: "attempt",
    access: "frozen",
  });
  for (const table of ["tenant_deletion_confirmation", "tenant_deletion_end", "tenant_closing"]) {
    await admitSystem(db, table, "select");
  }
}

const MANAGES = (person: string) => `exists (select from membership m where m.tenant_id = new.tenant_id
  and m.user_id = ${person} and m.organization_id is null and m.role in ('owner', 'admin'))`;

const NOT_ENDED = `not exists (select from tenant_deletion_end e
  where e.tenant_id = d.tenant_id and e.attempt = d.attempt)`;

/** Two acts about the same workspace wait for each other, with the lock that every entry of its trail takes. */
const LOCK = `perform pg_advisory_xact_lock(hashtextextended('audit:' || new.tenant_id, 0));
  new.created_at := clock_timestamp();`;

/** The acting person is the current user, and manages the whole workspace. */
const BY_MANAGER = `if new.created_by is distinct from nullif(current_setting('app.user_id', true), '')
     or not ${MANAGES("new.created_by")} then
    raise exception 'not_a_manager' using errcode = '42501';
  end if;`;

async function guardFacts(db: Kysely<unknown>): Promise<void> {
  await guard(
    db,
    "tenant_deletion",
    `begin
      ${LOCK}
      ${BY_MANAGER}
      if new.tenant_id = plan_operator() then
        raise exception 'operator_stays' using errcode = '23514';
      end if;
      if new.attempt <> (select count(*) + 1 from tenant_deletion d where d.tenant_id = new.tenant_id)
         or exists (select from tenant_deletion d where d.tenant_id = new.tenant_id and ${NOT_ENDED}) then
        raise exception 'deletion_open' using errcode = '23505';
      end if;
      return new;
    end`,
  );
  await guard(
    db,
    "tenant_deletion_confirmation",
    `declare asked record;
    begin
      ${LOCK}
      ${BY_MANAGER}
      select d.created_by, d.created_at into asked from tenant_deletion d
       where d.tenant_id = new.tenant_id and d.attempt = new.attempt and ${NOT_ENDED};
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
    end`,
  );
  await guard(
    db,
    "tenant_deletion_end",
    `begin
      ${LOCK}
      ${BY_MANAGER}
      if exists (select from tenant_erasure r where r.tenant_id = new.tenant_id) then
        raise exception 'deletion_over' using errcode = '23514';
      end if;
      return new;
    end`,
  );
}

async function guardEnd(db: Kysely<unknown>): Promise<void> {
  await guard(
    db,
    "tenant_closing",
    `begin
      ${LOCK}
      if not exists (select from tenant_deletion_confirmation d where d.tenant_id = new.tenant_id
           and d.attempt = new.attempt and d.closes_at <= new.created_at and ${NOT_ENDED}) then
        raise exception 'not_due' using errcode = '23514';
      end if;
      return new;
    end`,
  );
  await guard(
    db,
    "tenant_erasure",
    `begin
      ${LOCK}
      if not exists (select from tenant_deletion_confirmation d where d.tenant_id = new.tenant_id
           and d.attempt = new.attempt and d.erases_at <= new.created_at and ${NOT_ENDED}) then
        raise exception 'not_due' using errcode = '23514';
      end if;
      new.report_numbers := array(select r.number from report r where r.tenant_id = new.tenant_id order by 1);
      new.books_until := case when exists (select from ledger_transaction l where l.tenant_id = new.tenant_id)
        then new.created_at + interval '10 years' end;
      return new;
    end`,
  );
}

async function guard(db: Kysely<unknown>, table: string, body: string): Promise<void> {
  await sql.raw(`create function guard_${table}() returns trigger language plpgsql as $$ ${body} $$`).execute(db);
  await sql
    .raw(`create trigger guard before insert on ${table} for each row execute function guard_${table}()`)
    .execute(db);
}

/**
 * Closes a workspace by the clock, without any action. Work on a closed workspace (its export, cancelling the deletion,
 * the sweep) sets `app.even_closed` for its transaction.
 */
async function closeTenants(db: Kysely<unknown>): Promise<void> {
  await sql`create function closed_tenants() returns uuid[] language sql stable as $$
    select case when current_setting('app.even_closed', true) = 'on' then '{}'::uuid[] else array(
      select d.tenant_id from tenant_deletion_confirmation d where d.closes_at <= now()
        and not exists (select from tenant_deletion_end e where e.tenant_id = d.tenant_id and e.attempt = d.attempt)
      union select tenant_id from tenant_erasure) end $$`.execute(db);
}
