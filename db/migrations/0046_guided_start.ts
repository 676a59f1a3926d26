import type { Kysely } from "kysely";
import { BY } from "./columns.ts";
import { tenantTable } from "./tenant-table.ts";

/** What a guided start was answered and created, so that it can be undone, and the texts that it proposes for the report. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "guided_start", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      answers jsonb not null,
      -- Ids of facilities, sources and tasks.
      made jsonb not null,
      texts jsonb not null,
      ${BY},
      foreign key (tenant_id, organization_id) references organization (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
}
