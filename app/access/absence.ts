import { AppError } from "#app/encoding/errors.ts";

/** How Node and `pg` report that a connection failed, was lost, or timed out. */
const LOST = /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
const LOST_WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error|Client was closed)/;

/**
 * Of PostgreSQL: a connection failed (class 08), the server stops, crashed or starts (57P01 to 57P03), has no
 * connections left (53300), or no disk space or memory (53100, 53200).
 */
const STATES = /^(08...|57P0[123]|53[123]00)$/;

/**
 * Whether an error means that the database was unreachable or out of space: a temporary error that the client did not
 * cause. If it happened during a commit, the result of the transaction is unknown.
 */
export function isDatabaseAway(error: unknown): boolean {
  for (let one = error, depth = 0; one instanceof Error && depth < 5; one = one.cause, depth += 1) {
    const { code } = one as { code?: unknown };
    if (typeof code === "string" && (LOST.test(code) || STATES.test(code))) return true;
    if (LOST_WORDS.test(one.message)) return true;
  }
  return false;
}

export const RETRY_SECONDS = 5;

/** For the disk of the program or the database, a statement over its time limit, and work without a free connection. */
const REASONS: Record<string, string> = {
  ENOSPC: "disk_full",
  "53100": "disk_full",
  "57014": "too_slow",
  share_in_use: "share_in_use",
};

/**
 * The service error for something that is away, full or temporarily busy. Null for any other error. `too_slow` and
 * `share_in_use` affect one request or workspace, and others continue.
 */
export function asAbsence(error: unknown): AppError | null {
  const reason =
    REASONS[String((error as { code?: unknown } | null)?.code)] ?? (isDatabaseAway(error) && "database_away");
  if (!reason) return null;
  return new AppError("unavailable", { cause: error, details: { reason, retryAfterSeconds: RETRY_SECONDS } });
}
