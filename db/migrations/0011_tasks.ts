import { type Kysely, sql } from "kysely";
import { BY } from "./columns.ts";
import { tenantTable } from "./tenant-table.ts";

/** A task's cells show whether it is done. Steps hold its assignee, its due day, and whether it was cancelled. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "task", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      note text not null default '' check (char_length(note) <= 1000),
      ${BY},
      foreign key (tenant_id, organization_id) references organization (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index task_of_organization on task (tenant_id, organization_id)`.execute(db);
  await tenantTable(db, "task_cell", {
    columns: `task_id uuid not null,
      emission_source_id uuid not null,
      month date not null check (month = date_trunc('month', month)::date),
      foreign key (tenant_id, task_id) references task (tenant_id, id),
      foreign key (tenant_id, emission_source_id) references emission_source (tenant_id, id)`,
    key: "task_id, emission_source_id, month",
    access: "frozen",
  });
  await tenantTable(db, "task_step", {
    columns: `task_id uuid not null,
      step int not null check (step > 0),
      state text not null check (state in ('open', 'cancelled')),
      owner_id text not null,
      due_on date not null,
      reason text not null default '' check (char_length(reason) <= 1000),
      ${BY},
      check (state <> 'cancelled' or reason <> ''),
      foreign key (tenant_id, task_id) references task (tenant_id, id)`,
    key: "task_id, step",
    access: "frozen",
  });
  // Written before a mail is sent: two workers can't both write to the same person on one day.
  await tenantTable(db, "task_reminder", {
    columns: `user_id text not null,
      day date not null,
      task_count int not null check (task_count > 0),
      created_at timestamptz not null default clock_timestamp()`,
    key: "user_id, day",
    access: "frozen",
  });
  await tenantTable(db, "reminder_setting", {
    columns: `user_id text not null,
      is_on boolean not null,
      updated_at timestamptz not null default clock_timestamp()`,
    key: "user_id",
    access: "editable",
  });
}
