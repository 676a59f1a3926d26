import { sql } from "kysely";
import { asPlanRefusal } from "#app/access/plan-refusal.ts";
import { AppError } from "#app/encoding/errors.ts";
import { moveJob } from "#app/jobs/job.server.ts";
import { enqueue, type JobPayload } from "#app/jobs/queue.server.ts";
import { lockActivities } from "#app/records/activity.server.ts";
import { recordChange } from "#app/trail/audit-trail.server.ts";
import type { Doors, TenantTx } from "#db/doors.ts";
import { trailSequence } from "./import-check.server.ts";
import { type Failure, getDraft, type ImportAuthor, type ImportDraft, lockDraft } from "./import-draft.server.ts";
import { makePlaces } from "./import-places.server.ts";
import { clearRows } from "./remove-draft.server.ts";
import { benchOf, rework } from "./rework-rows.server.ts";
import { rowIds } from "./row-ids.server.ts";
import { findStandingImport } from "./take-import-file.server.ts";

type Tenants = Pick<Doors, "withTenant">;

export type Committed = { ok: true } | { ok: false; failure: Failure };

/** Larger imports run as a job, because their transaction can take seconds. */
export const ROWS_AT_ONCE = 5000;

/**
 * Queues the import of the rows. A repeated request has no further effect.
 *
 * @throws AppError `not_found`; `conflict` if rows still need attention or nothing was checked
 */
export async function startCommit(tx: TenantTx, author: ImportAuthor, draftId: string): Promise<void> {
  const draft = await lockDraft(tx, author.organizationId, draftId);
  if (draft.state === "done" || draft.state === "committing") return;
  assertReady(draft);
  const jobId = await enqueue(tx, "commit-import", { ...author, subjectId: draftId });
  await tx
    .updateTable("import_draft")
    .set({ state: "committing", job_id: jobId, failure: null })
    .where("id", "=", draftId)
    .execute();
}

function assertReady({ state, counts }: ImportDraft): void {
  if (state !== "checked") throw new AppError("conflict", { details: { reason: "not_checked" } });
  if (counts.person > 0) throw new AppError("conflict", { details: { reason: "rows_open" } });
  if (counts.add + counts.change === 0) throw new AppError("conflict", { details: { reason: "nothing_to_import" } });
}

/**
 * Runs a queued import. A retry after a crash finds either all rows written or none. If all were written, it only
 * clears the waiting rows. An import that was stopped or returned to the user is not continued.
 */
export async function performCommit(doors: Tenants, payload: JobPayload): Promise<void> {
  const found = await doors.withTenant(payload, async (tx) => {
    const job = await tx.selectFrom("job").selectAll().where("id", "=", payload.jobId).executeTakeFirst();
    if (!job) return null;
    const draft = await getDraft(tx, job.organization_id, job.subject_id).catch(() => null);
    if (draft?.jobId !== payload.jobId || (draft.state !== "committing" && draft.state !== "done")) return null;
    const totalCount = draft.counts.add + draft.counts.change;
    const isStarted = await moveJob(tx, payload.jobId, "start", { totalCount });
    if (!isStarted && draft.state !== "done") return null;
    return { draft, organizationId: job.organization_id };
  });
  if (!found) return;
  const author: ImportAuthor = { ...payload, organizationId: found.organizationId, source: "import" };
  await commitImport(doors, author, found.draft.id);
}

/** Number of comparisons before the import takes the lock. */
const MOST_LOOKS = 3;

/**
 * Imports the rows of a draft in one transaction, all or none. If records, sources or locks changed since the check,
 * the rows are compared again. If any result differs, nothing is written and the user reviews the rows again.
 *
 * @throws AppError `not_found`; `conflict` if rows need attention or the draft was not checked
 */
export async function commitImport(doors: Tenants, author: ImportAuthor, draftId: string): Promise<Committed> {
  for (let looks = 0; ; looks += 1) {
    const isLast = looks === MOST_LOOKS;
    const done = await doors
      .withTenant(author, (tx) => tryCommit(tx, author, draftId, isLast))
      .catch((error: unknown) => ({ ok: false as const, failure: failureOf(error) }));
    if (done === "compare") {
      const { moved } = await compareAnew(doors, author, draftId);
      if (moved > 0) return reopen(doors, author, draftId, { code: "moved_since", facts: { count: String(moved) } });
      continue;
    }
    if (!done.ok) return reopen(doors, author, draftId, done.failure);
    await clearRows(doors, author, draftId, { keepTouched: true });
    return done;
  }
}

/** @throws the original error if the user can't fix it */
function failureOf(error: unknown): Failure {
  if (error instanceof RowsLost) return { code: "rows_lost", facts: {} };
  // The database's error code for a locked period.
  if ((error as { code?: unknown } | null)?.code === "TT001") return { code: "period_locked_since", facts: {} };
  const refusal = asPlanRefusal(error);
  if (refusal) return planFailure(refusal);
  throw error;
}

function planFailure({ details: { reason, limit, used, more } }: AppError): Failure {
  if (reason !== "plan_limit") return { code: "plan_lapsed", facts: {} };
  return { code: "plan_limit", facts: { limit: String(limit), used: String(used), more: String(more) } };
}

async function reopen(doors: Tenants, author: ImportAuthor, draftId: string, failure: Failure): Promise<Committed> {
  await doors.withTenant(author, async (tx) => {
    const reopened = await tx
      .updateTable("import_draft")
      .set({ state: failure.code === "rows_lost" ? "mapping" : "checked", failure: JSON.stringify(failure) })
      .where("id", "=", draftId)
      .where("state", "in", ["checked", "committing"])
      .returning("job_id")
      .executeTakeFirst();
    // A retry would import rows that the user was asked to review.
    await endJob(tx, reopened?.job_id);
  });
  return { ok: false, failure };
}

async function tryCommit(
  tx: TenantTx,
  author: ImportAuthor,
  draftId: string,
  isLast: boolean,
): Promise<Committed | "compare"> {
  // Blocks changes to records, so that the comparison stays valid until the end.
  await lockActivities(tx, author.organizationId);
  const draft = await lockDraft(tx, author.organizationId, draftId);
  if (draft.state === "done") {
    await endJob(tx, draft.jobId);
    return { ok: true };
  }
  assertReady({ ...draft, state: draft.state === "committing" ? "checked" : draft.state });
  const sheets = draft.mapping.sheets.map(({ sheet }) => sheet);
  if (await findStandingImport(tx, author.organizationId, { sha256: draft.sha256, sheets })) {
    return { ok: false, failure: { code: "file_again", facts: {} } };
  }
  if ((await comparedAt(tx, draftId)) !== (await trailSequence(tx))) {
    if (!isLast) return "compare";
    const moved = await compareRows(tx, draft, 0, Number.MAX_SAFE_INTEGER);
    if (moved.moved > 0) return { ok: false, failure: { code: "moved_since", facts: { count: String(moved.moved) } } };
  }
  const made = await makePlaces(tx, author, draft);
  const touched = await writeImport(tx, author, draft, made);
  const written = await writeRecords(tx, author, draft);
  const { add, change } = draft.counts;
  // Waiting rows are in an unlogged table, which a database crash empties. An incomplete file must not be imported.
  if (written !== add + change) throw new RowsLost();
  // Last, because it blocks other changes in the workspace.
  await tellTrail(tx, author, draft, touched);
  await tx.updateTable("import_draft").set({ state: "done", failure: null }).where("id", "=", draftId).execute();
  await endJob(tx, draft.jobId);
  return { ok: true };
}

/**
 * In the transaction of the work, so that no later step can fail it. An immediate import has the finished job of its
 * check.
 */
async function endJob(tx: TenantTx, jobId: string | null | undefined): Promise<void> {
  if (jobId) await moveJob(tx, jobId, "finish", { failure: null });
}

class RowsLost extends Error {}

async function comparedAt(tx: TenantTx, draftId: string): Promise<number> {
  const row = await tx.selectFrom("import_draft").select("trail_sequence").where("id", "=", draftId).executeTakeFirst();
  return Number(row?.trail_sequence ?? -1);
}

const ROWS_AT_A_TIME = 1000;

/**
 * Compares in short transactions while others continue to work. The trail position from before the comparison is what
 * it is based on.
 */
async function compareAnew(doors: Tenants, author: ImportAuthor, draftId: string): Promise<{ moved: number }> {
  const trail = await doors.withTenant(author, trailSequence);
  let last = 0;
  let moved = 0;
  for (;;) {
    const step = await doors.withTenant(author, async (tx) => {
      const draft = await lockDraft(tx, author.organizationId, draftId);
      return compareRows(tx, draft, last, ROWS_AT_A_TIME);
    });
    moved += step.moved;
    if (step.looked < ROWS_AT_A_TIME) break;
    last = step.last;
  }
  await doors.withTenant(author, (tx) =>
    tx.updateTable("import_draft").set({ trail_sequence: trail }).where("id", "=", draftId).execute(),
  );
  return { moved };
}

async function compareRows(tx: TenantTx, draft: ImportDraft, after: number, limit: number) {
  const bench = await benchOf(tx, draft);
  let [looked, moved, last] = [0, 0, after];
  while (looked < limit) {
    const rows = await tx
      .selectFrom("import_row")
      .selectAll()
      .where("import_id", "=", draft.id)
      .where("number", ">", last)
      .orderBy("number")
      .limit(ROWS_AT_A_TIME)
      .execute();
    if (rows.length > 0) {
      const verdicts = await rework(tx, bench, rows, (candidate) => candidate);
      moved += rows.filter((row, at) => {
        const { outcome, recordVersion } = verdicts[at]!;
        return row.outcome !== outcome || row.record_version !== recordVersion;
      }).length;
      last = rows.at(-1)!.number;
    }
    looked += rows.length;
    if (rows.length < ROWS_AT_A_TIME) break;
  }
  return { looked, moved, last };
}

type Made = Awaited<ReturnType<typeof makePlaces>>;
type TouchedRow = Awaited<ReturnType<typeof writeImport>>[number];

/** Writes the import. @returns the rows that the user corrected or decided on */
async function writeImport(tx: TenantTx, author: ImportAuthor, draft: ImportDraft, made: Made) {
  const { add, change, skip, leftOut } = draft.counts;
  const touched = await tx
    .selectFrom("import_row")
    .select(["number", "file_row", "edits", "decision", "decision_note"])
    .where("import_id", "=", draft.id)
    .where(sql<boolean>`(decision is not null or edits is not null)`)
    .orderBy("number")
    .execute();
  await tx
    .insertInto("activity_import")
    .values({
      tenant_id: author.tenantId,
      id: draft.id,
      organization_id: author.organizationId,
      inventory_id: draft.inventoryId,
      file_name: draft.fileName,
      file_sha256: draft.sha256,
      file_size: draft.size,
      file_kind: draft.kind,
      row_count: add + change,
      added_count: add,
      changed_count: change,
      skipped_count: skip,
      left_out_count: leftOut,
      edited_count: touched.filter((row) => row.edits !== null).length,
      made: JSON.stringify(made),
      sheets: JSON.stringify(draft.mapping.sheets.map(({ sheet }) => sheet)),
      created_by: author.userId,
    })
    .execute();
  return touched;
}

async function tellTrail(tx: TenantTx, author: ImportAuthor, draft: ImportDraft, touched: TouchedRow[]): Promise<void> {
  const { add, change, skip, leftOut } = draft.counts;
  const edited = touched.filter((row) => row.edits !== null);
  await recordChange(
    tx,
    { ...author, source: "import" },
    {
      action: "activity.imported",
      subject: "activity_import",
      subjectId: draft.id,
      after: {
        fileName: draft.fileName,
        sha256: draft.sha256,
        rows: add + change,
        added: add,
        changed: change,
        skipped: skip,
        leftOut,
        edited: edited.length,
        edits: edited.slice(0, TOLD_ROWS).map((row) => ({ row: row.file_row, cells: row.edits!.map(toldEdit) })),
        decisions: touched
          .filter(({ decision }) => decision !== null)
          .slice(0, TOLD_ROWS)
          .map((row) => ({ row: row.file_row, decision: row.decision, reason: row.decision_note })),
      },
    },
  );
}

/** Number of rows in the audit trail entry. All corrected rows are kept with the import. */
const TOLD_ROWS = 200;

function toldEdit(edit: object) {
  const { field, before, after } = edit as { field: string; before: string; after: string };
  return { field, before, after };
}

const STATED = sql.raw(
  "emission_source_id, period_start, period_end, quantity, unit, entered_quantity, entered_unit, data_quality, evidence_reference, note",
);
const OF_ROW = sql.raw(
  "w.emission_source_id, w.period_start, w.period_end, w.quantity, w.unit, w.entered_quantity, w.entered_unit, w.data_quality, w.evidence_reference, w.note",
);

/** Converts waiting rows to record versions in file order, with two statements. @returns the number written */
async function writeRecords(tx: TenantTx, author: ImportAuthor, draft: ImportDraft): Promise<number> {
  const { counts } = draft;
  const head = sql`tenant_id, id, record_id, version, organization_id, ${STATED}, origin, is_deleted, reason,
    import_id, import_row, row_key, created_by`;
  const tail = sql`${OF_ROW}, 'import', false, '', w.import_id, w.file_row, w.row_key,
    ${author.userId}`;
  const number = sql`w.number`;
  const id = rowIds()(number);
  let written = 0;
  if (counts.add > 0) {
    const { numAffectedRows } = await sql`insert into activity_record (${head})
      select w.tenant_id, ${id}, ${rowIds()(number)}, 1, ${author.organizationId}::uuid, ${tail}
      from import_row w where w.import_id = ${draft.id}::uuid and w.outcome = 'add' order by w.number`.execute(tx);
    written += Number(numAffectedRows ?? 0);
  }
  if (counts.change > 0) {
    const { numAffectedRows } = await sql`insert into activity_record (${head}, recorded_at)
      select w.tenant_id, ${id}, w.record_id, w.record_version + 1, ${author.organizationId}::uuid, ${tail}, r.recorded_at
      from import_row w join activity_record r
        on r.tenant_id = w.tenant_id and r.record_id = w.record_id and r.version = w.record_version
      where w.import_id = ${draft.id}::uuid and w.outcome = 'change' order by w.number`.execute(tx);
    written += Number(numAffectedRows ?? 0);
  }
  return written;
}
