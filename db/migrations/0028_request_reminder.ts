import type { Kysely } from "kysely";
import { tenantTable } from "./tenant-table.ts";

/** A reminder of a data request is claimed before its mail leaves: two workers can't both write the same day. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "data_request_reminder", {
    columns: `request_id uuid not null,
      day date not null,
      created_at timestamptz not null default clock_timestamp(),
      foreign key (tenant_id, request_id) references data_request (tenant_id, id)`,
    key: "request_id, day",
    access: "frozen",
  });
}
