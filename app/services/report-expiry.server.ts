import { sql } from "kysely";
import type { SystemTx } from "#db/doors.ts";
import { appendStatement } from "./log.server.ts";

/** At most as many in one transaction: the log is locked meanwhile. */
const MOST_AT_ONCE = 200;

/**
 * States in the log that the validity of reports has ended, once for each that was neither replaced nor withdrawn. The
 * verdict does not wait for it: whoever checks a report compares its signed validity with the clock.
 *
 * @param now ISO 8601
 * @returns how many were stated; as many as fit in one go, so a caller asks again until there are none
 */
export async function stateExpiries(tx: SystemTx, origin: string, now: string): Promise<number> {
  // Two workers must not state the same.
  await sql`select pg_advisory_xact_lock(hashtextextended('report-expiry', 0))`.execute(tx);
  const ended = await tx
    .selectFrom("open_validity")
    .select(["number", "expires_at"])
    .where("expires_at", "<=", new Date(now))
    .orderBy("expires_at")
    .orderBy("number")
    .limit(MOST_AT_ONCE)
    .execute();
  for (const { number, expires_at } of ended) {
    const until = `${expires_at.toISOString().slice(0, 19)}Z`;
    await appendStatement(tx, origin, {
      statement: { type: "expire", number, until, ts: now },
      facts: { until },
    });
  }
  return ended.length;
}
