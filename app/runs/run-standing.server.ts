import { NO_LONGER_AUTHORISED } from "#app/access/standing.server.ts";
import { findLatestJob, PROCESS_DIED } from "#app/jobs/job.server.ts";
import type { Inventory } from "#app/organization/inventory.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { RUN_CANCELLED } from "./calculation-run.server.ts";
import { estimateLargeRun, isBeyond } from "./run-estimate.server.ts";

export type RunStanding = Awaited<ReturnType<typeof readRunStanding>>;

/** The calculation of a year that is at work or failed after the newest run, and what a large one would take. */
export async function readRunStanding(
  tx: TenantTx,
  organizationId: string,
  inventory: Pick<Inventory, "id" | "period">,
  newestRunId: string | null,
) {
  const estimate = await estimateLargeRun(tx, organizationId, inventory.period);
  const job = await findLatestJob(tx, "calculate-run", inventory.id);
  return {
    job: job && job.state !== "done" && job.id !== newestRunId ? job : null,
    isUnauthorised: job?.failure === NO_LONGER_AUTHORISED,
    isCancelled: job?.failure === RUN_CANCELLED,
    isGivenUp: job?.failure === PROCESS_DIED,
    estimate,
    isTooMuch: estimate !== null && isBeyond(estimate),
  };
}
