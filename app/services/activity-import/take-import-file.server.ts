import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import type { EvidenceRoom } from "#app/evidence/evidence-room.server.ts";
import { evidenceKey, type ReceivedFile } from "#app/evidence/evidence-store.ts";
import { toDisplayName } from "#app/evidence/file-name.ts";
import { FILE_LIMITS, type FileShape } from "#app/exchange/activity-file/activity-file.ts";
import { describeFile } from "#app/exchange/activity-file/describe-file.server.ts";
import { enqueue } from "#app/jobs/queue.server.ts";
import type { Doors, TenantTx } from "#db/doors.ts";
import { isDatabaseAway } from "../absence.ts";
import { lockActivities } from "../activity.server.ts";
import { recordChange } from "../audit-trail.server.ts";
import { getInventory } from "../inventory.server.ts";
import { inTurn, TURNS_OF_ONE } from "./describe-turns.server.ts";
import type { Failure, ImportAuthor } from "./import-draft.server.ts";
import { findMapping, ofSheet } from "./import-mapping.server.ts";

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
    const described = await inTurn(author.organizationId, () => describeFile(file.path));
    if (!described) return refuse("files_at_once", { limit: String(TURNS_OF_ONE) });
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
    // Lost while it was committed, it may be there: a draft without its file could never be checked.
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
