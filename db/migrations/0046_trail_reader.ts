import { type Kysely, sql } from "kysely";

/**
 * Whether somebody belongs to a whole tenant is asked in the statement that lists the audit trail; a verifier, who lists
 * it by the same statement, may learn that too.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`grant select (organization_id) on membership to app_verifier`.execute(db);
}
