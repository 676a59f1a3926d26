import { listTenantIds } from "#app/organization/tenant.server.ts";
import { actAs, type Doors } from "#db/doors.ts";
import { JOB } from "./job-state.ts";
import { type JobKind, send } from "./queue.server.ts";

/**
 * Queues unfinished jobs again after a restore, since backups do not contain the queue. Jobs are idempotent, so a
 * double delivery does no harm.
 * @returns the number of jobs
 */
export async function requeueOpenJobs(doors: Doors): Promise<number> {
  let count = 0;
  for (const tenantId of await doors.withSystem(listTenantIds)) {
    count += await doors.withTenant({ tenantId, userId: "restore" }, async (tx) => {
      const jobs = await tx
        .selectFrom("job")
        .select(["id", "kind", "created_by"])
        .where("state", "in", JOB.acts.queue.from)
        .execute();
      for (const { id, kind, created_by: userId } of jobs) {
        await actAs(tx, "app_jobs", () => send(tx, kind as JobKind, { tenantId, userId, jobId: id }, 0));
      }
      return jobs.length;
    });
  }
  return count;
}
