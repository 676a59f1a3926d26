import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { type Selectable, sql } from "kysely";
import { AppError } from "#app/errors.ts";
import type { EvidenceRoom } from "#app/evidence/evidence-room.server.ts";
import { evidenceKey, type ReceivedFile } from "#app/evidence/evidence-store.ts";
import { toDisplayName } from "#app/evidence/file-name.ts";
import {
  type ColumnMapping,
  FILE_LIMITS,
  type FileShape,
  type SheetShape,
  type SuggestedMapping,
} from "#app/exchange/activity-file/activity-file.ts";
import { describeFile } from "#app/exchange/activity-file/describe-file.server.ts";
import { suggestMapping } from "#app/exchange/activity-file/suggest-mapping.ts";
import { enqueue, type JobPayload } from "#app/jobs/queue.server.ts";
import type { Doors, TenantTx } from "#db/doors.ts";
import type { Database } from "#db/schema.ts";
import { lockActivities } from "../activity.server.ts";
import { type ChangeAuthor, recordChange } from "../audit-trail.server.ts";
import { getInventory } from "../inventory.server.ts";
import { setJobState } from "../job.server.ts";
import { findMapping } from "./import-mapping.server.ts";
import type { RowCounts } from "./stage-rows.server.ts";

/** Why a file, a check or an import did not get on: a key of the messages and what its sentence needs. */
export interface Failure {
  code: string;
  facts: Record<string, string>;
}

/** How the sheets of a file are read; those of other sheets wait for a person to choose them. */
export interface DraftMapping {
  sheets: SuggestedMapping[];
}

/** A file on its way in: kept, described, and waiting for a person, a check, or the word to bring its rows in. */
export interface ImportDraft {
  id: string;
  organizationId: string;
  inventoryId: string;
  fileName: string;
  sha256: string;
  size: number;
  kind: "csv" | "xlsx";
  shape: FileShape;
  mapping: DraftMapping;
  mappingFrom: "suggested" | "remembered" | "said";
  state: "mapping" | "checking" | "checked" | "committing" | "done";
  jobId: string | null;
  failure: Failure | null;
  counts: RowCounts;
  createdBy: string;
  createdAt: Date;
}

export type ImportAuthor = ChangeAuthor & { organizationId: string };
type Tenants = Pick<Doors, "withTenant">;

/** What became of an upload: a draft, or the reason why there is none. */
export type TakenImport =
  | { ok: true; draftId: string }
  | { ok: false; failure: Failure; earlierImportId?: string | undefined };

export interface IncomingImport extends ReceivedFile {
  name: string;
  isTooLarge: boolean;
}

/** Drafts that an organization may have open at once; each keeps its file. */
const OPEN_DRAFTS = 20;
/** A draft that nobody finishes is removed with its file. */
const KEPT_SECONDS = 7 * 24 * 3600;

/**
 * Takes an uploaded file in: described by its content in a process of its own, kept as it is, its columns suggested or
 * as they were said for the last file of this shape. The same file while its rows stand is refused; one that waits
 * already is gone on with.
 *
 * @throws AppError `not_found` for an inventory of another organization
 */
export async function takeImportFile(
  doors: Tenants,
  author: ImportAuthor,
  room: EvidenceRoom,
  file: IncomingImport,
  inventoryId: string,
): Promise<TakenImport> {
  try {
    const known = await doors.withTenant(author, (tx) => findKnown(tx, author, inventoryId, file.sha256));
    if (known) return known;
    if (file.isTooLarge) return refuse("file_too_large", { limit: printMib(FILE_LIMITS.csv.bytes) });
    if (file.size === 0) return refuse("file_empty");
    const described = await describeFile(file.path);
    if (!described.ok) return { ok: false, failure: described.fault };
    return await keep(doors, author, room, file, { inventoryId, shape: described.shape });
  } finally {
    await rm(file.path, { force: true });
  }
}

function refuse(code: string, facts: Record<string, string> = {}): TakenImport {
  return { ok: false, failure: { code, facts } };
}

function printMib(bytes: number): string {
  return `${bytes / 1024 / 1024} MiB`;
}

async function findKnown(
  tx: TenantTx,
  { organizationId }: ImportAuthor,
  inventoryId: string,
  sha256: string,
): Promise<TakenImport | null> {
  await getInventory(tx, organizationId, inventoryId);
  const earlierImportId = await findStandingImport(tx, organizationId, sha256);
  if (earlierImportId) return { ok: false, failure: { code: "file_again", facts: {} }, earlierImportId };
  const open = await tx
    .selectFrom("import_draft")
    .select(["id", "file_sha256", "inventory_id"])
    .where("organization_id", "=", organizationId)
    .where("state", "!=", "done")
    .execute();
  const same = open.find((draft) => draft.file_sha256 === sha256 && draft.inventory_id === inventoryId);
  if (same) return { ok: true, draftId: same.id };
  return open.length < OPEN_DRAFTS ? null : refuse("drafts_open", { limit: String(OPEN_DRAFTS) });
}

/** The bytes are stored between two short transactions; the second looks again. */
async function keep(
  doors: Tenants,
  author: ImportAuthor,
  room: EvidenceRoom,
  file: IncomingImport,
  { inventoryId, shape }: { inventoryId: string; shape: FileShape },
): Promise<TakenImport> {
  const id = randomUUID();
  const key = evidenceKey(author.tenantId, file.sha256, id);
  await room.store.put(key, file);
  let isKept = false;
  try {
    return await doors.withTenant(author, async (tx) => {
      await lockActivities(tx, author.organizationId);
      const known = await findKnown(tx, author, inventoryId, file.sha256);
      if (known) return known;
      await addDraft(tx, author, { id, file, inventoryId, shape });
      isKept = true;
      return { ok: true as const, draftId: id };
    });
  } catch (error) {
    isKept = false;
    throw error;
  } finally {
    if (!isKept) await room.store.delete(key);
  }
}

async function addDraft(
  tx: TenantTx,
  author: ImportAuthor,
  made: { id: string; file: IncomingImport; inventoryId: string; shape: FileShape },
): Promise<void> {
  const { id, file, inventoryId, shape } = made;
  const { period } = await getInventory(tx, author.organizationId, inventoryId);
  const { mapping, from } = await firstMapping(tx, author.organizationId, shape, Number(period.start.slice(0, 4)));
  const fileName = toDisplayName(file.name);
  await tx
    .insertInto("import_draft")
    .values({
      tenant_id: author.tenantId,
      id,
      organization_id: author.organizationId,
      inventory_id: inventoryId,
      file_name: fileName,
      file_sha256: file.sha256,
      file_size: file.size,
      file_kind: shape.kind,
      shape: JSON.stringify(shape),
      mapping: JSON.stringify(mapping),
      mapping_from: from,
      state: "mapping",
      check_id: null,
      job_id: null,
      failure: null,
      created_by: author.userId,
    })
    .execute();
  await recordChange(tx, author, {
    action: "import_draft.added",
    subject: "import_draft",
    subjectId: id,
    after: { fileName, sha256: file.sha256, size: file.size },
  });
  await enqueue(tx, "sweep-import", { ...author, subjectId: id }, { afterSeconds: KEPT_SECONDS });
}

/** The sheets that are probably meant: those laid out like the first visible one. */
async function firstMapping(tx: TenantTx, organizationId: string, shape: FileShape, year: number) {
  const first = shape.sheets.find(({ hidden }) => !hidden) ?? shape.sheets[0]!;
  const alike = shape.sheets.filter((sheet) => !sheet.hidden && sheet.shapeKey === first.shapeKey);
  const remembered = await findMapping(tx, organizationId, first.shapeKey);
  const sheets = (alike.length > 0 ? alike : [first]).map((sheet) => ofSheet(sheet, remembered, year));
  return { mapping: { sheets }, from: remembered ? ("remembered" as const) : ("suggested" as const) };
}

/** What was said for another file of the shape, at the places of this one; else what its headings and values suggest. */
export function ofSheet(sheet: SheetShape, remembered: SuggestedMapping | null, year: number): SuggestedMapping {
  const suggested = suggestMapping(sheet, year);
  if (!remembered) return suggested;
  // The months of a later year stand under the same headings but are other months.
  const periods = new Map(suggested.amounts.map(({ column, period }) => [column, period]));
  const amounts = remembered.amounts.map((amount) => {
    const period = periods.get(amount.column) ?? amount.period;
    return period === undefined ? amount : { ...amount, period };
  });
  return { ...remembered, sheet: sheet.name, headingRow: sheet.headingRow, amounts };
}

/** The import that already brought in this very file, if a record of it stands. */
export async function findStandingImport(
  tx: TenantTx,
  organizationId: string,
  sha256: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom("activity_import")
    .select("activity_import.id")
    .where("organization_id", "=", organizationId)
    .where("file_sha256", "=", sha256)
    .where((where) =>
      where.exists(
        where
          .selectFrom("current_activity_record")
          .select("current_activity_record.id")
          .whereRef("current_activity_record.import_id", "=", "activity_import.id"),
      ),
    )
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

type Row = Selectable<Database["import_draft"]>;

/** @throws AppError `not_found` */
export async function getDraft(tx: TenantTx, organizationId: string, draftId: string): Promise<ImportDraft> {
  return toDraft(await draftRow(tx, organizationId, draftId));
}

/** The draft for a change of it: whoever comes second waits. @throws AppError `not_found` */
export async function lockDraft(tx: TenantTx, organizationId: string, draftId: string): Promise<ImportDraft> {
  return toDraft(await draftRow(tx, organizationId, draftId, true));
}

async function draftRow(tx: TenantTx, organizationId: string, draftId: string, isLocked = false): Promise<Row> {
  const row = await tx
    .selectFrom("import_draft")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", draftId)
    .$if(isLocked, (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return row;
}

/** Files that wait to be gone on with, newest first. */
export async function listDrafts(tx: TenantTx, organizationId: string): Promise<(ImportDraft & { by: string })[]> {
  const rows = await tx
    .selectFrom("import_draft")
    .leftJoin("author", "author.id", "import_draft.created_by")
    .selectAll("import_draft")
    .select("author.name as author_name")
    .where("organization_id", "=", organizationId)
    .where("state", "!=", "done")
    .orderBy("import_draft.created_at", "desc")
    .execute();
  return rows.map((row) => ({ ...toDraft(row), by: row.author_name ?? "" }));
}

function toDraft(row: Row): ImportDraft {
  return {
    id: row.id,
    organizationId: row.organization_id,
    inventoryId: row.inventory_id,
    fileName: row.file_name,
    sha256: row.file_sha256,
    size: Number(row.file_size),
    kind: row.file_kind,
    shape: row.shape as FileShape,
    mapping: row.mapping as DraftMapping,
    mappingFrom: row.mapping_from,
    state: row.state,
    jobId: row.job_id,
    failure: row.failure,
    counts: {
      add: row.add_count,
      change: row.change_count,
      skip: row.skip_count,
      person: row.person_count,
      repeated: row.repeated_count,
      leftOut: row.left_out_count,
    },
    createdBy: row.created_by,
    createdAt: row.created_at,
  };
}

/**
 * Keeps what a person said about the columns; rows of a check before are not what the columns say now.
 *
 * @throws AppError `not_found`, `conflict` while rows are checked or brought in
 */
export async function changeMapping(
  tx: TenantTx,
  author: ImportAuthor,
  draftId: string,
  mapping: DraftMapping,
  from: "suggested" | "said" = "said",
): Promise<void> {
  const draft = await lockDraft(tx, author.organizationId, draftId);
  if (draft.state !== "mapping" && draft.state !== "checked") throw new AppError("conflict");
  if (mapping.sheets.length === 0) throw new AppError("invalid", { details: { reason: "mapping_incomplete" } });
  await tx
    .updateTable("import_draft")
    .set({ mapping: JSON.stringify(mapping), mapping_from: from, state: "mapping", failure: null })
    .where("id", "=", draftId)
    .execute();
}

/** Rows went from one verdict to another. */
export async function moveCounts(tx: TenantTx, draftId: string, before: RowCounts, after: RowCounts): Promise<void> {
  const by = (key: keyof RowCounts) => after[key] - before[key];
  await tx
    .updateTable("import_draft")
    .set({
      add_count: sql`add_count + ${by("add")}`,
      change_count: sql`change_count + ${by("change")}`,
      skip_count: sql`skip_count + ${by("skip")}`,
      person_count: sql`person_count + ${by("person")}`,
      repeated_count: sql`repeated_count + ${by("repeated")}`,
      left_out_count: sql`left_out_count + ${by("leftOut")}`,
    })
    .where("id", "=", draftId)
    .execute();
}

/**
 * Puts a draft away, with its rows and its file. What was imported stays.
 *
 * @throws AppError `not_found`, `conflict` while its rows are brought in
 */
export async function removeDraft(
  doors: Tenants,
  author: ImportAuthor,
  room: Pick<EvidenceRoom, "store">,
  draftId: string,
): Promise<void> {
  const draft = await doors.withTenant(author, async (tx) => {
    const found = await lockDraft(tx, author.organizationId, draftId);
    if (found.state === "committing" || found.state === "done") throw new AppError("conflict");
    // Without a draft no check may add rows any more.
    await tx.deleteFrom("import_draft").where("id", "=", draftId).execute();
    await recordChange(tx, author, {
      action: "import_draft.removed",
      subject: "import_draft",
      subjectId: draftId,
      before: { fileName: found.fileName, sha256: found.sha256 },
    });
    return found;
  });
  await clearRows(doors, author, draftId);
  await room.store.delete(evidenceKey(author.tenantId, draft.sha256, draftId));
}

/** Does the job that was queued with a draft: it puts away what nobody finished. */
export async function sweepDraft(
  doors: Tenants,
  room: Pick<EvidenceRoom, "store">,
  payload: JobPayload,
): Promise<void> {
  const job = await doors.withTenant(payload, (tx) =>
    tx.selectFrom("job").selectAll().where("id", "=", payload.jobId).executeTakeFirst(),
  );
  if (!job || job.state === "done") return;
  const author: ImportAuthor = { ...payload, organizationId: job.organization_id, source: "job" };
  try {
    await removeDraft(doors, author, room, job.subject_id);
  } catch (error) {
    // Finished, or put away by a person: nothing is left to do.
    if (!(error instanceof AppError)) throw error;
  }
  await doors.withTenant(payload, (tx) => setJobState(tx, payload.jobId, { state: "done" }));
}

const ROWS_AT_A_TIME = 20_000;

/**
 * Removes waiting rows, a part in each transaction: on the embedded database everybody else waits for it.
 *
 * @param options.keepTouched leaves the rows that a person changed or decided on
 * @param options.isAllowed asked in each transaction; where it says no, the rest stays
 */
export async function clearRows(
  doors: Tenants,
  author: { tenantId: string; userId: string },
  draftId: string,
  options: { keepTouched?: boolean; isAllowed?: (tx: TenantTx) => Promise<boolean> } = {},
): Promise<void> {
  const untouched = sql<boolean>`decision is null and edits is null`;
  // By ranges of the key: however many rows are dead already, and whatever the planner knows of the table.
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

/** The mapping of a sheet, once its numbers' style is said. */
export function readMappings({ mapping }: ImportDraft): ColumnMapping[] | null {
  const ready = mapping.sheets.filter((sheet): sheet is ColumnMapping => sheet.decimal !== null);
  return ready.length === mapping.sheets.length && ready.length > 0 ? ready : null;
}
