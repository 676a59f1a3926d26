import { type Kysely, sql } from "kysely";
import type { Database } from "#db/schema.ts";

/** Replaces the names of erased workspaces, and of people whose account was deleted. */
export const NO_NAME = "—";

/** Replaces the address of a deleted account. No mail reaches it, and the address itself can be used again. */
export const blankAddress = (userId: string) => `${userId}@erased.invalid`;

export const isBlankAddress = (email: string) => email.endsWith("@erased.invalid");

/**
 * Ends an account: no one can sign in with it, and name and address are removed. The id is kept, because workspaces have
 * records of its actions.
 */
export async function blankAccount(accounts: Kysely<Database>, userId: string): Promise<void> {
  for (const table of ["session", "credential", "two_factor"]) {
    await sql`delete from ${sql.table(table)} where user_id = ${userId}`.execute(accounts);
  }
  await sql`delete from verification where value = ${userId}`.execute(accounts);
  await sql`update user_account set name = ${NO_NAME}, email = ${blankAddress(userId)}, email_verified = false,
    image = null, time_zone = null, workspace_kind = null, two_factor_enabled = false where id = ${userId}`.execute(
    accounts,
  );
}
