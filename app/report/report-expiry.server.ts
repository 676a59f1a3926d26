import { sql } from "kysely";
import { appendStatement } from "#app/log/log.server.ts";
import type { SystemTx } from "#db/doors.ts";

/** At most as many in one transaction, and the editions of the last: the log is locked in the meantime. */
const MOST_AT_ONCE = 200;

/**
 * Logs that the validity of reports has ended, once for each that was neither superseded nor withdrawn. The verdict
 * does not wait for it: verification compares the signed validity with the clock.
 *
 * @param now ISO 8601
 * @returns how many were logged; limited per call, so a caller repeats until it is 0
 */
export async function stateExpiries(tx: SystemTx, origin: string, now: string): Promise<number> {
  // Two workers must not log the same.
  await sql`select pg_advisory_xact_lock(hashtextextended('report-expiry', 0))`.execute(tx);
  const due = await tx
    .selectFrom("open_validity")
    .select(["number", "expires_at"])
    .where("expires_at", "<=", new Date(now))
    .orderBy("expires_at")
    .orderBy("number")
    .limit(MOST_AT_ONCE)
    .execute();
  for (const { number, expires_at } of due) {
    const until = `${expires_at.toISOString().slice(0, 19)}Z`;
    await appendStatement(tx, origin, {
      statement: { type: "expire", number, until, ts: now },
      facts: { until },
    });
  }
  return due.length;
}
