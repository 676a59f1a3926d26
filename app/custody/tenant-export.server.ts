import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "#app/encoding/errors.ts";
import type { EvidenceRoom } from "#app/files/evidence-room.server.ts";
import { type EvidenceStore, evidenceKey } from "#app/files/evidence-store.ts";
import { findLatestJob, type Job, moveJob, noteProgress } from "#app/jobs/job.server.ts";
import { isOver, JOB } from "#app/jobs/job-state.ts";
import { enqueue, type JobPayload } from "#app/jobs/queue.server.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { Doors, SystemTx, TenantTx } from "#db/doors.ts";
import { type ExportedFile, exportTenant } from "./export-archive.server.ts";

const KIND = "export-tenant";
/** Error code of a cancelled export job. */
export const EXPORT_CANCELLED = "export_cancelled";
/** Interval for saving the progress of the job and checking for cancellation. */
const PROGRESS_MILLISECONDS = 500;

/** An available archive. */
export interface TenantExport {
  id: string;
  sha256: string;
  size: number;
  rows: number;
  files: number;
  madeAt: string;
  /** When the link expires and the archive is removed. */
  expiresAt: string;
}

export interface ExportStanding {
  /** The last requested export, unless it is done. */
  job: Job | null;
  ready: TenantExport | null;
}

type ExportFault = "export_running";

/** Requests an archive of the whole workspace. Only one export runs at a time. */
export async function askForExport(tx: TenantTx, author: ChangeAuthor): Promise<ExportFault | null> {
  await lockTrail(tx, author.tenantId);
  if (isAtWork((await readExports(tx)).job)) return "export_running";
  const id = randomUUID();
  const { tenantId, userId } = author;
  await tx.insertInto("tenant_export").values({ tenant_id: tenantId, id, created_by: userId }).execute();
  await enqueue(tx, KIND, { tenantId, userId, organizationId: tenantId, subjectId: id });
  await recordChange(tx, author, { action: "tenant_export.asked", subject: "tenant_export", subjectId: id });
  return null;
}

/** Cancels the current export. Its process ends within seconds, and nothing is kept. */
export async function cancelExport(tx: TenantTx, author: ChangeAuthor): Promise<void> {
  const cancelled = await tx
    .updateTable("job")
    .set({ state: "failed", failure: EXPORT_CANCELLED, updated_at: new Date() })
    .where("kind", "=", KIND)
    .where("state", "in", JOB.acts.fail.from)
    .returning("subject_id")
    .executeTakeFirst();
  if (!cancelled) return;
  const subject = { subject: "tenant_export", subjectId: cancelled.subject_id };
  await recordChange(tx, author, { action: "tenant_export.cancelled", ...subject });
}

export async function readExports(tx: TenantTx): Promise<ExportStanding> {
  const newest = await tx
    .selectFrom("tenant_export")
    .select("id")
    .orderBy("created_at", "desc")
    .limit(1)
    .executeTakeFirst();
  const job = newest ? await findLatestJob(tx, KIND, newest.id) : null;
  return { job: job?.state === "done" ? null : job, ready: (await listReady(tx))[0] ?? null };
}

export function isAtWork(job: Pick<Job, "state"> | null): boolean {
  return job !== null && !isOver(job.state);
}

/** @throws AppError `not_found` for an archive of another tenant, or an expired or removed one */
export async function getExport(tx: TenantTx, exportId: string): Promise<TenantExport> {
  const found = (await listReady(tx)).find(({ id }) => id === exportId);
  if (!found) throw new AppError("not_found");
  return found;
}

/** Records a download in the audit trail. */
export async function noteDownload(tx: TenantTx, author: ChangeAuthor, { id, sha256 }: TenantExport): Promise<void> {
  await recordChange(tx, author, {
    action: "tenant_export.downloaded",
    subject: "tenant_export",
    subjectId: id,
    after: { sha256 },
  });
}

/** Newest first, without expired ones. */
async function listReady(tx: TenantTx): Promise<TenantExport[]> {
  const rows = await tx
    .selectFrom("tenant_export_file as f")
    .leftJoin("tenant_export_removal as r", "r.export_id", "f.export_id")
    .selectAll("f")
    .where("r.export_id", "is", null)
    .where("f.expires_at", ">", new Date())
    .orderBy("f.created_at", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.export_id,
    sha256: row.sha256,
    size: row.byte_size,
    rows: row.row_count,
    files: row.file_count,
    madeAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  }));
}

/** Thrown to end an export that was cancelled or that another process has finished. */
class Superseded extends Error {}

/**
 * Runs a queued export. The archive is written to a temporary file and then stored like evidence, in a folder or a bucket. It is
 * available only after that. A job that is delivered twice makes one archive.
 */
export async function performTenantExport(
  doors: Doors,
  room: Pick<EvidenceRoom, "store" | "spoolFolder">,
  payload: JobPayload,
): Promise<void> {
  const exportId = await doors.withTenant(payload, (tx) => beginExport(tx, payload.jobId));
  if (!exportId) return;
  await mkdir(room.spoolFolder, { recursive: true, mode: 0o700 });
  const path = join(room.spoolFolder, randomUUID());
  const { tenantId } = payload;
  try {
    const request = { store: room.store, tenantId, now: new Date(), onStep: teller(doors, payload) };
    const made = await exportTenant(doors, request, path);
    const key = evidenceKey(tenantId, made.sha256, exportId);
    await room.store.put(key, { path, ...made });
    await doors
      .withTenant(payload, (tx) => endExport(tx, payload, exportId, made))
      .catch(async (error) => {
        if (error instanceof Superseded) await room.store.delete(key);
        throw error;
      });
    await removeExports(doors, room.store, { tenantId, exceptId: exportId });
  } catch (error) {
    if (!(error instanceof Superseded)) throw error;
  } finally {
    await rm(path, { force: true });
  }
}

async function beginExport(tx: TenantTx, jobId: string): Promise<string | null> {
  const job = await moveJob(tx, jobId, "start", { doneCount: 0, totalCount: null });
  return job?.subjectId ?? null;
}

/** Saves the progress of the job at intervals. Throws Superseded after a cancellation. */
function teller(doors: Doors, payload: JobPayload) {
  let last = 0;
  return async ({ done, of, isReadingRows }: { done: number; of: number; isReadingRows: boolean }) => {
    // The embedded engine has only one connection, which is reading the rows.
    if (isReadingRows && doors.jobBackend.kind === "pglite") return;
    if (Date.now() - last < PROGRESS_MILLISECONDS) return;
    last = Date.now();
    const isRunning = await doors.withTenant(payload, (tx) =>
      noteProgress(tx, payload.jobId, { doneCount: done, totalCount: of }),
    );
    if (!isRunning) throw new Superseded();
  };
}

async function endExport(tx: TenantTx, payload: JobPayload, exportId: string, made: ExportedFile): Promise<void> {
  const { tenantId, userId, jobId } = payload;
  if (!(await moveJob(tx, jobId, "finish"))) throw new Superseded();
  await tx
    .insertInto("tenant_export_file")
    .values({
      tenant_id: tenantId,
      export_id: exportId,
      sha256: made.sha256,
      byte_size: made.size,
      row_count: made.rows,
      file_count: made.files,
    })
    .execute();
  await recordChange(
    tx,
    { tenantId, userId, source: "job" },
    {
      action: "tenant_export.made",
      subject: "tenant_export",
      subjectId: exportId,
      after: { sha256: made.sha256, rows: made.rows, files: made.files },
    },
  );
}

/** Removes the expired archives of all workspaces. @returns how many */
export async function sweepExports(
  doors: Pick<Doors, "withSystem" | "withTenant">,
  store: EvidenceStore,
): Promise<number> {
  let count = 0;
  for (const tenantId of await doors.withSystem(listTenantsWithExpired)) {
    count += await removeExports(doors, store, { tenantId, exceptId: null });
  }
  return count;
}

async function listTenantsWithExpired(tx: SystemTx): Promise<string[]> {
  const rows = await tx
    .selectFrom("tenant_export_file as f")
    .select("f.tenant_id")
    .distinct()
    .where("f.expires_at", "<=", new Date())
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom("tenant_export_removal as r")
            .select("r.export_id")
            .whereRef("r.tenant_id", "=", "f.tenant_id")
            .whereRef("r.export_id", "=", "f.export_id"),
        ),
      ),
    )
    .execute();
  return rows.map(({ tenant_id: id }) => id);
}

/** Deletes the bytes before recording the removal, because only unrecorded removals are repeated. */
async function removeExports(
  { withTenant }: Pick<Doors, "withTenant">,
  store: EvidenceStore,
  { tenantId, exceptId }: { tenantId: string; exceptId: string | null },
): Promise<number> {
  const who = { tenantId, userId: "sweep" };
  const old = await withTenant(who, (tx) => listRemovable(tx, exceptId));
  for (const { export_id: exportId, sha256 } of old) await store.delete(evidenceKey(tenantId, sha256, exportId));
  if (old.length > 0) await withTenant(who, (tx) => noteRemoved(tx, tenantId, old));
  return old.length;
}

/** Expired archives, and all older ones than the newest. */
function listRemovable(tx: TenantTx, exceptId: string | null) {
  let query = tx
    .selectFrom("tenant_export_file as f")
    .leftJoin("tenant_export_removal as r", "r.export_id", "f.export_id")
    .select(["f.export_id", "f.sha256"])
    .where("r.export_id", "is", null);
  query = exceptId ? query.where("f.export_id", "<>", exceptId) : query.where("f.expires_at", "<=", new Date());
  return query.execute();
}

async function noteRemoved(tx: TenantTx, tenantId: string, removed: readonly { export_id: string }[]): Promise<void> {
  const rows = removed.map(({ export_id }) => ({ tenant_id: tenantId, export_id }));
  await tx
    .insertInto("tenant_export_removal")
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
