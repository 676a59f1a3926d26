import { isJobOver, PROCESS_DIED } from "#app/jobs/job.server.ts";
import type { JobKind, JobPayload } from "#app/jobs/queue.server.ts";
import { metrics } from "#app/observe/metrics/metrics.server.ts";
import { recordChange } from "#app/trail/audit-trail.server.ts";
import type { Doors } from "#db/doors.ts";
import { stopJob } from "./stop-job.server.ts";

/** A job that ended this many processes would probably end the next one too. */
const MOST_DEATHS = 2;

/**
 * Handles a job whose process died. The first time the job is queued again. The second time it fails permanently and
 * can be requested again.
 * @returns whether it will be tried again
 */
export async function settleDeath(
  { withTenant }: Pick<Doors, "withTenant">,
  kind: JobKind,
  payload: JobPayload,
): Promise<boolean> {
  const { tenantId, userId, jobId } = payload;
  return withTenant(payload, async (tx) => {
    if (await isJobOver(tx, jobId)) return false;
    const { death_count, organization_id: organizationId } = await tx
      .updateTable("job")
      .set((eb) => ({ death_count: eb("death_count", "+", 1), state: "queued", updated_at: new Date() }))
      .where("id", "=", jobId)
      .returning(["death_count", "organization_id"])
      .executeTakeFirstOrThrow();
    if (death_count < MOST_DEATHS) return true;
    if (!(await stopJob(tx, kind, jobId, PROCESS_DIED))) return false;
    const after = { kind, reason: PROCESS_DIED, deaths: death_count };
    const author = { tenantId, userId, organizationId, source: "job" as const };
    await recordChange(tx, author, { action: "job.given_up", subject: "job", subjectId: jobId, after });
    metrics().jobsGivenUp.inc({ kind });
    return false;
  });
}
