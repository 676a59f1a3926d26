import { type Kysely, sql } from "kysely";
import { BY } from "./columns.ts";
import { tenantTable } from "./tenant-table.ts";

/**
 * The organization with the data of a client, in numbered versions, so that it can be chosen and removed at any time. It
 * replaces the column of `client`, which was set when a client was added and never again.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "client_link", {
    // An engaged organization is in the tenant of its company, so no foreign key holds it: it is erased with that tenant.
    columns: `client_id uuid not null,
      version int not null check (version > 0),
      after int,
      organization_id uuid,
      engagement_id uuid,
      engaged_organization_id uuid,
      ${BY},
      constraint link_to_one_organization check (organization_id is null or engaged_organization_id is null),
      constraint link_by_engagement check ((engagement_id is null) = (engaged_organization_id is null)),
      constraint client_link_follows check (case when version = 1 then after is null else after = version - 1 end),
      foreign key (tenant_id, client_id) references client (tenant_id, id),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id),
      foreign key (tenant_id, client_id, after) references client_link (tenant_id, client_id, version)`,
    key: "client_id, version",
    access: "frozen",
  });
  await moveLinks(db);
  await sql`create view current_client with (security_invoker = true) as
    select distinct on (v.tenant_id, v.client_id) l.organization_id, l.engagement_id, v.*
    from client_version v
    left join lateral (select coalesce(n.organization_id, n.engaged_organization_id) as organization_id, n.engagement_id
      from client_link n where n.tenant_id = v.tenant_id and n.client_id = v.client_id
      order by n.version desc limit 1) l on true
    order by v.tenant_id, v.client_id, v.version desc`.execute(db);
  await sql`grant select on current_client to app_tenant`.execute(db);
}

/** With the author and the time of each. Forced policies would hide the rows from an owner who is no superuser. */
async function moveLinks(db: Kysely<unknown>): Promise<void> {
  const tables = ["client", "client_link"];
  for (const table of tables) await sql`alter table ${sql.table(table)} no force row level security`.execute(db);
  await sql`insert into client_link (tenant_id, client_id, version, organization_id, created_by, created_at)
    select tenant_id, id, 1, organization_id, created_by, created_at from client
    where organization_id is not null`.execute(db);
  for (const table of tables) await sql`alter table ${sql.table(table)} force row level security`.execute(db);
  await sql`drop view current_client`.execute(db);
  await sql`alter table client drop column organization_id`.execute(db);
}
