import { type Kysely, sql } from "kysely";
import { BY } from "./columns.ts";
import { tenantTable } from "./tenant-table.ts";

/** Time that is being worked. A timer runs from its start until its end, whatever happens to the page in between. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "time_timer", {
    columns: `id uuid not null default gen_random_uuid(),
      client_id uuid not null,
      client_name text not null check (char_length(client_name) between 1 and 200),
      note text not null default '' check (char_length(note) <= 1000),
      is_billable boolean not null,
      started_at timestamptz not null,
      ${BY}`,
    key: "id",
    access: "frozen",
  });
  await sql`create index time_timer_of_person on time_timer (tenant_id, created_by, started_at)`.execute(db);
  await tenantTable(db, "time_timer_end", {
    // Without an entry, the timer was discarded.
    columns: `timer_id uuid not null,
      entry_id uuid,
      ${BY},
      constraint timer_entered_once unique (tenant_id, entry_id),
      foreign key (tenant_id, timer_id) references time_timer (tenant_id, id),
      foreign key (tenant_id, entry_id) references time_entry (tenant_id, id)`,
    key: "timer_id",
    access: "frozen",
  });
}
