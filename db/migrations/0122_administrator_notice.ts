import { type Kysely, sql } from "kysely";
import { admitSystem, tenantTable } from "./tenant-table.ts";

/**
 * Mails that are still to be sent to those who manage a workspace, each about an entry of its trail. A row is there from the
 * transaction of the act, for everyone who managed at that moment, and goes when its mail is written.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "administrator_notice", {
    columns: `sequence bigint not null,
      user_id text not null,
      action text not null,
      created_at timestamptz not null default clock_timestamp()`,
    key: "sequence, user_id",
    access: "editable",
  });
  await sql`revoke update, delete on administrator_notice from app_tenant`.execute(db);
  await admitSystem(db, "administrator_notice", "select, delete");
  // A mail is written in the language of its reader, also of one who was removed and is no longer visible to the workspace.
  await sql`grant select (locale) on user_account to app_system`.execute(db);
}
