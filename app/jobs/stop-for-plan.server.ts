import { stopDraft } from "#app/services/activity-import/import-draft.server.ts";
import { setJobState } from "#app/services/job.server.ts";
import { readPlanStanding } from "#app/services/plan/plan-standing.server.ts";
import type { Doors } from "#db/doors.ts";
import type { JobKind, JobPayload } from "./queue.server.ts";

/** Where an import waits that a plan has stopped: from there it is gone on with. */
const WAITS_AT = { "check-import": "mapping", "commit-import": "checked" } as const;

/**
 * Stops a job that would write for a tenant whose plan has lapsed, with that reason on its row; it can be asked for again
 * when the plan runs. Only what puts unfinished work away goes on.
 */
export async function stopForPlan(
  doors: Pick<Doors, "withTenant">,
  kind: JobKind,
  payload: JobPayload,
  now: Date = new Date(),
): Promise<boolean> {
  if (kind === "sweep-import") return false;
  return doors.withTenant(payload, async (tx) => {
    if ((await readPlanStanding(tx, payload.tenantId, now)).kind !== "lapsed") return false;
    await setJobState(tx, payload.jobId, { state: "failed", failure: "plan_lapsed" });
    if (kind === "check-import" || kind === "commit-import") await stopDraft(tx, payload.jobId, WAITS_AT[kind]);
    return true;
  });
}
