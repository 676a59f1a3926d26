import { sql } from "kysely";
import { isJobOver } from "#app/jobs/job.server.ts";
import { type JobKind, type JobPayload, QUEUE_SCHEMA } from "#app/jobs/queue.server.ts";
import type { Doors } from "#db/doors.ts";
import { actAs, type TenantTx } from "#db/doors.ts";
import { stopJob } from "./stop-job.server.ts";

/**
 * Ends a job that the queue gave up. If each of its processes was killed, none could update the row, and the page would
 * show the job as running permanently. Jobs that have ended or were queued again are left alone.
 */
export async function settleLost({ withTenant }: Pick<Doors, "withTenant">, payload: JobPayload): Promise<void> {
  await withTenant(payload, async (tx) => {
    if (await isJobOver(tx, payload.jobId)) return;
    const { kind } = await tx
      .selectFrom("job")
      .select("kind")
      .where("id", "=", payload.jobId)
      .executeTakeFirstOrThrow();
    if (await isQueued(tx, kind, payload.jobId)) return;
    await stopJob(tx, kind as JobKind, payload.jobId, "unknown");
  });
}

function isQueued(tx: TenantTx, kind: string, jobId: string): Promise<boolean> {
  return actAs(tx, "app_jobs", async () => {
    const { rows } = await sql<{ found: boolean }>`select exists (
      select from ${sql.id(QUEUE_SCHEMA, "job")}
       where name = ${kind} and state in ('created', 'retry', 'active') and data ->> 'jobId' = ${jobId}) as found`.execute(
      tx,
    );
    return rows[0]!.found;
  });
}
