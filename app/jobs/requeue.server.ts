import { listTenantIds } from "#app/organization/tenant.server.ts";
import { actAs, type Doors } from "#db/doors.ts";
import { JOB } from "./job-state.ts";
import { type JobKind, send } from "./queue.server.ts";

/**
 * Hands the jobs that nobody finished to the queue again, after a database was restored: the queue itself is in no
 * backup. A job delivered twice does its work once.
 * @returns how many
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
