import { randomUUID } from "node:crypto";
import type { JobWithMetadata, PgBoss } from "pg-boss";
import { doors, env } from "#app/doors.server.ts";
import { evidenceRoom } from "#app/evidence.server.ts";
import { issuerKeys } from "#app/issuer.server.ts";
import { inContext } from "#app/log/context.server.ts";
import { log } from "#app/log/log.server.ts";
import { timed } from "#app/metrics/metrics.server.ts";
import { performCommit } from "#app/services/activity-import/commit-import.server.ts";
import { performCheck } from "#app/services/activity-import/import-check.server.ts";
import { sweepDraft } from "#app/services/activity-import/remove-draft.server.ts";
import { performRun } from "#app/services/calculation-run.server.ts";
import { performIssue } from "#app/services/report-publication.server.ts";
import { performTenantExport } from "#app/services/tenant-export.server.ts";
import { inSpan, linkTo } from "#app/trace/trace.server.ts";
import type { Doors } from "#db/doors.ts";
import { doAuthorised } from "./authorise.server.ts";
import { fileSweep } from "./file-sweep.server.ts";
import { logKeeping } from "./log-keeping.server.ts";
import { paymentReconciliation } from "./payment-reconciliation.server.ts";
import { planGrants } from "./plan-grants.server.ts";
import { GIVEN_UP, JOB_PAYLOADS, type JobKind, type JobPayload, openQueue, Payload } from "./queue.server.ts";
import { reminders } from "./reminders.server.ts";
import { settleFailure } from "./settle-failure.server.ts";
import { settleLost } from "./settle-lost.server.ts";
import { stopForPlan } from "./stop-for-plan.server.ts";
import { startSweep } from "./sweep.server.ts";
import { tenantKeeping } from "./tenant-keeping.server.ts";

const HANDLERS: Record<JobKind, (doors: Doors, payload: JobPayload) => Promise<void>> = {
  "calculate-run": performRun,
  "render-report": async (doors, payload) => performIssue(doors, await issuerKeys(), env().publicUrl, payload),
  "check-import": async (doors, payload) => performCheck(doors, await evidenceRoom(), payload),
  "commit-import": performCommit,
  "sweep-import": async (doors, payload) => sweepDraft(doors, await evidenceRoom(), payload),
  "export-tenant": async (doors, payload) => performTenantExport(doors, await evidenceRoom(), payload),
};

/** A half second is the shortest that the queue polls. */
const POLLING_SECONDS = 0.5;
/** Of what the queue gave up: nobody waits for it within the second. */
const LOST_POLLING_SECONDS = 10;

const SWEEPS = [reminders, logKeeping, paymentReconciliation, planGrants, tenantKeeping, fileSweep];

let boss: PgBoss | undefined;
let stops: (() => void)[] = [];

/** Starts working on the queues in this process. */
export async function startWorker(): Promise<void> {
  boss = openQueue((await doors()).jobBackend);
  // The queue tells of an error by an object with its message, which is no error itself.
  boss.on("error", ({ message }) => log.error("queue_failed", new Error(message)));
  await boss.start();
  for (const kind of Object.keys(HANDLERS) as JobKind[]) {
    await boss.work(
      kind,
      { pollingIntervalSeconds: POLLING_SECONDS, includeMetadata: true, heartbeatRefreshSeconds: 5 },
      async ([job]) => {
        if (job) await handle(kind, job);
      },
    );
  }
  await boss.work(GIVEN_UP, { pollingIntervalSeconds: LOST_POLLING_SECONDS }, async ([job]) => {
    if (job) await settleLost(await doors(), Payload.parse(job.data));
  });
  stops = SWEEPS.map(startSweep);
}

/** Lets running jobs end, then stops. */
export async function stopWorker(): Promise<void> {
  for (const stop of stops) stop();
  stops = [];
  await boss?.stop({ graceful: true, timeout: 10_000 });
  boss = undefined;
}

async function handle(kind: JobKind, job: JobWithMetadata<unknown>): Promise<void> {
  const payload = JOB_PAYLOADS[kind].parse(job.data);
  const { tenantId, jobId, requestId = randomUUID() } = payload;
  await inContext({ requestId, tenantId, jobId }, async () => {
    const begun = performance.now();
    const facts = () => ({ kind, retry: job.retryCount, ms: Math.round(performance.now() - begun) });
    try {
      if (await stopForPlan(await doors(), kind, payload)) return;
      const work = async () =>
        doAuthorised(await doors(), kind, payload, (guarded) => HANDLERS[kind](guarded, payload));
      const links = linkTo(payload.trace);
      await inSpan(`job ${kind}`, { attributes: { kind }, links }, () => timed("jobs", { kind }, work));
      log.info("job", facts());
    } catch (error) {
      log.error("job_failed", error, facts());
      await settleFailure(await doors(), boss!, { kind, payload, retryCount: job.retryCount }, error);
      throw error;
    }
  });
}
