import type { PgBoss } from "pg-boss";
import { AppError } from "#app/encoding/errors.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { moveJob } from "#app/jobs/job.server.ts";
import type { JobKind, JobPayload } from "#app/jobs/queue.server.ts";
import { MissingGlyph } from "#app/press/fonts/missing-glyph.ts";
import type { Doors } from "#db/doors.ts";
import { stopJob } from "./stop-job.server.ts";

/** Must match the retry limit of the queues, which a migration sets. */
export const MOST_TRIES = 5;

/**
 * Errors that last until an external service is back, or the operator renews the certificate or corrects the clock. The
 * job is retried until then, so that a report is published complete or not at all.
 */
const OUTSIDE_CAUSES = new Set([
  "signer_unavailable",
  "certificate_not_in_force",
  "timestamp_unavailable",
  "timestamp_refused",
  "clock_behind",
  "issuer_key_unreadable",
]);
export const OUTSIDE_WAIT_SECONDS = 300;

interface FailedTry {
  kind: JobKind;
  payload: JobPayload;
  retryCount: number;
}

/**
 * Records a failed attempt on the job's row. The queue retries the job, or the job is queued again to wait for an
 * external service, or it has failed.
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

/** The reason shown on the page of the job. It must contain nothing that belongs only in the log. */
function reasonOf(error: unknown): string {
  if (error instanceof MissingGlyph) return `unprintable ${error.codePoint}`;
  const reason = error instanceof AppError && error.code === "unavailable" ? String(error.details.reason ?? "") : "";
  return PRESS_REASONS.has(reason) ? reason : "unknown";
}

const PRESS_REASONS = new Set(["press_full", "press_slow", "press_died"]);
