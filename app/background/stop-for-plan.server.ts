import { readPlanStanding } from "#app/access/plan-standing.server.ts";
import type { JobKind, JobPayload } from "#app/jobs/queue.server.ts";
import type { Doors } from "#db/doors.ts";
import { stopJob } from "./stop-job.server.ts";

/**
 * Stops a job that would write for a tenant whose plan has lapsed, and records the reason. It can be requested again
 * after renewal. Cleanup and exports continue, because customers keep access to their own data.
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
