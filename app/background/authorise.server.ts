import { isOfWorkspace, type Right } from "#app/access/role.ts";
import {
  assertStillManages,
  assertStillMay,
  isNoLongerAuthorised,
  NO_LONGER_AUTHORISED,
} from "#app/access/standing.server.ts";
import type { JobKind, JobPayload } from "#app/jobs/queue.server.ts";
import type { Doors } from "#db/doors.ts";
import { stopJob } from "./stop-job.server.ts";

/**
 * The permission that the author of a job needs while it runs, as on the page that started it. Null for jobs without an
 * author.
 */
const NEEDED: Record<JobKind, Right | null> = {
  "calculate-run": "runs.calculate",
  "render-report": "report.issue",
  "check-import": "records.write",
  "commit-import": "records.write",
  "sweep-import": null,
  "export-tenant": "workspace.manage",
  "check-domain": "workspace.manage",
};

/**
 * Runs a job with database doors that check the author's permission before each transaction. If the author loses it,
 * the job ends without a retry, and nothing more is written.
 */
export async function doAuthorised(
  doors: Doors,
  kind: JobKind,
  payload: JobPayload,
  work: (doors: Doors) => Promise<void>,
): Promise<void> {
  const needed = NEEDED[kind];
  if (needed === null) return work(doors);
  const job = await doors.withTenant(payload, (tx) =>
    tx.selectFrom("job").select("organization_id").where("id", "=", payload.jobId).executeTakeFirst(),
  );
  if (!job) return;
  const author = { userId: payload.userId, organizationId: job.organization_id };
  const isWhole = isOfWorkspace(needed);
  const look = () => (isWhole ? assertStillManages(doors, payload) : assertStillMay(doors, author, needed));
  const guarded =
    (door: Doors["withTenant"]): Doors["withTenant"] =>
    async (who, step) => {
      await look();
      return door(who, step);
    };
  try {
    const withTenantSnapshot = guarded(doors.withTenantSnapshot);
    await work({ ...doors, withTenant: guarded(doors.withTenant), withTenantSnapshot });
  } catch (error) {
    if (!isNoLongerAuthorised(error)) throw error;
    await doors.withTenant(payload, (tx) => stopJob(tx, kind, payload.jobId, NO_LONGER_AUTHORISED));
  }
}
