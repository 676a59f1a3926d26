import { type Kysely, sql } from "kysely";
import { admitSystem, tenantTable } from "./tenant-table.ts";

const NAMES = `name_en text not null default '' check (char_length(name_en) <= 200),
      name_zh text not null default '' check (char_length(name_zh) <= 200),
      check (name_en <> '' or name_zh <> '')`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "organization", {
    columns: `id uuid not null default gen_random_uuid(),
      ${NAMES},
      legal_id text not null default '' check (char_length(legal_id) <= 60),
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
      created_at timestamptz not null default clock_timestamp()`,
    key: "id",
    access: "editable",
  });
  await admitSystem(db, "organization", "select");

  await tenantTable(db, "facility", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      ${NAMES},
      country text not null check (country ~ '^[A-Z]{2}$'),
      grid_region text not null check (char_length(grid_region) <= 40),
      consolidation_share text not null default '1',
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
      uncertainty_activity numeric(10, 6) check (uncertainty_activity >= 0 and uncertainty_activity < 10000),
      uncertainty_factor numeric(10, 6) check (uncertainty_factor >= 0 and uncertainty_factor < 10000),
      created_at timestamptz not null default clock_timestamp(),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id),
      foreign key (tenant_id, facility_id) references facility (tenant_id, id)`,
    key: "id",
    access: "editable",
  });
  await sql`create index emission_source_of_organization on emission_source (tenant_id, organization_id)`.execute(db);
}
