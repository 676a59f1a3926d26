import { type Kysely, sql } from "kysely";
import { freeze, tenantTable } from "./tenant-table.ts";

/**
 * The life of a report: until when it holds, how two people withdraw it, what the log may say of it, and what witnesses
 * signed. A withdrawal can't be stated by one person alone, whatever code writes it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await widenStatements(db);
  await addValidity(db);
  await createWithdrawal(db);
  await guardWithdrawal(db);
  await createCosignatures(db);
}

async function widenStatements(db: Kysely<unknown>): Promise<void> {
  await sql`alter table statement drop constraint statement_kind_check`.execute(db);
  await sql`alter table statement add constraint statement_kind_check check (kind in
    ('issue', 'supersede', 'withdraw', 'expire', 'key_set', 'assurance', 'assurance_withdrawn'))`.execute(db);
  // Each of these happens to a report once.
  await sql`create unique index statement_once on statement (number, kind)
    where kind in ('issue', 'supersede', 'withdraw', 'expire')`.execute(db);
}

/** The last day on which a report holds, in UTC; none where it holds until it is replaced or withdrawn. */
async function addValidity(db: Kysely<unknown>): Promise<void> {
  await sql`alter table report add column valid_until date`.execute(db);
  await sql`alter table published_report add column expires_at timestamptz`.execute(db);
  await sql`create index published_report_expiry on published_report (expires_at) where expires_at is not null`.execute(
    db,
  );
  await sql`alter table organization add column report_validity_months int
    check (report_validity_months between 1 and 120)`.execute(db);
}

/**
 * One row each time somebody proposes to withdraw a report, and at most one that ends it. The keys hold the order: a
 * second attempt refers to the end of the first, which was not a confirmation.
 */
async function createWithdrawal(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "report_withdrawal", {
    columns: `report_id uuid not null,
      attempt int not null check (attempt between 1 and 1000),
      organization_id uuid not null,
      reason_en text not null check (char_length(reason_en) <= 1000),
      reason_zh text not null check (char_length(reason_zh) <= 1000),
      after int,
      after_state text check (after_state in ('declined', 'taken_back')),
      person_id text not null,
      created_by text not null,
      created_at timestamptz not null default clock_timestamp(),
      check (btrim(reason_en) <> '' or btrim(reason_zh) <> ''),
      constraint one_at_a_time check (
        case when attempt = 1 then after is null and after_state is null
             else after is not null and after_state is not null and after = attempt - 1 end),
      unique (tenant_id, report_id, attempt, person_id),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id),
      foreign key (tenant_id, report_id) references report (tenant_id, id)`,
    key: "report_id, attempt",
    access: "frozen",
  });
  await tenantTable(db, "report_withdrawal_end", {
    columns: `report_id uuid not null,
      attempt int not null,
      organization_id uuid not null,
      state text not null check (state in ('confirmed', 'declined', 'taken_back')),
      note text not null default '' check (char_length(note) <= 1000),
      proposer_id text not null,
      person_id text not null,
      created_by text not null,
      created_at timestamptz not null default clock_timestamp(),
      constraint ended_by_another check ((state = 'taken_back') = (person_id = proposer_id)),
      check (state <> 'declined' or btrim(note) <> ''),
      unique (tenant_id, report_id, attempt, state),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id),
      foreign key (tenant_id, report_id, attempt, proposer_id)
        references report_withdrawal (tenant_id, report_id, attempt, person_id)`,
    key: "report_id, attempt",
    access: "frozen",
  });
  await sql`alter table report_withdrawal add constraint after_an_end
    foreign key (tenant_id, report_id, after, after_state)
    references report_withdrawal_end (tenant_id, report_id, attempt, state)`.execute(db);
}

/**
 * Who acts is looked up, not told: the person behind the author, who manages the organization. The log takes a withdrawal
 * only where a second person confirmed it; its role sees no more for that than the tenant in context.
 */
async function guardWithdrawal(db: Kysely<unknown>): Promise<void> {
  await sql`create function name_person() returns trigger language plpgsql as $$
    begin
      new.person_id := (select a.person_id from author a where a.id = new.created_by);
      if not exists (select 1 from report r where r.tenant_id = new.tenant_id and r.id = new.report_id
                       and r.organization_id = new.organization_id)
        or not exists (select 1 from membership m where m.tenant_id = new.tenant_id and m.user_id = new.person_id
                         and m.role in ('owner', 'admin')
                         and (m.organization_id is null or m.organization_id = new.organization_id)) then
        raise exception 'not_a_manager' using errcode = 'TT003';
      end if;
      return new;
    end $$`.execute(db);
  for (const table of ["report_withdrawal", "report_withdrawal_end"]) {
    await sql`create trigger name_person before insert on ${sql.table(table)}
      for each row execute function name_person()`.execute(db);
  }
  await admitLog(db, "report_withdrawal_end", "tenant_id, report_id, state");
  await admitLog(db, "report", "tenant_id, id, number");
  await sql`create function withdrawn_by_two() returns trigger language plpgsql as $$
    begin
      if new.kind = 'withdraw' and not exists (
        select 1 from report r join report_withdrawal_end e on e.tenant_id = r.tenant_id and e.report_id = r.id
        where r.number = new.number and e.state = 'confirmed') then
        raise exception 'withdrawal_not_confirmed' using errcode = 'TT003';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger withdrawn_by_two before insert on statement
    for each row execute function withdrawn_by_two()`.execute(db);
}

async function admitLog(db: Kysely<unknown>, table: string, columns: string): Promise<void> {
  await sql.raw(`grant select (${columns}) on ${table} to app_log`).execute(db);
  await sql
    .raw(
      `create policy of_log on ${table} for select to app_log
         using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))`,
    )
    .execute(db);
}

/** What a witness signed: that it saw this checkpoint, consistent with all it saw before. */
async function createCosignatures(db: Kysely<unknown>): Promise<void> {
  await sql`create table log_cosignature (
    size bigint not null references log_checkpoint (size),
    witness text not null check (char_length(witness) between 1 and 200),
    key_id bytea not null check (length(key_id) = 4),
    line text not null check (char_length(line) <= 1000),
    cosigned_at timestamptz not null,
    received_at timestamptz not null default clock_timestamp(),
    primary key (size, witness, key_id))`.execute(db);
  await sql`grant select on log_cosignature to app_public, app_tenant, app_system`.execute(db);
  await sql`grant insert on log_cosignature to app_system`.execute(db);
  await freeze(db, "log_cosignature");
}
