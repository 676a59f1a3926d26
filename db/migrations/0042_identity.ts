import { type Kysely, sql } from "kysely";
import { BY } from "./columns.ts";
import { admitSystem, freeze, hideClosed, tenantTable } from "./tenant-table.ts";

/**
 * Who issues a report: the workspace behind each published report, the domains that workspaces add, and every check
 * whether they control them. Whether a domain is proved follows from the checks.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createDomain(db);
  await createPublic(db);
}

const DNS = "'found', 'none', 'other', 'unreachable'";
const WEB = "'found', 'none', 'other', 'unreachable', 'private', 'redirected', 'too_large', 'not_asked'";

async function createDomain(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "domain_claim", {
    columns: `id uuid not null default gen_random_uuid(),
      domain text not null check (domain = lower(domain) and domain ~ '^[a-z0-9-]+(\\.[a-z0-9-]+)+$' and char_length(domain) <= 230),
      ${BY}`,
    key: "id",
    access: "frozen",
  });
  await tenantTable(db, "domain_claim_end", {
    columns: `claim_id uuid not null,
      ${BY},
      foreign key (tenant_id, claim_id) references domain_claim (tenant_id, id)`,
    key: "claim_id",
    access: "frozen",
  });
  await tenantTable(db, "domain_check", {
    columns: `claim_id uuid not null,
      number int not null check (number > 0),
      dns text not null check (dns in (${DNS})),
      web text not null check (web in (${WEB})),
      ${BY},
      foreign key (tenant_id, claim_id) references domain_claim (tenant_id, id)`,
    key: "claim_id, number",
    access: "frozen",
  });
  // The sweep looks for the domains of all workspaces that are due.
  for (const table of ["domain_claim", "domain_claim_end", "domain_check"]) {
    await admitSystem(db, table, "select");
    await hideClosed(db, table);
  }
}

/** Names no tenant: an identity is a random id. Its proofs are replaced with each change of their facts. */
async function createPublic(db: Kysely<unknown>): Promise<void> {
  await sql`create table report_issuer (
    number text primary key references published_report (number),
    identity_id uuid not null)`.execute(db);
  await sql`create index report_issuer_of_identity on report_issuer (identity_id, number)`.execute(db);
  await sql`grant select on report_issuer to app_public, app_tenant, app_system`.execute(db);
  await sql`grant select, insert on report_issuer to app_log`.execute(db);
  await freeze(db, "report_issuer");
  await sql`create table domain_proof (
    identity_id uuid not null,
    domain text not null,
    method text not null check (method in ('dns', 'web')),
    proved_at timestamptz not null,
    confirmed_at timestamptz not null,
    failed_at timestamptz,
    lapsed_at timestamptz,
    primary key (identity_id, domain))`.execute(db);
  await sql`grant select on domain_proof to app_public, app_tenant, app_system`.execute(db);
  await sql`grant select, insert, delete on domain_proof to app_log`.execute(db);
}
