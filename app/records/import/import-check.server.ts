import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { checkActivityEntry, type EntryContext } from "#app/carbon/entry/activity-entry.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { EvidenceRoom } from "#app/files/evidence-room.server.ts";
import { evidenceKey } from "#app/files/evidence-store.ts";
import { spool } from "#app/files/spool.server.ts";
import { isJobOver, moveJob, noteProgress } from "#app/jobs/job.server.ts";
import { JOB } from "#app/jobs/job-state.ts";
import { enqueue, type JobPayload } from "#app/jobs/queue.server.ts";
import { getInventory } from "#app/organization/inventory.server.ts";
import { toEntryContext } from "#app/records/activity.server.ts";
import { DescriptionReader, listRemembered } from "#app/records/description-match.server.ts";
import { columnsOf } from "#app/records/record-columns.ts";
import type { Doors, TenantTx } from "#db/doors.ts";
import type { CheckedRow, ColumnMapping } from "./file/activity-file.ts";
import { checkFile } from "./file/check-file.server.ts";
import { checkMapping } from "./file/check-mapping.ts";
import {
  type Failure,
  type ImportAuthor,
  type ImportDraft,
  lockDraft,
  moveCounts,
  readMappings,
  sheetOf,
} from "./import-draft.server.ts";
import { type DraftPlaces, placesOfDraft } from "./import-places.server.ts";
import { type Candidate, toCandidate } from "./import-row.ts";
import { IMPORT } from "./import-state.ts";
import { hasRecords, type JudgeScope } from "./judge-rows.server.ts";
import { dropCorrections, type KeptCorrections, keepCorrections, reapply } from "./kept-corrections.server.ts";
import { clearRows } from "./remove-draft.server.ts";
import { countRows, stageRows } from "./stage-rows.server.ts";

type Tenants = Pick<Doors, "withTenant">;

/**
 * Queues a check of all rows. Rows of an earlier check are read again. Corrections and decisions are kept for cells
 * that still have the corrected text.
 *
 * @throws AppError `not_found`; `conflict` if another check of the organization is running (`check_running`) or the
 * rows are being imported; `invalid` if the mapping is incomplete (`mapping_incomplete`)
 */
export async function startCheck(tx: TenantTx, author: ImportAuthor, draftId: string): Promise<string> {
  const draft = await lockDraft(tx, author.organizationId, draftId);
  if (!IMPORT.may("check", draft.state)) throw new AppError("conflict");
  if (draft.state === "checking" && draft.jobId && !(await isJobOver(tx, draft.jobId))) return draft.jobId;
  if (!isMappingReady(draft)) throw new AppError("invalid", { details: { reason: "mapping_incomplete" } });
  await releaseDeadChecks(tx, author.organizationId);
  const running = await tx
    .selectFrom("import_draft")
    .select("id")
    .where("organization_id", "=", author.organizationId)
    .where("state", "=", "checking")
    .where("id", "!=", draftId)
    .executeTakeFirst();
  if (running) throw new AppError("conflict", { details: { reason: "check_running" } });
  const jobId = await enqueue(tx, "check-import", { ...author, subjectId: draftId });
  await tx
    .updateTable("import_draft")
    .set({ state: "checking", job_id: jobId, check_id: null, failure: null, ...NO_COUNTS })
    .where("id", "=", draftId)
    .execute();
  return jobId;
}

export function isMappingReady(draft: ImportDraft): boolean {
  return draft.mapping.sheets.length > 0 && unreadySheets(draft).length === 0;
}

/** @returns names of the sheets to be read whose columns or number format are still open */
export function unreadySheets(draft: ImportDraft): string[] {
  return draft.mapping.sheets
    .filter(
      ({ decimal, ...mapping }) =>
        decimal === null || checkMapping({ ...mapping, decimal }, sheetOf(draft, mapping)!).length > 0,
    )
    .map(({ sheet }) => sheet);
}

const NO_COUNTS = {
  add_count: 0,
  change_count: 0,
  skip_count: 0,
  person_count: 0,
  repeated_count: 0,
  left_out_count: 0,
};

/** A check whose job was abandoned would block all others. */
async function releaseDeadChecks(tx: TenantTx, organizationId: string): Promise<void> {
  await tx
    .updateTable("import_draft")
    .set({ state: "mapping", check_id: null, failure: JSON.stringify({ code: "check_failed", facts: {} }) })
    .where("organization_id", "=", organizationId)
    .where("state", "=", "checking")
    .where((where) =>
      where.exists(
        where
          .selectFrom("job")
          .select("job.id")
          .whereRef("job.id", "=", "import_draft.job_id")
          .where("job.state", "not in", JOB.acts.finish.from),
      ),
    )
    .execute();
}

/** Cancels a check. Its process ends within a second, and its results are discarded. @throws AppError `not_found` */
export async function cancelCheck(tx: TenantTx, author: ImportAuthor, draftId: string): Promise<void> {
  const draft = await lockDraft(tx, author.organizationId, draftId);
  if (draft.state !== "checking") return;
  await endCheck(tx, draft, { state: "mapping", failure: { code: "check_cancelled", facts: {} } });
}

async function endCheck(
  tx: TenantTx,
  draft: ImportDraft,
  end: { state: "mapping" | "checked"; failure: Failure | null },
): Promise<void> {
  await tx
    .updateTable("import_draft")
    .set({ state: end.state, check_id: null, failure: end.failure && JSON.stringify(end.failure) })
    .where("id", "=", draft.id)
    .execute();
  if (draft.jobId) await moveJob(tx, draft.jobId, "finish");
}

/** Ends a check that was cancelled or replaced. */
class Superseded extends Error {}

interface Check {
  draft: ImportDraft;
  author: ImportAuthor;
  checkId: string;
  mappings: ColumnMapping[];
  scope: JudgeScope;
  known: ConstructorParameters<typeof DescriptionReader>[0];
  /** Planned sources can be removed again, so rows that name them keep the text of the file. */
  planned: ReadonlySet<string>;
}

/**
 * Runs a queued check: a separate process reads and checks the file, and results are stored in batches, each in a short
 * transaction. A second run starts from the beginning. If the check was cancelled or its draft is gone, it ends without
 * an error.
 */
export async function performCheck(doors: Tenants, room: EvidenceRoom, payload: JobPayload): Promise<void> {
  const check = await doors.withTenant(payload, (tx) => beginCheck(tx, payload));
  if (!check) return;
  const kept = await doors.withTenant(payload, (tx) => keepCorrections(tx, check.draft.id));
  await clearRows(doors, payload, check.draft.id);
  const path = await fetchFile(check, room);
  try {
    const failure = path
      ? await checkRows(doors, { ...check, kept }, path)
      : { code: "file_missing_in_store", facts: {} };
    await doors.withTenant(payload, async (tx) => {
      await currentDraft(tx, check);
      if (!failure) await dropCorrections(tx, check.draft.id);
      await endCheck(tx, check.draft, failure ? { state: "mapping", failure } : { state: "checked", failure: null });
    });
  } catch (error) {
    if (!(error instanceof Superseded)) throw error;
    await clearIdle(doors, check);
  } finally {
    if (path) await rm(path, { force: true });
  }
}

async function beginCheck(tx: TenantTx, payload: JobPayload): Promise<Check | null> {
  const job = await tx.selectFrom("job").selectAll().where("id", "=", payload.jobId).executeTakeFirst();
  if (!job) return null;
  const organizationId = job.organization_id;
  const draft = await lockDraft(tx, organizationId, job.subject_id).catch(() => null);
  const mappings = draft && readMappings(draft);
  if (!draft || !mappings || draft.state !== "checking" || draft.jobId !== payload.jobId) return null;
  if (!(await moveJob(tx, payload.jobId, "start", { doneCount: 0, totalCount: draft.size }))) return null;
  const checkId = randomUUID();
  const { period } = await getInventory(tx, organizationId, draft.inventoryId);
  const places = await placesOfDraft(tx, draft);
  const context = toEntryContext(period, places);
  await tx
    .updateTable("import_draft")
    .set({ check_id: checkId, trail_sequence: await trailSequence(tx), ...NO_COUNTS })
    .where("id", "=", draft.id)
    .execute();
  return {
    draft,
    author: { ...payload, organizationId, source: "job" },
    checkId,
    mappings,
    scope: { organizationId, importId: draft.id, context, hasRecords: await hasRecords(tx, organizationId) },
    known: await knownDescriptions(tx, organizationId, places),
    planned: new Set(places.planned.sources.map(({ id }) => id)),
  };
}

/**
 * The last entry of the audit trail. All record changes are in the trail, so an unchanged trail means unchanged
 * records.
 */
export async function trailSequence(tx: TenantTx): Promise<number> {
  const row = await tx
    .selectFrom("audit_trail")
    .select("sequence")
    // Sign-ins don't affect records.
    .where("subject", "<>", "access")
    .orderBy("sequence", "desc")
    .limit(1)
    .executeTakeFirst();
  return Number(row?.sequence ?? 0);
}

export async function knownDescriptions(
  tx: TenantTx,
  organizationId: string,
  { facilities, sources }: Pick<DraftPlaces, "facilities" | "sources">,
) {
  return {
    facilities,
    sources,
    remembered: await listRemembered(tx, organizationId),
  };
}

/** The stored file on disk, with its hash verified. Null if it is missing or different. */
async function fetchFile({ draft, author }: Check, room: EvidenceRoom): Promise<string | null> {
  const stream = await room.store.get(evidenceKey(author.tenantId, draft.sha256, draft.id));
  if (!stream) return null;
  const file = await spool(room.spoolFolder, Readable.from(stream));
  if (file.sha256 === draft.sha256) return file.path;
  await rm(file.path, { force: true });
  return null;
}

/** How often a running check tests for cancellation and reports progress. */
const LOOK_MILLISECONDS = 700;

async function checkRows(
  doors: Tenants,
  check: Check & { kept: KeptCorrections },
  path: string,
): Promise<Failure | null> {
  const abort = new AbortController();
  const reader = new DescriptionReader(check.known);
  let number = 0;
  let bytesDone = 0;
  // The batch being written while the next one is read.
  let written = Promise.resolve();
  const look = async () => {
    try {
      await doors.withTenant(check.author, async (tx) => {
        await currentDraft(tx, check);
        await noteProgress(tx, check.draft.jobId!, { doneCount: bytesDone });
      });
    } catch (error) {
      abort.abort(error);
    }
  };
  const timer = setInterval(look, LOOK_MILLISECONDS);
  try {
    const result = await checkFile({
      path,
      mappings: check.mappings,
      context: check.scope.context,
      signal: abort.signal,
      onProgress: (done) => {
        bytesDone = done;
      },
      onBatch: async (rows) => {
        const candidates = rows.map((row) => {
          number += 1;
          const candidate = asRemembered(row, toCandidate(row, number), reader, check.scope.context);
          const isPlanned = candidate.columns !== null && check.planned.has(candidate.columns.emission_source_id);
          const waiting = isPlanned ? { ...candidate, entry: row.entry } : candidate;
          return reapply(check.kept, row, waiting, { ...check, reader });
        });
        await written;
        written = doors.withTenant(check.author, (tx) => addBatch(tx, check, candidates));
        // The error is handled where the promise is awaited.
        written.catch(() => {});
      },
    });
    await written;
    return result.ok ? null : result.fault;
  } finally {
    clearInterval(timer);
    await written.catch(() => {});
  }
}

/** A check that takes over waits for this batch and then clears all rows. */
async function addBatch(tx: TenantTx, check: Check, candidates: Candidate[]): Promise<void> {
  await currentDraft(tx, check);
  const counts = await stageRows(tx, check.author.tenantId, check.scope, candidates);
  await moveCounts(tx, check.draft.id, countRows([]), counts);
}

/** The locked draft, if this check is still the current one. */
async function currentDraft(tx: TenantTx, { draft, checkId }: Check): Promise<void> {
  const row = await tx
    .selectFrom("import_draft")
    .select("id")
    .where("id", "=", draft.id)
    .where("check_id", "=", checkId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Superseded();
}

/** Removes the rows of a cancelled check. A check that took over keeps its own rows. */
async function clearIdle(doors: Tenants, { author, draft }: Check): Promise<void> {
  const isIdle = async (tx: TenantTx) => {
    const row = await tx
      .selectFrom("import_draft")
      .select(["state", "check_id"])
      .where("id", "=", draft.id)
      .forUpdate()
      .executeTakeFirst();
    return !row || (row.state === "mapping" && row.check_id === null);
  };
  await clearRows(doors, author, draft.id, { isAllowed: isIdle });
}

/** Reads a row with the saved match of its description. The row keeps the text of the file. */
export function asRemembered(
  row: Pick<CheckedRow, "entry">,
  candidate: Candidate,
  reader: DescriptionReader,
  context: EntryContext,
): Candidate {
  if (!candidate.faults.some(({ code }) => code === "source_unknown")) return candidate;
  const { entry, matchId } = reader.read(row.entry);
  if (matchId === null) return candidate;
  const checked = checkActivityEntry(entry, context);
  const left = candidate.faults.filter(({ code }) => code !== "source_unknown");
  // Errors of the reader remain, such as another number format or a wrong number of cells.
  if (checked.ok && left.length > 0) return { ...candidate, faults: left, matchId };
  if (checked.ok) return { ...candidate, columns: columnsOf(checked.value), faults: [], matchId };
  const found = checked.faults.filter(({ field }) => !left.some((fault) => fault.field === field));
  return {
    ...candidate,
    faults: [...left, ...found.map((fault) => ({ ...fault, letter: "", heading: "", raw: row.entry[fault.field] }))],
    matchId,
  };
}
