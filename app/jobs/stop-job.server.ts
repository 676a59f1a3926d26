import { DRAFT_STOPS, stopDraft } from "#app/services/activity-import/import-draft.server.ts";
import { setJobState } from "#app/services/job.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { JobKind } from "./queue.server.ts";

/** Where an import waits that was stopped: from there it is gone on with. */
const WAITS_AT: Partial<Record<JobKind, "mapping" | "checked">> = {
  "check-import": "mapping",
  "commit-import": "checked",
};

/**
 * Stops a job for good, with the reason on its row, and leaves what it worked on where somebody can go on with it: an import
 * at the step before, a run and a report to be asked for again.
 */
export async function stopJob(tx: TenantTx, kind: JobKind, jobId: string, failure: string): Promise<void> {
  await setJobState(tx, jobId, { state: "failed", failure });
  const waitsAt = WAITS_AT[kind];
  if (waitsAt)
    await stopDraft(tx, jobId, { state: waitsAt, failure: DRAFT_STOPS.find((one) => one === failure) ?? "unknown" });
}
