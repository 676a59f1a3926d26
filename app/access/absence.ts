import { AppError } from "#app/encoding/errors.ts";

/** How Node and `pg` say that a connection could not be made, was lost, or took too long to come. */
const LOST = /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
const LOST_WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error|Client was closed)/;

/**
 * Of PostgreSQL: a connection failed (class 08), the server stops, crashed or starts (57P01 to 57P03), has no connection
 * left (53300), or no room on its disk or in its memory (53100, 53200).
 */
const STATES = /^(08...|57P0[123]|53[123]00)$/;

/**
 * Whether an error means that the database could not be reached or has no room, which is nobody's fault who asked, and over
 * after a while. Where it came while a transaction was committed, nobody knows whether it was.
 */
export function isDatabaseAway(error: unknown): boolean {
  for (let one = error, depth = 0; one instanceof Error && depth < 5; one = one.cause, depth += 1) {
    const { code } = one as { code?: unknown };
    if (typeof code === "string" && (LOST.test(code) || STATES.test(code))) return true;
    if (LOST_WORDS.test(one.message)) return true;
  }
  return false;
}

/** When to try again. */
export const RETRY_SECONDS = 5;

/** Of the disk of the program or the database, of a statement over its time, of work that found no connection free. */
const REASONS: Record<string, string> = {
  ENOSPC: "disk_full",
  "53100": "disk_full",
  "57014": "too_slow",
  share_in_use: "share_in_use",
};

/**
 * What is away, full or busy for a while, as the error of a service; null for any other error. `too_slow` and
 * `share_in_use` are about one request or workspace: the others go on.
 */
export function asAbsence(error: unknown): AppError | null {
  const reason =
    REASONS[String((error as { code?: unknown } | null)?.code)] ?? (isDatabaseAway(error) && "database_away");
  if (!reason) return null;
  return new AppError("unavailable", { cause: error, details: { reason, retryAfterSeconds: RETRY_SECONDS } });
}
