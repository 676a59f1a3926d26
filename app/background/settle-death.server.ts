import { isJobOver, PROCESS_DIED } from "#app/jobs/job.server.ts";
import type { JobKind, JobPayload } from "#app/jobs/queue.server.ts";
import { metrics } from "#app/observe/metrics/metrics.server.ts";
import { recordChange } from "#app/trail/audit-trail.server.ts";
import type { Doors } from "#db/doors.ts";
import { stopJob } from "./stop-job.server.ts";

/** What ended so many processes would end the next one too. */
const MOST_DEATHS = 2;

/**
 * Notes that the process of a job ended before it. The first time it is queued again; the second time it is given up with
 * that reason, and can be asked for again.
 * @returns whether it is to be tried again
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
