import { AppError } from "#app/encoding/errors.ts";
import type { TenantTx } from "#db/doors.ts";
import type { FileKind } from "./file/activity-file.ts";

export interface ActivityImport {
  id: string;
  fileName: string;
  sha256: string;
  size: number;
  kind: FileKind;
  rowCount: number;
  added: number;
  changed: number;
  skipped: number;
  leftOut: number;
  edited: number;
  createdAt: Date;
  /** Empty if the person has left the workspace. */
  authorName: string;
  /** Number of undone records and the time of the last undo. */
  undone: number;
  undoneAt: Date | null;
}

export function selectImports(tx: TenantTx, organizationId: string) {
  return tx
    .selectFrom("activity_import")
    .leftJoin("author", "author.id", "activity_import.created_by")
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom("activity_import_undo as u")
          .select((select) => [
            select.fn.coalesce(select.fn.sum<number>("u.record_count"), select.lit(0)).as("undone"),
            select.fn.max("u.created_at").as("undone_at"),
          ])
          .whereRef("u.import_id", "=", "activity_import.id")
          .as("undo"),
      (join) => join.onTrue(),
    )
    .selectAll("activity_import")
    .select(["author.name as author_name", "undo.undone", "undo.undone_at"])
    .where("activity_import.organization_id", "=", organizationId);
}

/** @throws AppError `not_found` */
export async function getActivityImport(
  tx: TenantTx,
  organizationId: string,
  importId: string,
): Promise<ActivityImport> {
  const row = await selectImports(tx, organizationId).where("activity_import.id", "=", importId).executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return toImport(row);
}

export function toImport(
  row: Awaited<ReturnType<ReturnType<typeof selectImports>["execute"]>>[number],
): ActivityImport {
  return {
    id: row.id,
    fileName: row.file_name,
    sha256: row.file_sha256,
    size: Number(row.file_size),
    kind: row.file_kind,
    rowCount: row.row_count,
    added: row.added_count,
    changed: row.changed_count,
    skipped: row.skipped_count,
    leftOut: row.left_out_count,
    edited: row.edited_count,
    createdAt: row.created_at,
    authorName: row.author_name ?? "",
    undone: Number(row.undone ?? 0),
    undoneAt: row.undone_at ?? null,
  };
}

/** The author's name, or empty if the person has left the workspace. */
export async function authorName(tx: TenantTx, userId: string): Promise<string> {
  const row = await tx.selectFrom("author").select("name").where("id", "=", userId).executeTakeFirst();
  return row?.name ?? "";
}

/** The original file of an import or draft. @throws AppError `not_found` */
export async function getOriginal(tx: TenantTx, organizationId: string, importId: string) {
  const columns = ["file_name", "file_sha256", "file_size"] as const;
  const row =
    (await tx
      .selectFrom("import_draft")
      .select(columns)
      .where("organization_id", "=", organizationId)
      .where("id", "=", importId)
      .executeTakeFirst()) ??
    (await tx
      .selectFrom("activity_import")
      .select(columns)
      .where("organization_id", "=", organizationId)
      .where("id", "=", importId)
      .executeTakeFirst());
  if (!row) throw new AppError("not_found");
  return { fileName: row.file_name, sha256: row.file_sha256, size: Number(row.file_size) };
}
