import { type Kysely, sql } from "kysely";
import { tenantTable } from "./tenant-table.ts";

const OF_ORGANIZATION = "foreign key (tenant_id, organization_id) references organization (tenant_id, id)";

/**
 * What a consultancy states for its whole workspace: under which name and colour its people issue, and whether a second
 * person must confirm a report; the proposals and confirmations; and the time that its people worked. That two people
 * stand behind a report is held here, whatever code issues it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createStatements(db);
  await createReleases(db);
  await guardReleases(db);
  await createTime(db);
}

async function createStatements(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "tenant_brand", {
    columns: `version int not null check (version > 0),
      accent text not null check (accent ~ '^#[0-9A-F]{6}$'),
      name_en text not null check (char_length(name_en) <= 200),
      name_zh text not null check (char_length(name_zh) <= 200),
      created_by text not null,
      created_at timestamptz not null default clock_timestamp(),
      constraint named_in_both check ((name_en = '') = (name_zh = ''))`,
    key: "version",
    access: "frozen",
  });
  await tenantTable(db, "release_rule", {
    columns: `version int not null check (version > 0),
      needs_second boolean not null,
      created_by text not null,
      created_at timestamptz not null default clock_timestamp()`,
    key: "version",
    access: "frozen",
  });
}

async function createReleases(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "report_release", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      run_id uuid not null,
      locale text not null check (locale in ('en', 'zh', 'both')),
      valid_until date,
      withhold text not null check (char_length(withhold) between 1 and 40),
      person_id text not null,
      created_by text not null,
      created_at timestamptz not null default clock_timestamp(),
      unique (tenant_id, id, person_id),
      ${OF_ORGANIZATION},
      foreign key (tenant_id, run_id) references calculation_run (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index report_release_of_run on report_release (tenant_id, run_id, locale)`.execute(db);
  await tenantTable(db, "report_release_end", {
    columns: `release_id uuid not null,
      organization_id uuid not null,
      state text not null check (state in ('confirmed', 'declined', 'taken_back')),
      note text not null default '' check (char_length(note) <= 1000),
      proposer_id text not null,
      person_id text not null,
      created_by text not null,
      created_at timestamptz not null default clock_timestamp(),
      constraint ended_by_another check ((state = 'taken_back') = (person_id = proposer_id)),
      check (state <> 'declined' or btrim(note) <> ''),
      ${OF_ORGANIZATION},
      foreign key (tenant_id, release_id, proposer_id) references report_release (tenant_id, id, person_id)`,
    key: "release_id",
    access: "frozen",
  });
}

/** Who acts is looked up, not told. Each confirmation serves one report. */
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
      if coalesce((select r.needs_second from release_rule r where r.tenant_id = new.tenant_id
                     order by r.version desc limit 1), false)
        and (select count(*) from report_release p
               join report_release_end e on e.tenant_id = p.tenant_id and e.release_id = p.id
             where p.tenant_id = new.tenant_id and p.organization_id = new.organization_id
               and p.run_id = new.run_id and p.locale = new.locale and e.state = 'confirmed')
         <= (select count(*) from report o where o.tenant_id = new.tenant_id and o.run_id = new.run_id
               and o.locale = new.locale and o.issued_at >= (select min(r.created_at) from release_rule r
                 where r.tenant_id = new.tenant_id)) then
        raise exception 'release_not_confirmed' using errcode = 'TT006';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger released_by_two before insert on report
    for each row execute function released_by_two()`.execute(db);
}

/** Kept by the consultancy about its work for a client, in its own tenant; a correction is a further entry. */
async function createTime(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "time_entry", {
    columns: `id uuid not null default gen_random_uuid(),
      client_id uuid not null,
      client_name text not null check (char_length(client_name) between 1 and 200),
      day date not null,
      minutes int not null check (minutes between 0 and 1440),
      note text not null default '' check (char_length(note) <= 1000),
      is_billable boolean not null,
      replaces uuid,
      created_by text not null,
      created_at timestamptz not null default clock_timestamp(),
      constraint struck_out_only_by_correction check (minutes > 0 or replaces is not null),
      constraint corrected_once unique (tenant_id, replaces),
      foreign key (tenant_id, replaces) references time_entry (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index time_entry_by_day on time_entry (tenant_id, day)`.execute(db);
}
