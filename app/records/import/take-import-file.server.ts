import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { isDatabaseAway } from "#app/access/absence.ts";
import type { EvidenceRoom } from "#app/files/evidence-room.server.ts";
import { evidenceKey, type ReceivedFile } from "#app/files/evidence-store.ts";
import { toDisplayName } from "#app/files/file-name.ts";
import { enqueue } from "#app/jobs/queue.server.ts";
import { getInventory } from "#app/organization/inventory.server.ts";
import { lockActivities } from "#app/records/activity.server.ts";
import { recordChange } from "#app/trail/audit-trail.server.ts";
import type { Doors, TenantTx } from "#db/doors.ts";
import { inTurn, TURNS_OF_ONE } from "./describe-turns.server.ts";
import { FILE_LIMITS, type FileShape, type SuggestedMapping } from "./file/activity-file.ts";
import { checkMapping } from "./file/check-mapping.ts";
import { describeFile } from "./file/describe-file.server.ts";
import type { Failure, ImportAuthor, ImportDraft } from "./import-draft.server.ts";
import { factsOf, findMapping, hasFigures, ofSheet } from "./import-mapping.server.ts";

type Tenants = Pick<Doors, "withTenant">;

/** The result of an upload: a draft, or the reason for the rejection. */
export type TakenImport =
  | { ok: true; draftId: string }
  | { ok: false; failure: Failure; earlierImportId?: string | undefined };

export interface IncomingImport extends ReceivedFile {
  name: string;
  isTooLarge: boolean;
}

export interface ImportForInventory {
  file: IncomingImport;
  inventoryId: string;
}

/** Maximum number of open drafts per organization, because each keeps its file. */
const OPEN_DRAFTS = 20;
/** Unfinished drafts are removed with their file after this time. */
const KEPT_SECONDS = 7 * 24 * 3600;

/**
 * Accepts an uploaded file: analyzes it in a separate process, stores it, and suggests the mapping or uses the saved
 * one for this layout. A file, or sheets of it, whose records still count is rejected. A file with an open draft
 * continues that draft.
 *
 * @throws AppError `not_found` for an inventory of another organization
 */
export async function takeImportFile(
  doors: Tenants,
  author: ImportAuthor,
  room: EvidenceRoom,
  { file, inventoryId }: ImportForInventory,
): Promise<TakenImport> {
  try {
    const known = await doors.withTenant(author, (tx) =>
      findKnown(tx, author, { inventoryId, sha256: file.sha256 }, null),
    );
    if (known) return known;
    if (file.isTooLarge) return refuse("file_too_large", { limit: printMib(FILE_LIMITS.csv.bytes) });
    if (file.size === 0) return refuse("file_empty");
    const described = await inTurn(author.organizationId, () => describeFile(file.path));
    if (!described) return refuse("files_at_once", { limit: String(TURNS_OF_ONE) });
    if (!described.ok) return { ok: false, failure: described.fault };
    return await keep(doors, author, room, { file, inventoryId, shape: described.shape });
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

/** @param shape null before the file is analyzed; then only a workbook can contain a new sheet */
async function findKnown(
  tx: TenantTx,
  { organizationId }: ImportAuthor,
  { inventoryId, sha256 }: { inventoryId: string; sha256: string },
  shape: FileShape | null,
): Promise<TakenImport | null> {
  await getInventory(tx, organizationId, inventoryId);
  const done = await importedSheets(tx, organizationId, sha256);
  const names = done.flatMap(({ sheets }) => sheets ?? []);
  const isAll = done.some(({ sheets }) => sheets === null || sheets.includes(""));
  const isRest = shape?.sheets.every((sheet) => names.includes(sheet.name) || !hasFigures(sheet)) ?? false;
  if (isAll || (done.length > 0 && isRest)) {
    return { ok: false, failure: { code: "file_again", facts: {} }, earlierImportId: done[0]!.importId };
  }
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

/** The bytes are stored between two short transactions. The second one checks again. */
async function keep(
  doors: Tenants,
  author: ImportAuthor,
  room: EvidenceRoom,
  { file, inventoryId, shape }: ImportForInventory & { shape: FileShape },
): Promise<TakenImport> {
  const id = randomUUID();
  const key = evidenceKey(author.tenantId, file.sha256, id);
  await room.store.put(key, file);
  let isKept = false;
  try {
    return await doors.withTenant(author, async (tx) => {
      await lockActivities(tx, author.organizationId);
      const known = await findKnown(tx, author, { inventoryId, sha256: file.sha256 }, shape);
      if (known) return known;
      await addDraft(tx, author, { id, file, inventoryId, shape });
      isKept = true;
      return { ok: true as const, draftId: id };
    });
  } catch (error) {
    // If the connection was lost during the commit, the draft may exist. Without its file it could never be checked.
    isKept = isDatabaseAway(error);
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
  const fileName = toDisplayName(file.name);
  const done = (await importedSheets(tx, author.organizationId, file.sha256)).flatMap(({ sheets }) => sheets ?? []);
  const year = Number(period.start.slice(0, 4));
  const { mapping, from } = await firstMapping(tx, author.organizationId, { fileName, shape }, { year, done });
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
      places: JSON.stringify({ facilities: [], sources: [] }),
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

/** Sheets that can be read without questions, except those already imported. */
async function firstMapping(
  tx: TenantTx,
  organizationId: string,
  draft: Pick<ImportDraft, "fileName" | "shape">,
  { year, done }: { year: number; done: readonly string[] },
) {
  const facts = factsOf(draft, year);
  const left = draft.shape.sheets.filter(({ name }) => !done.includes(name));
  const first =
    left.find((sheet) => !sheet.hidden && hasFigures(sheet)) ?? left.find(({ hidden }) => !hidden) ?? left[0]!;
  const sheets: SuggestedMapping[] = [];
  let isRemembered = false;
  for (const sheet of left) {
    const remembered = await findMapping(tx, organizationId, sheet.shapeKey);
    const mapping = ofSheet(sheet, remembered, facts);
    const isReady = checkMapping({ ...mapping, decimal: mapping.decimal ?? "point" }, sheet).length === 0;
    const isAlike = sheet.shapeKey === first.shapeKey;
    if (sheet !== first && (sheet.hidden || !hasFigures(sheet) || (!isAlike && !isReady))) continue;
    sheets.push(mapping);
    isRemembered ||= remembered !== null;
  }
  return { mapping: { sheets }, from: isRemembered ? ("remembered" as const) : ("suggested" as const) };
}

/** Sheets of this file whose records count. For CSV, the whole file. */
export async function importedSheets(
  tx: TenantTx,
  organizationId: string,
  sha256: string,
): Promise<{ importId: string; sheets: string[] | null }[]> {
  const rows = await tx
    .selectFrom("activity_import")
    .select(["id", "sheets"])
    .where("organization_id", "=", organizationId)
    .where("file_sha256", "=", sha256)
    .where((where) =>
      where.and([
        // A partly undone import can be imported again. Rows that still count are skipped.
        where.not(
          where.exists(
            where
              .selectFrom("activity_import_undo")
              .select("activity_import_undo.id")
              .whereRef("activity_import_undo.import_id", "=", "activity_import.id"),
          ),
        ),
        where.exists(
          where
            .selectFrom("current_activity_record")
            .select("current_activity_record.id")
            .whereRef("current_activity_record.import_id", "=", "activity_import.id"),
        ),
      ]),
    )
    .execute();
  return rows.map(({ id, sheets }) => ({ importId: id, sheets }));
}

/** The import that already contains one of these sheets. */
export async function findStandingImport(
  tx: TenantTx,
  organizationId: string,
  { sha256, sheets }: { sha256: string; sheets: readonly string[] },
): Promise<string | undefined> {
  const done = await importedSheets(tx, organizationId, sha256);
  return done.find((one) => one.sheets === null || one.sheets.some((name) => sheets.includes(name)))?.importId;
}
