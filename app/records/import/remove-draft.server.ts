import { sql } from "kysely";
import { AppError } from "#app/encoding/errors.ts";
import type { EvidenceRoom } from "#app/files/evidence-room.server.ts";
import { evidenceKey } from "#app/files/evidence-store.ts";
import { moveJob } from "#app/jobs/job.server.ts";
import type { JobPayload } from "#app/jobs/queue.server.ts";
import { recordChange } from "#app/trail/audit-trail.server.ts";
import type { Doors, TenantTx } from "#db/doors.ts";
import { type ImportAuthor, lockDraft } from "./import-draft.server.ts";
import { IMPORT } from "./import-state.ts";
import { dropCorrections } from "./kept-corrections.server.ts";

type Tenants = Pick<Doors, "withTenant">;

/**
 * Discards a draft with its rows and its file. Imported data is not affected.
 *
 * @param jobId the job that discards it, which then ends
 * @throws AppError `not_found`, `conflict` while its rows are being imported
 */
export async function removeDraft(
  doors: Tenants,
  author: ImportAuthor,
  room: Pick<EvidenceRoom, "store">,
  { draftId, jobId }: { draftId: string; jobId?: string | undefined },
): Promise<void> {
  const draft = await doors.withTenant(author, async (tx) => {
    const found = await lockDraft(tx, author.organizationId, draftId);
    if (!IMPORT.may("remove", found.state)) throw new AppError("conflict");
    // Without a draft, no check can add rows.
    await tx.deleteFrom("import_draft").where("id", "=", draftId).execute();
    await recordChange(tx, author, {
      action: "import_draft.removed",
      subject: "import_draft",
      subjectId: draftId,
      before: { fileName: found.fileName, sha256: found.sha256 },
    });
    if (jobId) await moveJob(tx, jobId, "finish", { failure: null });
    return found;
  });
  await clearRemoved(doors, author, room, { id: draftId, sha256: draft.sha256 });
}

/**
 * Removes the remains of a discarded draft, the file first. Deleting rows takes time, and a killed process would leave
 * the file.
 */
async function clearRemoved(
  doors: Tenants,
  author: ImportAuthor,
  room: Pick<EvidenceRoom, "store">,
  draft: { id: string; sha256: string },
): Promise<void> {
  await room.store.delete(evidenceKey(author.tenantId, draft.sha256, draft.id));
  await clearRows(doors, author, draft.id);
  await doors.withTenant(author, (tx) => dropCorrections(tx, draft.id));
}

/** The job queued with each draft. It removes unfinished drafts and the remains of interrupted removals or imports. */
export async function sweepDraft(
  doors: Tenants,
  room: Pick<EvidenceRoom, "store">,
  payload: JobPayload,
): Promise<void> {
  const job = await doors.withTenant(payload, (tx) =>
    tx.selectFrom("job").selectAll().where("id", "=", payload.jobId).executeTakeFirst(),
  );
  if (!job) return;
  // The author may have lost their permission, and the removal is not their action.
  const author: ImportAuthor = { ...payload, userId: "system", organizationId: job.organization_id, source: "job" };
  try {
    await removeDraft(doors, author, room, { draftId: job.subject_id, jobId: job.id });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const removed = await doors.withTenant(author, (tx) => findRemoved(tx, job.subject_id));
    if (removed) await clearRemoved(doors, author, room, { id: job.subject_id, sha256: removed.sha256 });
    else await clearRows(doors, author, job.subject_id, { keepTouched: true, isAllowed: (tx) => isDone(tx, job) });
    await doors.withTenant(payload, (tx) => moveJob(tx, job.id, "finish", { failure: null }));
  }
}

/** The audit trail's facts about a discarded draft. */
async function findRemoved(tx: TenantTx, draftId: string): Promise<{ sha256: string } | null> {
  const row = await tx
    .selectFrom("audit_trail")
    .select("before")
    .where("action", "=", "import_draft.removed")
    .where("subject_id", "=", draftId)
    .executeTakeFirst();
  return row ? (row.before as { sha256: string }) : null;
}

async function isDone(tx: TenantTx, { subject_id: id }: { subject_id: string }): Promise<boolean> {
  const draft = await tx.selectFrom("import_draft").select("state").where("id", "=", id).executeTakeFirst();
  return draft?.state === "done";
}

const ROWS_AT_A_TIME = 20_000;

/**
 * Removes waiting rows, a part per transaction, because on the embedded database all other requests wait.
 *
 * @param options.keepTouched keeps rows with corrections or decisions
 * @param options.isAllowed checked in each transaction; if false, the rest stays
 */
export async function clearRows(
  doors: Tenants,
  author: { tenantId: string; userId: string },
  draftId: string,
  options: { keepTouched?: boolean; isAllowed?: (tx: TenantTx) => Promise<boolean> } = {},
): Promise<void> {
  const untouched = sql<boolean>`decision is null and edits is null`;
  // Deletes by key ranges, which is fast regardless of dead rows and planner statistics.
  for (let from: number | null = 0; from !== null; ) {
    const start: number = from;
    from = await doors.withTenant(author, async (tx) => {
      if (options.isAllowed && !(await options.isAllowed(tx))) return null;
      const { last } = await tx
        .selectFrom("import_row")
        .select((select) => select.fn.max<number | null>("number").as("last"))
        .where("import_id", "=", draftId)
        .executeTakeFirstOrThrow();
      if (last === null || last <= start) return null;
      await tx
        .deleteFrom("import_row")
        .where("import_id", "=", draftId)
        .where("number", ">", start)
        .where("number", "<=", start + ROWS_AT_A_TIME)
        .$if(options.keepTouched === true, (query) => query.where(untouched))
        .execute();
      return start + ROWS_AT_A_TIME;
    });
  }
}
