import { type Kysely, sql } from "kysely";
import { BY, needed, neededTrimmed, trimmed } from "./columns.ts";
import { tenantTable } from "./tenant-table.ts";

/** The people of a client, and what happened with it. Facts: a person who left is ended, a note is corrected by a later one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "client_contact", {
    columns: `id uuid not null default gen_random_uuid(),
      client_id uuid not null,
      ${neededTrimmed("name", 100)},
      role text not null check (role in ('management', 'purchasing', 'accounts', 'data', 'other')),
      email text not null check (email = '' or (email = lower(email) and char_length(email) between 3 and 254)),
      ${trimmed("phone", 60)},
      ${BY},
      constraint contact_reachable check (email <> '' or phone <> ''),
      foreign key (tenant_id, client_id) references client (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index contact_of_client on client_contact (tenant_id, client_id)`.execute(db);
  await tenantTable(db, "client_contact_end", {
    columns: `contact_id uuid not null,
      ${BY},
      foreign key (tenant_id, contact_id) references client_contact (tenant_id, id)`,
    key: "contact_id",
    access: "frozen",
  });
  await tenantTable(db, "client_note", {
    columns: `id uuid not null default gen_random_uuid(),
      client_id uuid not null,
      -- The day of what is noted, which may be before the day of the note.
      day date not null,
      ${needed("note", 4000)},
      ${BY},
      foreign key (tenant_id, client_id) references client (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index note_of_client on client_note (tenant_id, client_id, day, created_at)`.execute(db);
}
