import type { Kysely } from "kysely";
import { tenantTable } from "./tenant-table.ts";

/** What a company keeps from buyers: sources marked as confidential, and of each report what its public copy leaves out. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // No key to the source: a mark stays as what was once decided, also when a source without records is taken away.
  await tenantTable(db, "source_confidentiality", {
    columns: `organization_id uuid not null,
      source_id uuid not null,
      version int not null check (version > 0),
      is_confidential boolean not null,
      created_by text not null,
      created_at timestamptz not null default clock_timestamp(),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id)`,
    key: "source_id, version",
    access: "frozen",
  });

  // The secret makes the salts and is never public; the document is the copy that the report embeds.
  await tenantTable(db, "report_disclosure", {
    columns: `report_id uuid not null,
      level text not null check (level in ('names', 'inputs')),
      withholding jsonb not null check (jsonb_typeof(withholding) = 'object' and withholding <> '{}'::jsonb),
      secret bytea not null check (octet_length(secret) = 32),
      lines_root text not null check (lines_root ~ '^[0-9a-f]{64}$'),
      document text not null,
      foreign key (tenant_id, report_id) references report (tenant_id, id)`,
    key: "report_id",
    access: "frozen",
  });
}
