import { createHash, randomUUID } from "node:crypto";
import { type CheckedActivity, checkActivityEntry, type EntryContext } from "#app/carbon/activity-entry.ts";
import type { Period } from "#app/carbon/inventory-document.ts";
import { AppError } from "#app/errors.ts";
import { type FileFault, readActivityFile } from "#app/exchange/activity-csv.ts";
import type { TenantTx } from "#db/doors.ts";
import { entryContext, insertVersions, toFirstVersion, toTombstone } from "./activity.server.ts";
import { type ChangeAuthor, recordChange } from "./audit-trail.server.ts";

export interface UploadedFile {
  name: string;
  bytes: Uint8Array;
}

/** What an import would do, or did: rows to add, or every fault by row and column. Nothing is half-imported. */
export interface ImportCheck {
  fileName: string;
  sha256: string;
  rowCount: number;
  faults: FileFault[];
  /** More faults than are listed. */
  unlisted: number;
  /** The import that already brought in this very file, if it stands. */
  earlierImportId: string | null;
}

type Author = ChangeAuthor & { organizationId: string };

/** People mend a file a screen at a time; a thousand faults say no more than two hundred. */
const LISTED_FAULTS = 200;

/** Checks a file against the organization, row by row, without writing. */
export async function checkActivityFile(
  tx: TenantTx,
  organizationId: string,
  period: Period,
  file: UploadedFile,
): Promise<{ check: ImportCheck; values: { row: number; value: CheckedActivity }[] }> {
  const context = await entryContext(tx, organizationId, period);
  const sha256 = createHash("sha256").update(file.bytes).digest("hex");
  const { values, faults, rowCount } = checkRows(file.bytes, context);
  const earlier = await tx
    .selectFrom("activity_import")
    .innerJoin("current_activity_record", (join) =>
      join
        .onRef("current_activity_record.tenant_id", "=", "activity_import.tenant_id")
        .onRef("current_activity_record.import_id", "=", "activity_import.id"),
    )
    .select("activity_import.id")
    .where("activity_import.organization_id", "=", organizationId)
    .where("file_sha256", "=", sha256)
    .limit(1)
    .executeTakeFirst();
  const check = {
    fileName: file.name,
    sha256,
    rowCount,
    faults: faults.slice(0, LISTED_FAULTS),
    unlisted: Math.max(0, faults.length - LISTED_FAULTS),
    earlierImportId: earlier?.id ?? null,
  };
  return { check, values };
}

/**
 * Imports a file: all its rows in one transaction, or none. The same file twice is refused while its rows stand.
 *
 * @returns the check, and the id of the import where there was nothing to complain of.
 */
export async function importActivityFile(
  tx: TenantTx,
  author: Author,
  period: Period,
  file: UploadedFile,
): Promise<{ check: ImportCheck; importId: string | null }> {
  const { check, values } = await checkActivityFile(tx, author.organizationId, period, file);
  if (check.faults.length > 0 || check.earlierImportId || values.length === 0) return { check, importId: null };
  const importId = randomUUID();
  await tx
    .insertInto("activity_import")
    .values({
      tenant_id: author.tenantId,
      id: importId,
      organization_id: author.organizationId,
      file_name: file.name,
      file_sha256: check.sha256,
      row_count: values.length,
      created_by: author.userId,
    })
    .execute();
  await insertVersions(
    tx,
    values.map(({ row, value }) => toFirstVersion(author, value, { id: importId, row })),
  );
  await recordChange(
    tx,
    { ...author, source: "import" },
    {
      action: "activity.imported",
      subject: "activity_import",
      subjectId: importId,
      after: { fileName: file.name, sha256: check.sha256, rows: values.length },
    },
  );
  return { check, importId };
}

export interface ActivityImport {
  id: string;
  fileName: string;
  rowCount: number;
  createdAt: Date;
  /** Records of the file that still stand. */
  standing: number;
}

export async function listActivityImports(tx: TenantTx, organizationId: string): Promise<ActivityImport[]> {
  const rows = await tx
    .selectFrom("activity_import")
    .select((select) => [
      "id",
      "file_name",
      "row_count",
      "created_at",
      select
        .selectFrom("current_activity_record")
        .select((count) => count.fn.countAll<number>().as("n"))
        .whereRef("current_activity_record.import_id", "=", "activity_import.id")
        .as("standing"),
    ])
    .where("organization_id", "=", organizationId)
    .orderBy("created_at", "desc")
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    fileName: row.file_name,
    rowCount: row.row_count,
    createdAt: row.created_at,
    standing: row.standing ?? 0,
  }));
}

/** Takes a whole import back: every record of it that still stands is deleted, with the reason on record. */
export async function undoActivityImport(tx: TenantTx, author: Author, importId: string): Promise<number> {
  const rows = await tx
    .selectFrom("current_activity_record")
    .selectAll()
    .where("organization_id", "=", author.organizationId)
    .where("import_id", "=", importId)
    .execute();
  if (rows.length === 0) throw new AppError("not_found");
  await insertVersions(
    tx,
    rows.map((row) => toTombstone(author, row, "import_undone")),
  );
  await recordChange(tx, author, {
    action: "activity_import.undone",
    subject: "activity_import",
    subjectId: importId,
    after: { rows: rows.length },
  });
  return rows.length;
}

function checkRows(bytes: Uint8Array, context: EntryContext) {
  const file = readActivityFile(bytes);
  const faults = [...file.faults];
  const values: { row: number; value: CheckedActivity }[] = [];
  for (const { row, entry, columns } of file.rows) {
    const checked = checkActivityEntry(entry, context);
    if (checked.ok) values.push({ row, value: checked.value });
    else {
      for (const { field, code, facts } of checked.faults) {
        faults.push({ row, column: columns[field] ?? field, raw: entry[field].slice(0, 80), code, facts });
      }
    }
  }
  return { values, faults, rowCount: file.rows.length };
}
