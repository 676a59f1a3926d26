import { type Kysely, sql } from "kysely";
import { admitSystem, tenantTable } from "./tenant-table.ts";

/**
 * Whether an organization's reports are listed publicly: its choice, in versions, off until it is made. What is listed is a
 * public table that names no tenant, only a random id of the issuer; it is filled and emptied with the choice.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "report_listing", {
    columns: `organization_id uuid not null,
      version int not null check (version > 0),
      is_listed boolean not null,
      issuer_id uuid not null,
      created_by text not null,
      created_at timestamptz not null default clock_timestamp(),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id)`,
    key: "organization_id, version",
    access: "frozen",
  });
  await admitSystem(db, "report_listing", "select");
  await sql`create table listed_report (
    number text primary key references published_report (number),
    issuer_id uuid not null)`.execute(db);
  await sql`create index listed_report_of_issuer on listed_report (issuer_id, number)`.execute(db);
  await sql`grant select on listed_report to app_public, app_tenant, app_system`.execute(db);
  await sql`grant select, insert, delete on listed_report to app_log`.execute(db);
}
