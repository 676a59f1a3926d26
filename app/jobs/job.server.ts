import { AppError } from "#app/encoding/errors.ts";
import type { TenantTx } from "#db/doors.ts";
import { isOver, type JobState } from "./job-state.ts";

/** Why a job was given up that ended two processes. */
export const PROCESS_DIED = "process_died";

/** A piece of long work as its page shows it. */
export interface Job {
  id: string;
  kind: string;
  subjectId: string;
  state: JobState;
  doneCount: number;
  totalCount: number | null;
  /** A message key where it failed. */
  failure: string | null;
}

const COLUMNS = ["id", "kind", "subject_id", "state", "done_count", "total_count", "failure"] as const;

/** @throws AppError `not_found` */
export async function getJob(tx: TenantTx, organizationId: string, jobId: string): Promise<Job> {
  const row = await tx
    .selectFrom("job")
    .select(COLUMNS)
    .where("organization_id", "=", organizationId)
    .where("id", "=", jobId)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return toJob(row);
}

/** The newest job on a subject, such as the run that an inventory waits for. */
export async function findLatestJob(tx: TenantTx, kind: string, subjectId: string): Promise<Job | null> {
  const row = await tx
    .selectFrom("job")
    .select(COLUMNS)
    .where("kind", "=", kind)
    .where("subject_id", "=", subjectId)
    .orderBy("created_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? toJob(row) : null;
}

/** Whether it came to its end, or is gone; nobody else says so until the transaction is over. */
export async function isJobOver(tx: TenantTx, jobId: string): Promise<boolean> {
  const row = await tx.selectFrom("job").select("state").where("id", "=", jobId).forUpdate().executeTakeFirst();
  return !row || isOver(row.state);
}

export async function setJobState(
  tx: TenantTx,
  jobId: string,
  change: Partial<Pick<Job, "state" | "doneCount" | "totalCount" | "failure">>,
): Promise<void> {
  await tx
    .updateTable("job")
    .set({
      ...(change.state ? { state: change.state } : {}),
      ...(change.doneCount === undefined ? {} : { done_count: change.doneCount }),
      ...(change.totalCount === undefined ? {} : { total_count: change.totalCount }),
      ...(change.failure === undefined ? {} : { failure: change.failure }),
      updated_at: new Date(),
    })
    .where("id", "=", jobId)
    .execute();
}

function toJob(row: {
  id: string;
  kind: string;
  subject_id: string;
  state: JobState;
  done_count: number;
  total_count: number | null;
  failure: string | null;
}): Job {
  return {
    id: row.id,
    kind: row.kind,
    subjectId: row.subject_id,
    state: row.state,
    doneCount: row.done_count,
    totalCount: row.total_count,
    failure: row.failure,
  };
}
