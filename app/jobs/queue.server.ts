import { randomUUID } from "node:crypto";
import { fromKysely, PgBoss } from "pg-boss";
import { z } from "zod";
import { currentRequestId } from "#app/observe/log/context.server.ts";
import { currentTrace } from "#app/observe/trace/trace.server.ts";
import type { JobBackend } from "#db/database.ts";
import { actAs, type TenantTx } from "#db/doors.ts";

/** Contains ids only and is parsed on arrival. `requestId` and `trace` link to the request that started the job. */
export const Payload = z.object({
  tenantId: z.uuid(),
  userId: z.string(),
  jobId: z.uuid(),
  requestId: z.string().max(64).optional(),
  trace: z.string().max(64).optional(),
});

export const JOB_PAYLOADS = {
  "calculate-run": Payload,
  "render-report": Payload,
  "check-import": Payload,
  "commit-import": Payload,
  "sweep-import": Payload,
  "export-tenant": Payload,
  "check-domain": Payload,
} as const;

export type JobKind = keyof typeof JOB_PAYLOADS;
export type JobPayload = z.output<typeof Payload>;

/** The queue for jobs that exceeded their retries. */
export const GIVEN_UP = "given-up";

export const QUEUE_SCHEMA = "pgboss";

/** Seconds between checks whether the worker of a job is gone. */
const LOOK_SECONDS = 5;

/** Opens pg-boss on the process's database, for the worker process. */
export function openQueue(backend: JobBackend): PgBoss {
  return new PgBoss({
    db: backend.db,
    ...(backend.kind === "pglite" ? { backend: "pglite" as const } : {}),
    schema: QUEUE_SCHEMA,
    migrate: false,
    createSchema: false,
    supervise: true,
    superviseIntervalSeconds: LOOK_SECONDS,
    monitorIntervalSeconds: LOOK_SECONDS,
    schedule: false,
    reindex: false,
  });
}

/**
 * Queues a job in the caller's transaction, so that a rollback removes it. Pages read the `job` row.
 *
 * @param afterSeconds delay before the job is due
 * @returns the id of the `job` row
 */
export async function enqueue(
  tx: TenantTx,
  kind: JobKind,
  job: { tenantId: string; userId: string; organizationId: string; subjectId: string },
  { afterSeconds = 0 }: { afterSeconds?: number } = {},
): Promise<string> {
  const jobId = randomUUID();
  await tx
    .insertInto("job")
    .values({
      tenant_id: job.tenantId,
      id: jobId,
      organization_id: job.organizationId,
      kind,
      subject_id: job.subjectId,
      state: "queued",
      total_count: null,
      failure: null,
      created_by: job.userId,
    })
    .execute();
  const payload: JobPayload = {
    tenantId: job.tenantId,
    userId: job.userId,
    jobId,
    requestId: currentRequestId(),
    trace: currentTrace(),
  };
  await actAs(tx, "app_jobs", () => send(tx, kind, payload, afterSeconds));
  return jobId;
}

/** The sender lives as long as the transaction. It looks up the queue through it and opens no connection. */
export async function send(tx: TenantTx, kind: JobKind, payload: JobPayload, startAfter: number): Promise<void> {
  const db = fromKysely(tx);
  const settings = { schema: QUEUE_SCHEMA, migrate: false, createSchema: false, supervise: false, schedule: false };
  await new PgBoss({ db, ...settings }).send(kind, payload, { db, startAfter });
}
