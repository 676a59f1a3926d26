import { randomUUID } from "node:crypto";
import type { JobWithMetadata, PgBoss } from "pg-boss";
import { doors } from "#app/database/doors.server.ts";
import { env } from "#app/environment/env.server.ts";
import { moveJob } from "#app/jobs/job.server.ts";
import { CutOff, JobProcess, ProcessDied } from "#app/jobs/job-process.server.ts";
import { GIVEN_UP, JOB_PAYLOADS, type JobKind, type JobPayload, openQueue, Payload } from "#app/jobs/queue.server.ts";
import { WokenQueues } from "#app/jobs/waking.server.ts";
import { inContext } from "#app/observe/log/context.server.ts";
import { log } from "#app/observe/log/log.server.ts";
import { timed } from "#app/observe/metrics/metrics.server.ts";
import { inSpan, linkTo } from "#app/observe/trace/trace.server.ts";
import { administratorNotices } from "./administrator-notices.server.ts";
import { clientMails, clientReminders } from "./client-mails.server.ts";
import { domainKeeping } from "./domain-keeping.server.ts";
import { fileSweep } from "./file-sweep.server.ts";
import { logKeeping } from "./log-keeping.server.ts";
import { mailDelivery, mailKeeping } from "./mail-delivery.server.ts";
import { noticeMails } from "./notice-mails.server.ts";
import { paymentReconciliation } from "./payment-reconciliation.server.ts";
import { performJob } from "./perform.server.ts";
import { planGrants } from "./plan-grants.server.ts";
import { reminders } from "./reminders.server.ts";
import { reportWatch } from "./report-watch.server.ts";
import { settleDeath } from "./settle-death.server.ts";
import { settleFailure } from "./settle-failure.server.ts";
import { settleLost } from "./settle-lost.server.ts";
import { stopForPlan } from "./stop-for-plan.server.ts";
import { type Sweep, startSweep } from "./sweep.server.ts";
import { tenantKeeping } from "./tenant-keeping.server.ts";

const KINDS = Object.keys(JOB_PAYLOADS) as JobKind[];
/** Need almost no memory or time, so they run in this process. */
const LIGHT: readonly JobKind[] = ["sweep-import", "check-domain"];

const HEARTBEAT = { heartbeatRefreshSeconds: 5 };
/** A job begins a quarter of a second after it was queued, on average. */
const LOOK_MILLISECONDS = 500;

const SWEEPS = [
  mailDelivery,
  mailKeeping,
  administratorNotices,
  noticeMails,
  clientMails,
  clientReminders,
  reminders,
  logKeeping,
  reportWatch,
  paymentReconciliation,
  planGrants,
  domainKeeping,
  tenantKeeping,
  fileSweep,
];

let boss: PgBoss | undefined;
/** One for each heavy kind, so that a crash affects no job of another kind. */
const processes = new Map<JobKind, JobProcess>();
/** Jobs that run in this process. */
const underWay = new Map<string, JobPayload>();
let stops: (() => void)[] = [];

/** @param sweeps none for a program that ends after its jobs */
export async function startWorker(sweeps: readonly Sweep[] = SWEEPS): Promise<void> {
  const { jobBackend } = await doors();
  boss = openQueue(jobBackend);
  // The queue reports errors as plain objects, not as instances of Error.
  boss.on("error", ({ message }) => log.error("queue_failed", new Error(message)));
  await boss.start();
  const queues = new WokenQueues(boss, jobBackend);
  for (const kind of KINDS) await queues.work(kind, (job) => handle(kind, job), HEARTBEAT);
  await queues.work(GIVEN_UP, async ({ data }) => settleLost(await doors(), Payload.parse(data)));
  const looking = { failure: "queue_failed", everyMilliseconds: LOOK_MILLISECONDS, work: () => queues.look() };
  stops = [...sweeps, looking].map(startSweep);
}

/** Lets running jobs finish before it stops. */
export async function stopWorker(): Promise<void> {
  for (const stop of stops) stop();
  stops = [];
  await boss?.stop({ graceful: true, timeout: env().stopSeconds * 1000 });
  boss = undefined;
  await Promise.all([...processes.values()].map((one) => one.end()));
  processes.clear();
  await releaseJobs();
}

/** A job interrupted by a stop must not count as one that ended its process. */
async function releaseJobs(): Promise<void> {
  for (const payload of underWay.values()) {
    await (await doors()).withTenant(payload, (tx) => moveJob(tx, payload.jobId, "queue"));
  }
}

async function handle(kind: JobKind, job: JobWithMetadata<unknown>): Promise<void> {
  const payload = JOB_PAYLOADS[kind].parse(job.data);
  const { tenantId, jobId, requestId = randomUUID() } = payload;
  await inContext({ requestId, tenantId, jobId }, async () => {
    const begun = performance.now();
    const facts = () => ({ kind, retry: job.retryCount, ms: Math.round(performance.now() - begun) });
    try {
      if (await stopForPlan(await doors(), kind, payload)) return;
      await timed("jobs", { kind }, () => work(kind, payload));
      log.info("job", facts());
    } catch (error) {
      if (error instanceof CutOff) throw error;
      log.error("job_failed", error, facts());
      if (error instanceof ProcessDied) {
        if (!(await settleDeath(await doors(), kind, payload))) return;
      } else await settleFailure(await doors(), boss!, { kind, payload, retryCount: job.retryCount }, error);
      throw error;
    }
  });
}

async function work(kind: JobKind, payload: JobPayload): Promise<void> {
  if (!LIGHT.includes(kind) && env().hasJobProcesses) return processOf(kind).perform({ kind, payload });
  if ((await hasLostProcess(payload)) && !(await settleDeath(await doors(), kind, payload))) return;
  underWay.set(payload.jobId, payload);
  const links = linkTo(payload.trace);
  try {
    await inSpan(`job ${kind}`, { attributes: { kind }, links }, () => performJob(kind, payload));
  } finally {
    underWay.delete(payload.jobId);
  }
}

/** A job that ended has updated its row. If the row still shows it as running, its process was killed. */
async function hasLostProcess(payload: JobPayload): Promise<boolean> {
  const job = await (await doors()).withTenant(payload, (tx) =>
    tx.selectFrom("job").select("state").where("id", "=", payload.jobId).executeTakeFirst(),
  );
  return job?.state === "running";
}

function processOf(kind: JobKind): JobProcess {
  const found = processes.get(kind) ?? new JobProcess({ memoryMib: env().jobMemoryMib });
  processes.set(kind, found);
  return found;
}
