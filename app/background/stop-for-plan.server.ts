import { readPlanStanding } from "#app/access/plan-standing.server.ts";
import type { JobKind, JobPayload } from "#app/jobs/queue.server.ts";
import type { Doors } from "#db/doors.ts";
import { stopJob } from "./stop-job.server.ts";

/**
 * Stops a job that would write for a tenant whose plan has lapsed, with that reason on its row; it can be asked for again
 * when the plan runs. What puts unfinished work away goes on, and so does an export: what somebody has is theirs.
 */
export async function stopForPlan(
  doors: Pick<Doors, "withTenant">,
  kind: JobKind,
  payload: JobPayload,
  now: Date = new Date(),
): Promise<boolean> {
  if (kind === "sweep-import" || kind === "export-tenant") return false;
  return doors.withTenant(payload, async (tx) => {
    if ((await readPlanStanding(tx, payload.tenantId, now)).kind !== "lapsed") return false;
    return stopJob(tx, kind, payload.jobId, "plan_lapsed");
  });
}
