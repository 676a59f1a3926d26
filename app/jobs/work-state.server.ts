import { sql } from "kysely";
import { actAs, type PublicTx, type SystemTx } from "#db/doors.ts";
import { QUEUE_SCHEMA } from "./queue.server.ts";

export interface QueueState {
  kind: string;
  waiting: number;
  /** The age of the oldest due job. */
  oldestSeconds: number;
}

/** Only queues with due jobs are listed. */
export async function readQueueState(tx: SystemTx): Promise<QueueState[]> {
  const jobs = await actAs(tx, "app_jobs", () =>
    sql<QueueState>`
      select name as kind, count(*)::int as waiting,
             extract(epoch from now() - min(start_after))::float8 as "oldestSeconds"
        from ${sql.id(QUEUE_SCHEMA, "job")}
       where state < 'active' and start_after <= now() group by name`.execute(tx),
  );
  const mails = await actAs(tx, "app_mail", () =>
    sql<QueueState>`
      select 'send-mail' as kind, count(*)::int as waiting,
             extract(epoch from now() - min(due_at))::float8 as "oldestSeconds"
        from outgoing_mail where due_at <= now() having count(*) > 0`.execute(tx),
  );
  return [...jobs.rows, ...mails.rows];
}

export async function readLogState(tx: PublicTx): Promise<{ size: number; checkpointAgeSeconds: number | null }> {
  const head = await tx.selectFrom("log_head").select("size").executeTakeFirst();
  const checkpoint = await tx
    .selectFrom("log_checkpoint")
    .select("signed_at")
    .orderBy("size", "desc")
    .limit(1)
    .executeTakeFirst();
  const age = checkpoint ? (Date.now() - checkpoint.signed_at.getTime()) / 1000 : null;
  return { size: head?.size ?? 0, checkpointAgeSeconds: age };
}
