import { AppError } from "#app/encoding/errors.ts";
import type { ActOf } from "#app/kit/states.ts";
import type { TenantTx } from "#db/doors.ts";
import { isOver, JOB, type JobState } from "./job-state.ts";

/** The failure of a job that ended two processes. */
export const PROCESS_DIED = "process_died";

/** A job, as its page shows it. */
export interface Job {
  id: string;
  kind: string;
  subjectId: string;
  state: JobState;
  doneCount: number;
  totalCount: number | null;
  /** A message key if the job failed. */
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

/** The newest job of a subject, such as the run of an inventory. */
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

/** Whether the job has ended or was deleted. The row is locked until the transaction ends. */
export async function isJobOver(tx: TenantTx, jobId: string): Promise<boolean> {
  const row = await tx.selectFrom("job").select("state").where("id", "=", jobId).forUpdate().executeTakeFirst();
  return !row || isOver(row.state);
}

/** Columns of a job besides its state. */
type Told = Partial<Pick<Job, "doneCount" | "totalCount" | "failure">>;

/**
 * Moves a job to another state if its current state allows it. A job that has ended stays ended, even if another
 * process changed it in the meantime.
 *
 * @returns the subject of the job, or null if the job is missing or its state does not allow the act
 */
export async function moveJob(
  tx: TenantTx,
  jobId: string,
  act: ActOf<typeof JOB>,
  told: Told = {},
): Promise<(Pick<Job, "subjectId"> & { organizationId: string }) | null> {
  const row = await tx
    .updateTable("job")
    .set({ ...toColumns(told), state: JOB.acts[act].to })
    .where("id", "=", jobId)
    .where("state", "in", JOB.acts[act].from)
    .returning(["organization_id", "subject_id"])
    .executeTakeFirst();
  return row ? { organizationId: row.organization_id, subjectId: row.subject_id } : null;
}

/** @returns whether the job is still running; it may have been cancelled */
export async function noteProgress(tx: TenantTx, jobId: string, told: Told): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("job")
    .set(toColumns(told))
    .where("id", "=", jobId)
    .where("state", "=", "running")
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

function toColumns({ doneCount, totalCount, failure }: Told) {
  return { done_count: doneCount, total_count: totalCount, failure, updated_at: new Date() };
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
