import { type Kysely, sql } from "kysely";
import { admitSystem, tenantTable } from "./tenant-table.ts";

/** Where a stated uncertainty comes from. */
const BASES = "'calibration', 'measurements', 'supplier', 'publisher', 'guideline', 'pedigree', 'judgement'";

/** A name in at least one language. */
const NAMES = `name_en text not null default '' check (char_length(name_en) <= 200),
      name_zh text not null default '' check (char_length(name_zh) <= 200),
      check (name_en <> '' or name_zh <> '')`;

/** What is calculated: organizations, their facilities and sources, and the years. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "organization", {
    columns: `id uuid not null default gen_random_uuid(),
      ${NAMES},
      legal_id text not null default '' check (char_length(legal_id) <= 60),
      -- The kind decides the form that the number was checked for. No register is asked.
      legal_id_kind text not null default '' check (legal_id_kind in ('', 'uscc', 'lei', 'eori', 'vat', 'other')),
      constraint legal_id_of_a_kind check ((legal_id = '') = (legal_id_kind = '')),
      -- Every number that the organization ever had, without separators; kept by the database.
      number_keys text[] not null default '{}',
      address_en text not null default '' check (char_length(address_en) <= 400),
      address_zh text not null default '' check (char_length(address_zh) <= 400),
      description_en text not null default '' check (char_length(description_en) <= 4000),
      description_zh text not null default '' check (char_length(description_zh) <= 4000),
      responsible_name text not null default '' check (char_length(responsible_name) <= 200),
      responsible_role text not null default '' check (char_length(responsible_role) <= 200),
      responsible_contact text not null default '' check (char_length(responsible_contact) <= 200),
      consolidation_approach text not null check (consolidation_approach in ('operational_control', 'financial_control', 'equity_share')),
      gwp_set text not null,
      year_fallback text not null default 'none' check (year_fallback in ('none', 'latest_earlier')),
      is_sample boolean not null default false,
      report_validity_months int check (report_validity_months between 1 and 120),
      requires_approval boolean not null default false,
      approval_off_at timestamptz,
      created_at timestamptz not null default clock_timestamp()`,
    key: "id",
    access: "editable",
    isBook: true,
  });
  await sql`create index sample_organization on organization (created_at, id) where is_sample`.execute(db);
  await admitSystem(db, "organization", "select");

  await tenantTable(db, "facility", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      ${NAMES},
      country text not null check (country ~ '^[A-Z]{2}$'),
      grid_region text not null check (char_length(grid_region) <= 40),
      subdivision text not null default ''
        check (subdivision ~ '^([A-Z]{2}-[A-Z0-9]{1,3})?$'),
      consolidation_share text not null default '1',
      -- Marked when an import that made it is undone: records keep naming it.
      removed_at timestamptz,
      created_at timestamptz not null default clock_timestamp(),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id)`,
    key: "id",
    access: "editable",
  });
  await sql`create index facility_of_organization on facility (tenant_id, organization_id)`.execute(db);

  await tenantTable(db, "emission_source", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      facility_id uuid not null,
      ${NAMES},
      scope int not null check (scope in (1, 2, 3)),
      category text not null,
      unit text not null,
      factor_selection jsonb not null,
      -- An event is a shipment, a refill, a trip. A month without a record is complete.
      records_every text not null default 'month' check (records_every in ('month', 'event')),
      uncertainty_activity numeric(10, 6) check (uncertainty_activity >= 0 and uncertainty_activity < 10000),
      uncertainty_factor numeric(10, 6) check (uncertainty_factor >= 0 and uncertainty_factor < 10000),
      uncertainty_activity_basis text check (uncertainty_activity_basis in (${BASES})),
      uncertainty_factor_basis text check (uncertainty_factor_basis in (${BASES})),
      removed_at timestamptz,
      created_at timestamptz not null default clock_timestamp(),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id),
      foreign key (tenant_id, facility_id) references facility (tenant_id, id)`,
    key: "id",
    access: "editable",
  });
  await sql`create index emission_source_of_organization on emission_source (tenant_id, organization_id)`.execute(db);

  await tenantTable(db, "inventory", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      period_start date not null,
      period_end date not null,
      created_at timestamptz not null default now(),
      check (period_start <= period_end),
      unique (tenant_id, organization_id, period_start, period_end),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id),
      constraint inventory_organization_key unique (tenant_id, id, organization_id)`,
    key: "id",
    access: "editable",
    isBook: true,
  });
  await keepApproval(db);
  await keepNumbers(db);
}

/**
 * Organizations of a workspace that have, or had, the same registration number are one company to the gates of orders.
 * An old number counts, so changing it opens no gate. Inventories of one company are alike if their periods overlap.
 */
async function keepNumbers(db: Kysely<unknown>): Promise<void> {
  await sql`create function number_key(number text) returns text language sql immutable as $$
    select upper(regexp_replace(normalize(number, nfkc), '[[:space:][:punct:]]', '', 'g')) $$`.execute(db);
  await sql`create function note_number() returns trigger language plpgsql as $$
    declare
      known text[] := case when tg_op = 'INSERT' then '{}' else old.number_keys end;
      key text := number_key(new.legal_id);
    begin
      new.number_keys := case when key = '' or key = any (known) then known else known || key end;
      return new;
    end $$`.execute(db);
  await sql`create trigger note_number before insert or update on organization for each row
    when (current_user = 'app_tenant') execute function note_number()`.execute(db);
  await sql`create view inventory_alike with (security_invoker = true) as
    select i.tenant_id, i.id as inventory_id, other.id as alike_id
    from inventory i
    join organization o on o.tenant_id = i.tenant_id and o.id = i.organization_id
    join inventory other on other.tenant_id = i.tenant_id
      and other.period_start <= i.period_end and i.period_start <= other.period_end
    join organization p on p.tenant_id = other.tenant_id and p.id = other.organization_id
    where p.id = o.id or number_key(p.legal_id) = any (o.number_keys)`.execute(db);
  await sql`grant select on inventory_alike to app_tenant`.execute(db);
}

/** Whether reports need approved records; the time when this was switched off is kept. */
async function keepApproval(db: Kysely<unknown>): Promise<void> {
  await sql`create function note_approval_off() returns trigger language plpgsql as $$
    begin
      new.approval_off_at := case when new.requires_approval then null
        when old.requires_approval then clock_timestamp() else old.approval_off_at end;
      return new;
    end $$`.execute(db);
  await sql`create trigger approval_off before update on organization for each row when (current_user = 'app_tenant')
    execute function note_approval_off()`.execute(db);
}
