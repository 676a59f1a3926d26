import { isJobOver, moveJob } from "#app/jobs/job.server.ts";
import type { JobKind } from "#app/jobs/queue.server.ts";
import { DRAFT_STOPS, stopDraft } from "#app/records/import/import-draft.server.ts";
import { isPublished } from "#app/report/report-publication.server.ts";
import type { TenantTx } from "#db/doors.ts";

/** Where an import waits that was stopped: from there it is gone on with. */
const WAITS_AT: Partial<Record<JobKind, "mapping" | "checked">> = {
  "check-import": "mapping",
  "commit-import": "checked",
};

/**
 * Stops a job permanently, with the reason on its row, and leaves its subject where a person can continue: an import at the
 * step before, a run and a report to be requested again. A job whose work is committed isn't stopped by what comes after it.
 *
 * @returns whether it was stopped
 */
export async function stopJob(tx: TenantTx, kind: JobKind, jobId: string, failure: string): Promise<boolean> {
  if (await isJobOver(tx, jobId)) return false;
  if (kind === "render-report" && (await isPublished(tx, jobId))) {
    // What is left to do, the signature of the log's checkpoint, the sweep of the log does too.
    await moveJob(tx, jobId, "finish", { failure: null });
    return false;
  }
  await moveJob(tx, jobId, "fail", { failure });
  const waitsAt = WAITS_AT[kind];
  if (waitsAt)
    await stopDraft(tx, jobId, { state: waitsAt, failure: DRAFT_STOPS.find((one) => one === failure) ?? "unknown" });
  return true;
}
