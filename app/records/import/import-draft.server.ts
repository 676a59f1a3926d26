import { type Selectable, sql } from "kysely";
import { AppError } from "#app/encoding/errors.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { Database } from "#db/schema.ts";
import type { ColumnMapping, FileKind, FileShape, SuggestedMapping } from "./file/activity-file.ts";
import type { PlannedPlaces } from "./import-places.server.ts";
import { IMPORT, type ImportState } from "./import-state.ts";
import type { RowCounts } from "./stage-rows.server.ts";

/** Why a file, check or import failed: a message key and its facts. */
export interface Failure {
  code: string;
  facts: Record<string, string>;
}

/** The mappings of the sheets. Sheets without one wait for the user's choice. */
export interface DraftMapping {
  sheets: SuggestedMapping[];
}

/** A file before its import: stored, analyzed and waiting for the user, a check or the import. */
export interface ImportDraft {
  id: string;
  organizationId: string;
  inventoryId: string;
  fileName: string;
  sha256: string;
  size: number;
  kind: FileKind;
  shape: FileShape;
  mapping: DraftMapping;
  /** To be created with the import. */
  places: PlannedPlaces;
  mappingFrom: "suggested" | "remembered" | "said";
  state: ImportState;
  jobId: string | null;
  failure: Failure | null;
  counts: RowCounts;
  createdBy: string;
  createdAt: Date;
}

export type ImportAuthor = ChangeAuthor & { organizationId: string };

type Row = Selectable<Database["import_draft"]>;

/** @throws AppError `not_found` */
export async function getDraft(tx: TenantTx, organizationId: string, draftId: string): Promise<ImportDraft> {
  return toDraft(await draftRow(tx, organizationId, draftId));
}

/** The draft, locked for a change. @throws AppError `not_found` */
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

/** Unfinished imports, newest first. */
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
    places: row.places as PlannedPlaces,
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
 * Saves the user's mapping. Rows of an earlier check become invalid.
 *
 * @throws AppError `not_found`, `conflict` while rows are being checked (`checking_already`) or imported
 */
export async function changeMapping(
  tx: TenantTx,
  author: ImportAuthor,
  draftId: string,
  { mapping, from = "said" }: { mapping: DraftMapping; from?: "suggested" | "said" },
): Promise<void> {
  const draft = await lockDraft(tx, author.organizationId, draftId);
  if (draft.state === "checking") throw new AppError("conflict", { details: { reason: "checking_already" } });
  if (!IMPORT.may("map", draft.state)) throw new AppError("conflict");
  if (mapping.sheets.length === 0) throw new AppError("invalid", { details: { reason: "mapping_incomplete" } });
  await tx
    .updateTable("import_draft")
    .set({ mapping: JSON.stringify(mapping), mapping_from: from, state: "mapping", failure: null })
    .where("id", "=", draftId)
    .execute();
}

/** The sheet of a row or mapping. */
export function sheetOf({ shape }: ImportDraft, mapping: { sheet: string }) {
  return shape.sheets.find(({ name }) => name === mapping.sheet);
}

/** Updates the counts after rows changed their verdict. */
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

/** The mappings, if the number format is known. */
export function readMappings({ mapping }: ImportDraft): ColumnMapping[] | null {
  const ready = mapping.sheets.filter((sheet): sheet is ColumnMapping => sheet.decimal !== null);
  return ready.length === mapping.sheets.length && ready.length > 0 ? ready : null;
}

/** Why an import was stopped other than by the user. `unknown` is a system error. */
export const DRAFT_STOPS = ["plan_lapsed", "no_longer_authorised", "process_died", "unknown"] as const;
export type DraftStop = (typeof DRAFT_STOPS)[number];

/** Returns a check or import to the previous step, where a user can continue. */
export async function stopDraft(
  tx: TenantTx,
  jobId: string,
  stop: { state: "mapping" | "checked"; failure: DraftStop },
): Promise<void> {
  const failure: Failure = { code: stop.failure, facts: {} };
  await tx
    .updateTable("import_draft")
    .set({ state: stop.state, failure: JSON.stringify(failure) })
    .where("job_id", "=", jobId)
    .where("state", "in", IMPORT.acts.stop.from)
    .execute();
}
