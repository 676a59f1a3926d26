import { type Kysely, sql } from "kysely";
import { BY, LOCALES } from "./columns.ts";
import { keepCounting } from "./counting-rule.ts";
import { admitSystem, tenantTable } from "./tenant-table.ts";

const OF_ORGANIZATION = "foreign key (tenant_id, organization_id) references organization (tenant_id, id)";

/**
 * The life of a report: confirmation by a second person where required, and withdrawal by two people. No code can record
 * a withdrawal by one person alone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createWithdrawal(db);
  await guardWithdrawal(db);
  await createReleases(db);
  await guardReleases(db);
  await createListing(db);
}

/**
 * One row each time a withdrawal of a report is proposed, and at most one that ends it. The keys enforce the order: a
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
      ${BY},
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
      ${BY},
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
 * The acting person is looked up, not passed in: the person behind the author, who manages the organization. The log
 * accepts a withdrawal only if a second person confirmed it. For this its role sees no more than the tenant in context.
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
        select 1 from report r
          join report_withdrawal_end e on e.tenant_id = r.tenant_id and e.report_id = r.id
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

/** Whether a second person must confirm each report, in versions; and the proposals and confirmations. */
async function createReleases(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "release_rule", {
    columns: `version int not null check (version > 0),
      needs_second boolean not null,
      ${BY}`,
    key: "version",
    access: "frozen",
  });
  await keepCounting(db, "release_rule", "app_tenant");
  await tenantTable(db, "report_release", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      run_id uuid not null,
      ${LOCALES},
      valid_until date,
      withhold text not null check (char_length(withhold) between 1 and 40),
      person_id text not null,
      ${BY},
      unique (tenant_id, id, person_id),
      ${OF_ORGANIZATION},
      foreign key (tenant_id, run_id) references calculation_run (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index report_release_of_run on report_release (tenant_id, run_id)`.execute(db);
  await tenantTable(db, "report_release_end", {
    columns: `release_id uuid not null,
      organization_id uuid not null,
      state text not null check (state in ('confirmed', 'declined', 'taken_back')),
      note text not null default '' check (char_length(note) <= 1000),
      proposer_id text not null,
      person_id text not null,
      ${BY},
      constraint ended_by_another check ((state = 'taken_back') = (person_id = proposer_id)),
      check (state <> 'declined' or btrim(note) <> ''),
      ${OF_ORGANIZATION},
      foreign key (tenant_id, release_id, proposer_id) references report_release (tenant_id, id, person_id)`,
    key: "release_id",
    access: "frozen",
  });
}

/** The acting person is looked up, not passed in. Each confirmation is for one report. */
async function guardReleases(db: Kysely<unknown>): Promise<void> {
  await sql`create function name_releaser() returns trigger language plpgsql as $$
    begin
      new.person_id := (select a.person_id from author a where a.id = new.created_by);
      if new.person_id is null then
        raise exception 'not_a_person' using errcode = 'TT006';
      end if;
      return new;
    end $$`.execute(db);
  for (const table of ["report_release", "report_release_end"]) {
    await sql`create trigger by_person before insert on ${sql.table(table)}
      for each row execute function name_releaser()`.execute(db);
  }
  await sql`create function guard_release_end() returns trigger language plpgsql as $$
    begin
      if new.state = 'confirmed' and not exists (
          select 1 from membership m where m.tenant_id = new.tenant_id and m.user_id = new.person_id
            and m.role in ('owner', 'admin') and (m.organization_id is null or m.organization_id = new.organization_id))
        and not exists (
          select 1 from engagement_actor x
          join engagement_in_force f on f.tenant_id = x.tenant_id and f.id = x.engagement_id
          where x.tenant_id = new.tenant_id and x.author_id = new.created_by
            and f.organization_id = new.organization_id and f.may_issue) then
        raise exception 'may_not_issue' using errcode = 'TT006';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger may_confirm before insert on report_release_end
    for each row execute function guard_release_end()`.execute(db);
  await sql`create function released_by_two() returns trigger language plpgsql as $$
    begin
      if exists (select from counting_release_rule r where r.tenant_id = new.tenant_id and r.needs_second)
        and (select count(*) from report_release p
               join report_release_end e on e.tenant_id = p.tenant_id and e.release_id = p.id
             where p.tenant_id = new.tenant_id and p.organization_id = new.organization_id
               and p.run_id = new.run_id and p.locales = new.locales and e.state = 'confirmed')
         <= (select count(*) from report o where o.tenant_id = new.tenant_id and o.run_id = new.run_id
               and o.locales = new.locales and o.issued_at >= (select min(r.created_at) from release_rule r
                 where r.tenant_id = new.tenant_id)) then
        raise exception 'release_not_confirmed' using errcode = 'TT006';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger released_by_two before insert on report
    for each row execute function released_by_two()`.execute(db);
}

/** Whether an organization's reports are listed publicly: its choice, in versions, off by default. */
async function createListing(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "report_listing", {
    columns: `organization_id uuid not null,
      version int not null check (version > 0),
      is_listed boolean not null,
      issuer_id uuid not null,
      ${BY},
      foreign key (tenant_id, organization_id) references organization (tenant_id, id)`,
    key: "organization_id, version",
    access: "frozen",
  });
  await admitSystem(db, "report_listing", "select");
}
