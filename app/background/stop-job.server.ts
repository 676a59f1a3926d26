import { isJobOver, moveJob } from "#app/jobs/job.server.ts";
import type { JobKind } from "#app/jobs/queue.server.ts";
import { DRAFT_STOPS, stopDraft } from "#app/records/import/import-draft.server.ts";
import { isPublished } from "#app/report/report-publication.server.ts";
import type { TenantTx } from "#db/doors.ts";

/** The state from which a stopped import continues. */
const WAITS_AT: Partial<Record<JobKind, "mapping" | "checked">> = {
  "check-import": "mapping",
  "commit-import": "checked",
};

/**
 * Stops a job permanently and records the reason on its row. Its subject returns to a state in which a person can
 * continue: an import to the previous step, while runs and reports can be requested again. A job whose work is
 * committed is not stopped by later errors.
 *
 * @returns whether it was stopped
 */
export async function stopJob(tx: TenantTx, kind: JobKind, jobId: string, failure: string): Promise<boolean> {
  if (await isJobOver(tx, jobId)) return false;
  if (kind === "render-report" && (await isPublished(tx, jobId))) {
    // The remaining work is the checkpoint signature, which the log sweep also does.
    await moveJob(tx, jobId, "finish", { failure: null });
    return false;
  }
  await moveJob(tx, jobId, "fail", { failure });
  const waitsAt = WAITS_AT[kind];
  if (waitsAt)
    await stopDraft(tx, jobId, { state: waitsAt, failure: DRAFT_STOPS.find((one) => one === failure) ?? "unknown" });
  return true;
}
