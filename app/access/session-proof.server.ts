import { sql } from "kysely";
import type { Doors } from "#db/doors.ts";

/** Whether the person of a session proved their identity within the last minutes. */
export async function hasRecentProof(
  accounts: Doors["accounts"],
  sessionId: string,
  minutes: number,
): Promise<boolean> {
  const row = await accounts
    .selectFrom("session")
    .select(sql<boolean>`authenticated_at > now() - make_interval(mins => ${minutes})`.as("is_recent"))
    .where("id", "=", sessionId)
    .executeTakeFirst();
  return row?.is_recent ?? false;
}

export async function noteProof(accounts: Doors["accounts"], sessionId: string): Promise<void> {
  await accounts.updateTable("session").set({ authenticated_at: sql`now()` }).where("id", "=", sessionId).execute();
}
