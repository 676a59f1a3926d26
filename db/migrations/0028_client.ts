import { type Kysely, sql } from "kysely";
import { tenantTable } from "./tenant-table.ts";

/** An optional text that is written with something in it or not at all. */
const TEXT = (name: string, most: number) =>
  `${name} text not null default '' check (${name} = btrim(${name}) and char_length(${name}) <= ${most})`;

/**
 * Who buys from a seller's tenant: a party with a legal name and an address, whether or not it has an organization here.
 * Its details are numbered statements; an invoice names the one that it was made with.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "client", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid,
      created_by text not null,
      created_at timestamptz not null default clock_timestamp(),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index client_of_organization on client (tenant_id, organization_id)`.execute(db);
  await tenantTable(db, "client_version", {
    columns: `client_id uuid not null,
      version int not null check (version > 0),
      after int,
      ${TEXT("legal_name_en", 200)},
      ${TEXT("legal_name_zh", 200)},
      country text not null check (country ~ '^[A-Z]{2}$'),
      ${TEXT("tax_id", 60)},
      ${TEXT("address_en", 500)},
      ${TEXT("address_zh", 500)},
      ${TEXT("contact_name", 100)},
      email text not null default '' check (email = '' or (email = lower(email) and char_length(email) between 3 and 254)),
      is_business boolean not null default true,
      locale text not null check (locale in ('en', 'zh')),
      created_by text not null,
      created_at timestamptz not null default clock_timestamp(),
      check (legal_name_en <> '' or legal_name_zh <> ''),
      constraint client_version_follows check (case when version = 1 then after is null else after = version - 1 end),
      foreign key (tenant_id, client_id) references client (tenant_id, id),
      foreign key (tenant_id, client_id, after) references client_version (tenant_id, client_id, version)`,
    key: "client_id, version",
    access: "frozen",
  });
  // What a client is called and where it is now: its newest version.
  await sql`create view current_client with (security_invoker = true) as
    select distinct on (v.tenant_id, v.client_id) c.organization_id, v.*
    from client_version v join client c on c.tenant_id = v.tenant_id and c.id = v.client_id
    order by v.tenant_id, v.client_id, v.version desc`.execute(db);
  await sql`grant select on current_client to app_tenant`.execute(db);
}
