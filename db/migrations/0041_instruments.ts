import { type Kysely, sql } from "kysely";
import { BY, needed, text } from "./columns.ts";
import { tenantTable } from "./tenant-table.ts";

/**
 * The register of contractual instruments: each as its registry or contract states it, the records that it covers, and
 * the ends of both. Rows are added and never changed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createInstrument(db);
  await createSerials(db);
  await createWindow(db);
  await createAllocation(db);
  await holdVintage(db);
  await admitVerifier(db);
}

const TYPES = `'green_power_trade', 'green_electricity_certificate', 'guarantee_of_origin', 'rego', 'rec', 'i_rec',
  'power_purchase_agreement', 'direct_line', 'supplier_contract'`;
const TECHNOLOGIES = "'solar', 'wind', 'hydro', 'biomass', 'biogas', 'geothermal', 'nuclear', 'other'";

async function createInstrument(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "contractual_instrument", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      type text not null check (type in (${TYPES})),
      ${text("registry", 200)},
      ${text("serial_first", 60)},
      ${text("serial_last", 60)},
      ${text("contract_number", 200)},
      ${text("plant", 200)},
      technology text not null check (technology in (${TECHNOLOGIES})),
      country text not null check (country ~ '^[A-Z]{2}$'),
      generated_from date not null,
      generated_until date not null,
      quantity numeric(27, 12) not null check (quantity > 0),
      unit text not null check (unit in ('kWh', 'MWh', 'GJ')),
      kg_per_unit jsonb not null check (jsonb_typeof(kg_per_unit) = 'object'),
      cancelled_on date,
      ${text("beneficiary", 200)},
      statement_file_id uuid,
      ${BY},
      check (generated_from <= generated_until),
      -- A certificate has serial numbers in a registry, a contract has a number.
      check ((serial_first = '') = (serial_last = '')),
      check ((serial_first = '') = (registry = '')),
      check ((serial_first = '') <> (contract_number = '')),
      check (cancelled_on is null or cancelled_on <= (created_at at time zone 'UTC')::date + 1),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id),
      foreign key (tenant_id, statement_file_id) references evidence_file (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index contractual_instrument_of_organization on contractual_instrument
    (tenant_id, organization_id, created_at)`.execute(db);
  await tenantTable(db, "instrument_withdrawal", {
    columns: `instrument_id uuid not null,
      ${needed("reason", 1000)},
      ${BY},
      foreign key (tenant_id, instrument_id) references contractual_instrument (tenant_id, id)`,
    key: "instrument_id",
    access: "frozen",
  });
}

/**
 * Certificates that are in the register of any organization of the installation: a constraint sees the rows of all
 * tenants, although none of them does.
 */
async function createSerials(db: Kysely<unknown>): Promise<void> {
  await sql`create type serial_range as range (subtype = text, collation = "C")`.execute(db);
  await tenantTable(db, "instrument_serials", {
    columns: `instrument_id uuid not null,
      serials serial_range not null check (not isempty(serials)),
      constraint claimed_once exclude using gist (serials with &&),
      foreign key (tenant_id, instrument_id) references contractual_instrument (tenant_id, id)`,
    key: "instrument_id",
    access: "editable",
  });
  await sql`revoke update on instrument_serials from app_tenant`.execute(db);
}

/** How far from a reporting period electricity may be generated, as an organization saved it. */
async function createWindow(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "vintage_window", {
    columns: `organization_id uuid not null,
      version int not null check (version > 0),
      months_before int not null check (months_before between 0 and 6),
      months_after int not null check (months_after between 0 and 3),
      ${BY},
      foreign key (tenant_id, organization_id) references organization (tenant_id, id)`,
    key: "organization_id, version",
    access: "frozen",
  });
}

async function createAllocation(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "instrument_allocation", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      instrument_id uuid not null,
      record_id uuid not null,
      -- In the unit of the instrument.
      quantity numeric(27, 12) not null check (quantity > 0),
      ${BY},
      foreign key (tenant_id, instrument_id) references contractual_instrument (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index instrument_allocation_of_instrument on instrument_allocation (tenant_id, instrument_id)`.execute(
    db,
  );
  await sql`create index instrument_allocation_of_organization on instrument_allocation
    (tenant_id, organization_id, record_id)`.execute(db);
  await tenantTable(db, "instrument_release", {
    columns: `allocation_id uuid not null,
      ${BY},
      foreign key (tenant_id, allocation_id) references instrument_allocation (tenant_id, id)`,
    key: "allocation_id",
    access: "frozen",
  });
  await sql`create view current_instrument_allocation with (security_invoker = true) as
    select a.* from instrument_allocation a
    where not exists (select from instrument_release r where r.tenant_id = a.tenant_id and r.allocation_id = a.id)
      and not exists (select from instrument_withdrawal w
        where w.tenant_id = a.tenant_id and w.instrument_id = a.instrument_id)`.execute(db);
  await sql`grant select on current_instrument_allocation to app_tenant`.execute(db);
  // One after the other for each instrument, so that two that fit alone can't exceed it together.
  await sql`create function refuse_excess_allocation() returns trigger language plpgsql as $$
    begin
      perform pg_advisory_xact_lock(hashtextextended(n.instrument_id::text, 0))
        from (select distinct instrument_id from added order by instrument_id) n;
      if exists (
        select from contractual_instrument i
        where (i.tenant_id, i.id) in (select tenant_id, instrument_id from added)
          and (i.quantity < (select sum(a.quantity) from current_instrument_allocation a
              where a.tenant_id = i.tenant_id and a.instrument_id = i.id)
            or exists (select from instrument_withdrawal w
              where w.tenant_id = i.tenant_id and w.instrument_id = i.id))) then
        raise exception 'instrument_claimed_twice' using errcode = '23514', constraint = 'allocated_within_quantity';
      end if;
      return null;
    end $$`.execute(db);
  await sql`create trigger within_quantity after insert on instrument_allocation
    referencing new table as added for each statement execute function refuse_excess_allocation()`.execute(db);
}

/** Generation lies in the window of a reporting period with the record. Without a saved window, it is the widest. */
async function holdVintage(db: Kysely<unknown>): Promise<void> {
  await sql`create function refuse_other_vintage() returns trigger language plpgsql as $$
    begin
      if exists (
        select from added a
        join contractual_instrument i on i.tenant_id = a.tenant_id and i.id = a.instrument_id
        join current_activity_record r on r.tenant_id = a.tenant_id and r.record_id = a.record_id
        left join lateral (select w.months_before, w.months_after from vintage_window w
          where w.tenant_id = a.tenant_id and w.organization_id = a.organization_id
          order by w.version desc limit 1) w on true
        where not exists (
          select from inventory p
          where p.tenant_id = a.tenant_id and p.organization_id = a.organization_id
            and p.period_start <= r.period_start and p.period_end >= r.period_end
            and i.generated_from >= (p.period_start - make_interval(months => coalesce(w.months_before, 6)))::date
            -- The last day of a month stays one, so the day after it is shifted.
            and i.generated_until <
              ((p.period_end + 1) + make_interval(months => coalesce(w.months_after, 3)))::date)) then
        raise exception 'instrument_vintage' using errcode = '23514', constraint = 'within_vintage';
      end if;
      return null;
    end $$`.execute(db);
  await sql`create trigger within_vintage after insert on instrument_allocation
    referencing new table as added for each statement execute function refuse_other_vintage()`.execute(db);
}

const ENGAGED = `tenant_id = (select f.tenant_id from assurance_in_force f)
  and organization_id = (select f.organization_id from assurance_in_force f)`;
const READS: Readonly<Record<string, string>> = {
  contractual_instrument: ENGAGED,
  instrument_allocation: ENGAGED,
  instrument_withdrawal: `exists (select from contractual_instrument i
    where i.tenant_id = instrument_withdrawal.tenant_id and i.id = instrument_withdrawal.instrument_id)`,
  instrument_release: `exists (select from instrument_allocation a
    where a.tenant_id = instrument_release.tenant_id and a.id = instrument_release.allocation_id)`,
};

/** A verifier reads the register of the organization that engaged them. */
async function admitVerifier(db: Kysely<unknown>): Promise<void> {
  for (const [table, condition] of Object.entries(READS)) {
    await sql.raw(`grant select on ${table} to app_verifier`).execute(db);
    await sql.raw(`create policy of_verifier on ${table} for select to app_verifier using (${condition})`).execute(db);
  }
  await sql`grant select on current_instrument_allocation to app_verifier`.execute(db);
}
