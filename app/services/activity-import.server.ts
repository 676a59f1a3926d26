import { createHash, randomUUID } from "node:crypto";
import { sql } from "kysely";
import {
  type ActivityEntry,
  type CheckedActivity,
  checkActivityEntry,
  type EntryContext,
} from "#app/carbon/activity-entry.ts";
import { suggestFixes } from "#app/carbon/entry-fix.ts";
import type { Period } from "#app/carbon/inventory-document.ts";
import { AppError } from "#app/errors.ts";
import { type FileFault, readActivityFile } from "#app/exchange/activity-csv.ts";
import type { TenantTx } from "#db/doors.ts";
import { entryContext, insertVersions, listActivities, toFirstVersion, toTombstone } from "./activity.server.ts";
import { type ChangeAuthor, recordChange } from "./audit-trail.server.ts";
import { DescriptionReader, type FileDescription, listRemembered, type UsedMatch } from "./description-match.server.ts";
import { listEmissionSources } from "./emission-source.server.ts";
import { listFacilities } from "./facility.server.ts";

export interface UploadedFile {
  name: string;
  bytes: Uint8Array;
}

/** A fault of the file with texts that would probably put it right. */
export interface ImportFault extends FileFault {
  fixes: string[];
}

/** What an import would do, or did: rows to add, or every fault by row and column. Nothing is half-imported. */
export interface ImportCheck {
  fileName: string;
  sha256: string;
  rowCount: number;
  /** In the order of the file's rows. */
  faults: ImportFault[];
  /** More faults than are listed. */
  unlisted: number;
  /** Rows without a fault. */
  goodCount: number;
  /** Rows with one or more. */
  faultyCount: number;
  /** Rows for a source and period that already has a record: perhaps the same bill twice. */
  repeatedCount: number;
  /** The import that already brought in this very file, if it stands. */
  earlierImportId: string | null;
  /** Descriptions that stand in place of a source and are to be matched, the first hundred. */
  descriptions: FileDescription[];
  /** Descriptions that were read as a person said earlier. */
  remembered: UsedMatch[];
}

/** A row of the file that may become a record. */
export interface ImportRow {
  row: number;
  entry: ActivityEntry;
  value: CheckedActivity;
}

type Author = ChangeAuthor & { organizationId: string };

/** People mend a file a screen at a time; a thousand faults say no more than two hundred. */
const LISTED_FAULTS = 200;
/** The rest is matched when these are. */
export const MATCHED_DESCRIPTIONS = 100;

/** Checks a file against the organization, row by row, without writing. */
export async function checkActivityFile(
  tx: TenantTx,
  organizationId: string,
  period: Period,
  file: UploadedFile,
): Promise<{ check: ImportCheck; values: ImportRow[] }> {
  const context = await entryContext(tx, organizationId, period);
  const sha256 = createHash("sha256").update(file.bytes).digest("hex");
  const reader = new DescriptionReader({
    facilities: await listFacilities(tx, organizationId),
    sources: await listEmissionSources(tx, organizationId),
    remembered: await listRemembered(tx, organizationId),
  });
  const { values, faults, rowCount } = checkRows(file.bytes, context, reader);
  const check = {
    fileName: shortenName(file.name),
    sha256,
    rowCount,
    goodCount: values.length,
    faultyCount: new Set(faults.flatMap(({ row }) => (row > 1 ? row : []))).size,
    repeatedCount: await countRepeated(tx, organizationId, period, values),
    faults: faults.slice(0, LISTED_FAULTS),
    unlisted: Math.max(0, faults.length - LISTED_FAULTS),
    earlierImportId: await findStandingImport(tx, organizationId, sha256),
    descriptions: reader.unmatched.slice(0, MATCHED_DESCRIPTIONS),
    remembered: reader.applied,
  };
  return { check, values };
}

async function findStandingImport(tx: TenantTx, organizationId: string, sha256: string): Promise<string | null> {
  const row = await tx
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
  return row?.id ?? null;
}

async function countRepeated(
  tx: TenantTx,
  organizationId: string,
  period: Period,
  values: ImportRow[],
): Promise<number> {
  if (values.length === 0) return 0;
  const keyOf = ({ sourceId, period: { start, end } }: CheckedActivity) => `${sourceId} ${start} ${end}`;
  const known = new Set((await listActivities(tx, organizationId, period)).map(keyOf));
  return values.filter(({ value }) => known.has(keyOf(value))).length;
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
  // The same file sent twice at once is imported once: the second waits here and then finds the first.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`activity:${author.organizationId}`}, 0))`.execute(tx);
  const { check, values } = await checkActivityFile(tx, author.organizationId, period, file);
  if (check.faults.length > 0 || check.earlierImportId || values.length === 0) return { check, importId: null };
  const importId = randomUUID();
  await tx
    .insertInto("activity_import")
    .values({
      tenant_id: author.tenantId,
      id: importId,
      organization_id: author.organizationId,
      file_name: check.fileName,
      file_sha256: check.sha256,
      row_count: values.length,
      created_by: author.userId,
    })
    .execute();
  await insertVersions(
    tx,
    values.map(({ row, value }) => toFirstVersion(author, randomUUID(), value, { id: importId, row })),
  );
  await recordChange(
    tx,
    { ...author, source: "import" },
    {
      action: "activity.imported",
      subject: "activity_import",
      subjectId: importId,
      after: { fileName: check.fileName, sha256: check.sha256, rows: values.length },
    },
  );
  return { check, importId };
}

export interface ActivityImport {
  id: string;
  fileName: string;
  rowCount: number;
  createdAt: Date;
  /** Empty where the person left the tenant. */
  authorName: string;
  /** Records of the file that still stand. */
  standing: number;
}

export async function listActivityImports(tx: TenantTx, organizationId: string): Promise<ActivityImport[]> {
  const rows = await tx
    .selectFrom("activity_import")
    .leftJoin("author", "author.id", "activity_import.created_by")
    .select((select) => [
      "activity_import.id",
      "file_name",
      "row_count",
      "activity_import.created_at",
      "author.name as author_name",
      select
        .selectFrom("current_activity_record")
        .select((count) => count.fn.countAll<number>().as("n"))
        .whereRef("current_activity_record.import_id", "=", "activity_import.id")
        .as("standing"),
    ])
    .where("organization_id", "=", organizationId)
    .orderBy("activity_import.created_at", "desc")
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    fileName: row.file_name,
    rowCount: row.row_count,
    createdAt: row.created_at,
    authorName: row.author_name ?? "",
    standing: row.standing ?? 0,
  }));
}

/**
 * Takes a whole import back: every record of it that still stands is deleted, with the reason on record.
 *
 * @throws AppError `not_found` where no record of such an import stands
 */
export async function undoActivityImport(tx: TenantTx, author: Author, importId: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`activity:${author.organizationId}`}, 0))`.execute(tx);
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

function checkRows(bytes: Uint8Array, context: EntryContext, reader: DescriptionReader) {
  const file = readActivityFile(bytes);
  const faults: ImportFault[] = file.faults.map((fault) => ({ ...fault, fixes: [] }));
  const values: ImportRow[] = [];
  for (const { row, entry: written } of file.rows) {
    const entry = reader.read(written);
    const checked = checkActivityEntry(entry, context);
    if (checked.ok) {
      values.push({ row, entry, value: checked.value });
      continue;
    }
    for (const fault of checked.faults) {
      const { field, code, facts } = fault;
      const { heading: column, letter } = file.columns[field] ?? { heading: field, letter: "" };
      // Only what is listed needs a suggestion: a file of fifty thousand faults must not cost fifty thousand searches.
      const fixes = faults.length < LISTED_FAULTS ? suggestFixes(fault, entry, context).map(({ text }) => text) : [];
      faults.push({ row, column, letter, raw: entry[field].slice(0, 80), code, facts, fixes });
    }
  }
  faults.sort((a, b) => a.row - b.row);
  return { values, faults, rowCount: file.rows.length + file.faults.filter(({ code }) => code === "row_width").length };
}

/** A file's name without what could pass for another one on a page: no control characters, at most 200. */
function shortenName(name: string): string {
  const plain = name.replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, "").trim();
  return plain.length > 200 ? `${[...plain].slice(0, 199).join("")}…` : plain || "import.csv";
}
