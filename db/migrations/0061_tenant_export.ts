import { type Kysely, sql } from "kysely";
import { admitSystem, tenantTable } from "./tenant-table.ts";

/**
 * Exports of a whole workspace, asked for on its own pages: that somebody asked, the archive that came of it and until
 * when it can be had, and that its bytes are gone. One is made at a time.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "tenant_export", {
    columns: `id uuid not null,
      created_by text not null,
      created_at timestamptz not null default clock_timestamp()`,
    key: "id",
    access: "frozen",
  });
  await tenantTable(db, "tenant_export_file", {
    columns: `export_id uuid not null,
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      byte_size bigint not null check (byte_size > 0),
      row_count bigint not null check (row_count >= 0),
      file_count bigint not null check (file_count >= 0),
      created_at timestamptz not null default clock_timestamp(),
      expires_at timestamptz not null default clock_timestamp() + interval '7 days',
      check (expires_at <= created_at + interval '8 days'),
      foreign key (tenant_id, export_id) references tenant_export (tenant_id, id)`,
    key: "export_id",
    access: "frozen",
  });
  await tenantTable(db, "tenant_export_removal", {
    columns: `export_id uuid not null,
      created_at timestamptz not null default clock_timestamp(),
      foreign key (tenant_id, export_id) references tenant_export_file (tenant_id, export_id)`,
    key: "export_id",
    access: "frozen",
  });
  // The sweep looks for what has run out, whosever it is.
  for (const table of ["tenant_export_file", "tenant_export_removal"]) await admitSystem(db, table, "select");
  await sql`create unique index job_one_export on job (tenant_id)
    where kind = 'export-tenant' and state in ('queued', 'running')`.execute(db);
}
