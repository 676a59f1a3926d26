import { type Kysely, sql } from "kysely";
import { BY, needed, neededTrimmed, text } from "./columns.ts";
import { tenantTable } from "./tenant-table.ts";

const DECIMAL = "~ '^-?[0-9]{1,30}([.][0-9]{1,30})?$'";

const TENANT = "tenant_id = (select f.tenant_id from assurance_in_force f)";

const ENGAGED = `${TENANT} and engagement_id = (select f.id from assurance_in_force f)`;

const USER = "(select current_setting('app.user_id', true))";

/** `table (columns)` of the engagement. */
const ENGAGEMENT = `engagement_id uuid not null,
  foreign key (tenant_id, engagement_id) references assurance_engagement (tenant_id, id)`;

const RUN = `run_id uuid not null,
  foreign key (tenant_id, run_id) references calculation_run (tenant_id, id)`;

const OWN_RUN = "run_id in (select r.id from calculation_run r)";

/**
 * A verifier's work before an opinion: team, plan, samples, checked lines, misstatements and requests. Rows are added by
 * the verifier and never changed. What was sampled and checked is hidden from the company until the opinion.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTeam(db);
  await createPlan(db);
  await createSample(db);
  await createMark(db);
  await createAccessSubject(db);
  await createMisstatement(db);
  await createRequest(db);
  await guardOpinion(db);
}

/** Names and independence are what the verifier states. */
async function createTeam(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "verification_member", {
    columns: `id uuid not null default gen_random_uuid(),
      ${ENGAGEMENT},
      ${neededTrimmed("name", 200)},
      role text not null check (role in ('lead_verifier', 'verifier', 'technical_expert', 'independent_reviewer')),
      ${needed("independence", 2000)},
      ${BY},
      unique (tenant_id, id, engagement_id)`,
    key: "id",
    access: "read",
  });
  await tenantTable(db, "verification_member_end", {
    columns: `member_id uuid not null,
      engagement_id uuid not null,
      ${BY},
      foreign key (tenant_id, member_id, engagement_id)
        references verification_member (tenant_id, id, engagement_id)`,
    key: "member_id",
    access: "read",
  });
  await admitVerifier(db, "verification_member");
  await admitVerifier(db, "verification_member_end");
  // The same person, however the name is spaced or typed.
  await sql`create function person_key(name text) returns text language sql immutable as $$
    select lower(regexp_replace(normalize(name, NFKC), '[[:space:]]', '', 'g')) $$`.execute(db);
  await sql`create function guard_verification_member() returns trigger language plpgsql as $$
    begin
      perform pg_advisory_xact_lock(hashtextextended('verification_member:' || new.engagement_id::text, 0));
      if exists (select from verification_member m
          where m.tenant_id = new.tenant_id and m.engagement_id = new.engagement_id
            and person_key(m.name) = person_key(new.name)
            and (m.role = 'independent_reviewer') <> (new.role = 'independent_reviewer')
            and not exists (select from verification_member_end e
              where e.tenant_id = m.tenant_id and e.member_id = m.id)) then
        raise exception 'reviewer_in_team' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard before insert on verification_member
    for each row execute function guard_verification_member()`.execute(db);
}

/** Each saved plan has the next number. The company sees it without its risks, which show what will be tested. */
async function createPlan(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "verification_plan", {
    columns: `${ENGAGEMENT},
      number int not null check (number > 0),
      level text not null check (level in ('limited', 'reasonable')),
      ${needed("objectives", 2000)}, ${needed("criteria", 2000)}, ${needed("scope", 2000)},
      materiality_percent text not null
        check (materiality_percent ${DECIMAL} and materiality_percent::numeric between 0 and 100),
      total_basis text not null check (total_basis in ('location', 'market')),
      ${BY}`,
    key: "engagement_id, number",
    access: "read",
  });
  await tenantTable(db, "verification_visit", {
    columns: `engagement_id uuid not null,
      plan_number int not null,
      position int not null check (position > 0),
      day date not null,
      ${neededTrimmed("place", 300)},
      ${text("purpose", 1000)},
      foreign key (tenant_id, engagement_id, plan_number)
        references verification_plan (tenant_id, engagement_id, number)`,
    key: "engagement_id, plan_number, position",
    access: "read",
  });
  await tenantTable(db, "verification_risk", {
    columns: `engagement_id uuid not null,
      plan_number int not null,
      position int not null check (position > 0),
      kind text not null check (kind in ('inherent', 'control', 'detection')),
      ${needed("risk", 2000)},
      ${needed("response", 2000)},
      created_at timestamptz not null default clock_timestamp(),
      foreign key (tenant_id, engagement_id, plan_number)
        references verification_plan (tenant_id, engagement_id, number)`,
    key: "engagement_id, plan_number, position",
    access: "read",
  });
  await admitVerifier(db, "verification_plan");
  for (const table of ["verification_visit", "verification_risk"]) await admitVerifier(db, table, { hasAuthor: false });
  await hideUntilStatement(db, "verification_risk");
}

/** Method, parameters and seed are on record before the lines are drawn, so that no one can choose among results. */
async function createSample(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "verification_sample", {
    columns: `id uuid not null default gen_random_uuid(),
      ${ENGAGEMENT},
      number int not null check (number > 0),
      ${RUN},
      method text not null check (method in ('random', 'by_size', 'by_risk')),
      parameters jsonb not null check (jsonb_typeof(parameters) = 'object'),
      seed text not null check (seed ~ '^[0-9A-Za-z._-]{0,100}$' and (seed = '') = (method = 'by_risk')),
      ${BY},
      unique (tenant_id, engagement_id, number),
      unique (tenant_id, id, engagement_id)`,
    key: "id",
    access: "read",
  });
  await tenantTable(db, "verification_draw", {
    columns: `sample_id uuid not null,
      engagement_id uuid not null,
      line_ids text[] not null,
      co2e_kg text not null check (co2e_kg ${DECIMAL}),
      selected_co2e_kg text not null check (selected_co2e_kg ${DECIMAL}),
      coverage jsonb not null check (jsonb_typeof(coverage) = 'array'),
      ${BY},
      foreign key (tenant_id, sample_id, engagement_id) references verification_sample (tenant_id, id, engagement_id)`,
    key: "sample_id",
    access: "read",
  });
  for (const table of ["verification_sample", "verification_draw"]) {
    await admitVerifier(db, table, table === "verification_sample" ? { write: OWN_RUN } : {});
    await hideUntilStatement(db, table);
  }
}

/** Lines of a calculation that the verifier has checked. The newest number of a line holds. */
async function createMark(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "verification_mark", {
    columns: `organization_id uuid not null,
      engagement_id uuid not null,
      ${RUN},
      line_id text not null check (char_length(line_id) between 1 and 200),
      number int not null check (number > 0),
      state text not null check (state in ('checked', 'withdrawn')),
      ${text("note", 2000)},
      ${BY},
      foreign key (tenant_id, engagement_id, organization_id)
        references assurance_engagement (tenant_id, id, organization_id)`,
    key: "engagement_id, run_id, line_id, number",
    access: "read",
  });
  const organization = "organization_id = (select f.organization_id from assurance_in_force f)";
  await admitVerifier(db, "verification_mark", { write: `${organization} and ${OWN_RUN}` });
  await hideUntilStatement(db, "verification_mark");
}

/** Which line or file a verifier viewed. It would reveal to the company what was sampled. */
async function createAccessSubject(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "assurance_access_subject", {
    columns: `access_id uuid not null,
      engagement_id uuid not null,
      ${needed("subject", 300)},
      created_at timestamptz not null default clock_timestamp(),
      foreign key (tenant_id, access_id, engagement_id) references assurance_access (tenant_id, id, engagement_id)`,
    key: "access_id",
    access: "read",
  });
  await admitVerifier(db, "assurance_access_subject", { hasAuthor: false });
  await hideUntilStatement(db, "assurance_access_subject");
}

/** What a finding misstates, in t CO2e: above zero if the inventory is overstated. The newest number holds. */
async function createMisstatement(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "verification_misstatement", {
    columns: `finding_id uuid not null,
      number int not null check (number > 0),
      ${RUN},
      tco2e text not null check (tco2e ${DECIMAL}),
      is_corrected boolean not null,
      ${text("note", 2000)},
      ${BY},
      foreign key (tenant_id, finding_id) references assurance_finding (tenant_id, id)`,
    key: "finding_id, number",
    access: "read",
  });
  await admitVerifier(db, "verification_misstatement", {
    of: `${TENANT} and finding_id in (select f.id from assurance_finding f)`,
    write: OWN_RUN,
  });
}

/** What the verifier asks of the company. Only the company answers. */
async function createRequest(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "verification_request", {
    columns: `id uuid not null default gen_random_uuid(),
      ${ENGAGEMENT},
      number int not null check (number > 0),
      ${needed("text", 4000)},
      due_on date not null,
      ${BY},
      unique (tenant_id, engagement_id, number),
      unique (tenant_id, id, engagement_id)`,
    key: "id",
    access: "read",
  });
  await tenantTable(db, "verification_request_step", {
    columns: `request_id uuid not null,
      engagement_id uuid not null,
      step int not null check (step > 0),
      state text not null check (state in ('answered', 'closed', 'reopened')),
      ${text("text", 4000)},
      ${BY},
      check (state <> 'answered' or btrim(text) <> ''),
      foreign key (tenant_id, request_id, engagement_id)
        references verification_request (tenant_id, id, engagement_id)`,
    key: "request_id, step",
    access: "frozen",
  });
  await tenantTable(db, "verification_request_file", {
    columns: `request_id uuid not null,
      engagement_id uuid not null,
      step int not null,
      file_id uuid not null,
      foreign key (tenant_id, request_id, step) references verification_request_step (tenant_id, request_id, step),
      foreign key (tenant_id, file_id) references assurance_file (tenant_id, id)`,
    key: "request_id, file_id",
    access: "frozen",
  });
  await admitVerifier(db, "verification_request");
  await admitVerifier(db, "verification_request_step", { write: "state <> 'answered'" });
  await sql.raw("grant select on verification_request_file to app_verifier").execute(db);
  await sql
    .raw(`create policy of_verifier on verification_request_file for select to app_verifier using (${ENGAGED})`)
    .execute(db);
  await sql`create policy answers_only on verification_request_step as restrictive for insert to app_tenant
    with check (state = 'answered')`.execute(db);
  await sql`create function guard_verification_request_step() returns trigger language plpgsql as $$
    declare last text;
    begin
      select s.state into last from verification_request_step s
        where s.tenant_id = new.tenant_id and s.request_id = new.request_id and s.step = new.step - 1;
      if (new.step = 1) <> (last is null) or (coalesce(last, 'asked'), new.state) not in (
        ('asked', 'answered'), ('asked', 'closed'), ('answered', 'answered'), ('answered', 'closed'),
        ('answered', 'reopened'), ('closed', 'reopened'), ('reopened', 'answered'), ('reopened', 'closed')) then
        raise exception 'step_out_of_order' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard before insert on verification_request_step
    for each row execute function guard_verification_request_step()`.execute(db);
}

/**
 * An unmodified opinion of a verifier is refused while a material finding is open, or while the misstatements that are
 * not corrected exceed the threshold of the newest plan. They are added without their signs, so that errors which offset
 * each other don't hide one another. Without a plan, none is allowed.
 */
async function guardOpinion(db: Kysely<unknown>): Promise<void> {
  await sql`create function guard_opinion() returns trigger language plpgsql as $$
    declare named text; uncorrected numeric; percent numeric; basis text; total numeric;
    begin
      if exists (select from verification_member m
          where m.tenant_id = new.tenant_id and m.engagement_id = new.engagement_id
            and m.role <> 'independent_reviewer' and person_key(m.name) = person_key(new.independent_reviewer)
            and not exists (select from verification_member_end e
              where e.tenant_id = m.tenant_id and e.member_id = m.id)) then
        raise exception 'reviewer_in_team' using errcode = 'TT004';
      end if;
      if new.opinion <> 'unmodified' then return new; end if;
      select string_agg('F' || f.number, ', ' order by f.number) into named from assurance_finding f
        where f.tenant_id = new.tenant_id and f.engagement_id = new.engagement_id and f.severity = 'material'
          and coalesce((select s.state from assurance_finding_step s where s.tenant_id = f.tenant_id
            and s.finding_id = f.id order by s.step desc limit 1), 'open') not in ('resolved', 'withdrawn');
      if named is not null then
        raise exception 'material_finding_open' using errcode = 'TT004', detail = named;
      end if;
      select coalesce(sum(abs(m.tco2e::numeric)), 0), string_agg('F' || f.number, ', ' order by f.number)
        into uncorrected, named
        from assurance_finding f
        join verification_misstatement m on m.tenant_id = f.tenant_id and m.finding_id = f.id
        where f.tenant_id = new.tenant_id and f.engagement_id = new.engagement_id and not m.is_corrected
          and not exists (select from verification_misstatement l
            where l.tenant_id = m.tenant_id and l.finding_id = m.finding_id and l.number > m.number)
          and coalesce((select s.state from assurance_finding_step s where s.tenant_id = f.tenant_id
            and s.finding_id = f.id order by s.step desc limit 1), 'open') <> 'withdrawn';
      if uncorrected = 0 then return new; end if;
      select p.materiality_percent::numeric, p.total_basis into percent, basis from verification_plan p
        where p.tenant_id = new.tenant_id and p.engagement_id = new.engagement_id order by p.number desc limit 1;
      select case basis when 'market' then c.co2e_kg_market_based else c.co2e_kg end::numeric into total
        from calculation_run c where c.tenant_id = new.tenant_id and c.id = new.run_id;
      -- In kilograms, and without a division, so that nothing is rounded.
      if percent is null or total is null or uncorrected * 100000 > abs(total) * percent then
        raise exception 'misstatements_exceed_materiality' using errcode = 'TT004', detail = named;
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger opinion_is_supported before insert on assurance_statement
    for each row when (new.engagement_id is not null) execute function guard_opinion()`.execute(db);
}

interface Admission {
  /** The rows that the verifier sees and adds: those of the engagement, if omitted. */
  of?: string;
  /** What else holds for the rows that the verifier adds. */
  write?: string;
  hasAuthor?: boolean;
}

async function admitVerifier(
  db: Kysely<unknown>,
  table: string,
  { of = ENGAGED, write = "true", hasAuthor = true }: Admission = {},
): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db);
  await run(`grant select, insert on ${table} to app_verifier`);
  await run(`create policy of_verifier on ${table} for select to app_verifier using (${of})`);
  await run(`create policy by_verifier on ${table} for insert to app_verifier
    with check (${of} and ${write}${hasAuthor ? ` and created_by = ${USER}` : ""})`);
}

/** The company sees a row once the verifier has recorded a statement after it. */
async function hideUntilStatement(db: Kysely<unknown>, table: string): Promise<void> {
  await sql
    .raw(`create policy until_statement on ${table} as restrictive for select to app_tenant
      using (exists (select from assurance_statement s where s.tenant_id = ${table}.tenant_id
        and s.engagement_id = ${table}.engagement_id and s.created_at >= ${table}.created_at))`)
    .execute(db);
}
