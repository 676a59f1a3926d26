import type { PgBoss } from "pg-boss";
import { AppError } from "#app/encoding/errors.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { moveJob } from "#app/jobs/job.server.ts";
import type { JobKind, JobPayload } from "#app/jobs/queue.server.ts";
import { MissingGlyph } from "#app/press/fonts/missing-glyph.ts";
import type { Doors } from "#db/doors.ts";
import { stopJob } from "./stop-job.server.ts";

/** Tries before a job counts as failed; as in the queues that the migration makes. */
export const MOST_TRIES = 5;

/**
 * What keeps a report from its seal or signature until somebody else's service is back, or the operator has renewed the
 * certificate or set the clock: the job is tried anew for as long as that takes, and the report goes out whole or not at all.
 */
const OUTSIDE_CAUSES = new Set([
  "signer_unavailable",
  "certificate_not_in_force",
  "timestamp_unavailable",
  "timestamp_refused",
  "clock_behind",
]);
export const OUTSIDE_WAIT_SECONDS = 300;

interface FailedTry {
  kind: JobKind;
  payload: JobPayload;
  /** Tries before this one. */
  retryCount: number;
}

/**
 * Says on the job's row what a failed try means: it is tried again by the queue, it waits for somebody else's service and
 * is queued anew once the tries are used up, or it has failed.
 */
export async function settleFailure(
  doors: Pick<Doors, "withTenant">,
  boss: Pick<PgBoss, "send">,
  { kind, payload, retryCount }: FailedTry,
  error: unknown,
): Promise<void> {
  const isLast = retryCount >= MOST_TRIES;
  const cause = error instanceof TransparencyError && OUTSIDE_CAUSES.has(error.code) ? error.code : null;
  if (isLast && cause) await boss.send(kind, payload, { startAfter: OUTSIDE_WAIT_SECONDS });
  const hasFailed = isLast && cause === null;
  await doors.withTenant(payload, async (tx) => {
    if (hasFailed) await stopJob(tx, kind, payload.jobId, reasonOf(error));
    else await moveJob(tx, payload.jobId, "queue", { failure: cause });
  });
}

/** What the page of the job can say of its failure; nothing of what only the log may hold. */
function reasonOf(error: unknown): string {
  if (error instanceof MissingGlyph) return `unprintable ${error.codePoint}`;
  const reason = error instanceof AppError && error.code === "unavailable" ? String(error.details.reason ?? "") : "";
  return PRESS_REASONS.has(reason) ? reason : "unknown";
}

const PRESS_REASONS = new Set(["press_full", "press_slow", "press_died"]);
