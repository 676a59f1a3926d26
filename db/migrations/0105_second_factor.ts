import { type Kysely, sql } from "kysely";
import { admitSystem, tenantTable } from "./tenant-table.ts";

/**
 * Whether a workspace asks a second factor of all its members, in versions; of those who manage it, it is asked in any case.
 * And when the person of a session last proved who they are, for acts that a stolen session must not reach.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "second_factor_rule", {
    columns: `version int not null check (version > 0),
      needs_all boolean not null,
      created_by text not null,
      created_at timestamptz not null default clock_timestamp()`,
    key: "version",
    access: "frozen",
  });
  await admitSystem(db, "second_factor_rule", "select");
  await sql`alter table session add column authenticated_at timestamptz not null default now()`.execute(db);
}
