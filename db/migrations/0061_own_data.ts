import { type Kysely, sql } from "kysely";
import { admitSystem } from "./tenant-table.ts";

/** Reads and deletes what is stored about one person, across workspaces. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`grant delete on notice_preference to app_system`.execute(db);
  await admitSystem(db, "membership_end", "select");
  await sql`create index membership_end_of_user on membership_end (user_id)`.execute(db);
  await sql`create index invitation_of_address on invitation (email)`.execute(db);
  await sql`create index engagement_acceptance_of_user on engagement_acceptance (user_id)`.execute(db);
  await sql`create index administrator_notice_of_user on administrator_notice (user_id)`.execute(db);
  await sql`create index engagement_actor_of_user on engagement_actor (user_id)`.execute(db);
}
