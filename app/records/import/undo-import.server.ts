import { sql } from "kysely";
import { AppError } from "#app/encoding/errors.ts";
import { lockActivities } from "#app/records/activity.server.ts";
import { recordChange } from "#app/trail/audit-trail.server.ts";
import { type TenantTx, takeTime } from "#db/doors.ts";
import type { ImportAuthor } from "./import-draft.server.ts";
import { removeMade } from "./import-places.server.ts";
import { rowIds } from "./row-ids.server.ts";

/** A record of an import that was changed later. */
export interface CorrectedRecord {
  recordId: string;
  sourceId: string;
  period: { start: string; end: string };
  quantity: string;
  unit: string;
  /** Empty if the person has left the workspace. */
  by: string;
  at: Date;
}

export interface UndoRequest {
  /** Whether records changed later are kept or also undone. */
  corrected: "keep" | "take";
  /** Only these records. All records of the import if omitted. */
  recordIds?: string[];
}

/**
 * The version that the import wrote for each record, excluding deletions, and the newest version if it still belongs to
 * the import.
 */
function ownVersions(importId: string, { recordIds }: Pick<UndoRequest, "recordIds">) {
  const some = recordIds ? sql`and record_id = any(${recordIds}::uuid[])` : sql``;
  return sql`own as (
      select record_id, min(version) as version from activity_record
      where import_id = ${importId}::uuid and not is_deleted ${some} group by record_id),
    standing as materialized (
      select n.*, own.version as own_version from own
      join current_activity_record n on n.record_id = own.record_id and n.import_id = ${importId}::uuid)`;
}

/**
 * Right after a large import, the planner has no statistics and would look up each row separately. A hash join makes
 * the time proportional to the rows. A hash of a million keys fits into memory.
 */
async function inBulk<T>(tx: TenantTx, work: () => Promise<T>): Promise<T> {
  const { rows } = await sql<{ room: string }>`select current_setting('work_mem') as room`.execute(tx);
  await sql`select set_config('enable_nestloop', 'off', true), set_config('work_mem', '64MB', true)`.execute(tx);
  const result = await work();
  await sql`select set_config('enable_nestloop', 'on', true), set_config('work_mem', ${rows[0]!.room}, true)`.execute(
    tx,
  );
  return result;
}

/** @throws AppError `not_found` */
export async function listCorrected(
  tx: TenantTx,
  organizationId: string,
  importId: string,
): Promise<{ records: CorrectedRecord[]; count: number; standing: number }> {
  await assertImport(tx, organizationId, importId);
  return inBulk(tx, () => selectCorrected(tx, importId));
}

async function selectCorrected(tx: TenantTx, importId: string) {
  const { rows: totals } = await sql<{ standing: number; corrected: number }>`with ${ownVersions(importId, {})}
    select count(*)::int as standing, count(*) filter (where version > own_version)::int as corrected from standing`.execute(
    tx,
  );
  const { standing, corrected } = totals[0]!;
  if (corrected === 0) return { records: [], count: 0, standing };
  const { rows } = await sql<{
    record_id: string;
    emission_source_id: string;
    period_start: string;
    period_end: string;
    entered_quantity: string;
    entered_unit: string;
    name: string | null;
    created_at: Date;
  }>`with ${ownVersions(importId, {})}
    select s.record_id, s.emission_source_id, s.period_start, s.period_end, s.entered_quantity, s.entered_unit,
      author.name, s.created_at
    from standing s left join author on author.id = s.created_by
    where s.version > s.own_version order by s.created_at desc, s.record_id limit ${LISTED}`.execute(tx);
  const records = rows.map((row) => ({
    recordId: row.record_id,
    sourceId: row.emission_source_id,
    period: { start: row.period_start, end: row.period_end },
    quantity: row.entered_quantity,
    unit: row.entered_unit,
    by: row.name ?? "",
    at: row.created_at,
  }));
  return { records, count: corrected, standing };
}

const LISTED = 50;

const CARRIED = sql.raw(
  `id, tenant_id, organization_id, record_id, version, emission_source_id, period_start, period_end, quantity, unit,
   entered_quantity, entered_unit, data_quality, evidence_reference, note, entry, method, estimate,
   recorded_at, row_key, import_id, import_row, origin, is_deleted, reason, created_by`,
);
const KEPT = (of: string) =>
  sql.raw(
    [
      "emission_source_id",
      "period_start",
      "period_end",
      "quantity",
      "unit",
      "entered_quantity",
      "entered_unit",
      "data_quality",
      "evidence_reference",
      "note",
      "entry",
      "method",
      "estimate",
      "recorded_at",
      "row_key",
      "import_id",
      "import_row",
    ]
      .map((name) => `${of}.${name}`)
      .join(", "),
  );

/**
 * Undoes an import or some of its records. Added records no longer count, and changed records get their earlier
 * content, each as a version with the reason. Records changed by a later import belong to that import.
 *
 * @returns the number of undone records, and of records kept because they were changed later
 * @throws AppError `not_found` if no record of the import counts; `conflict` if a period is locked or a record approved
 */
export async function undoImport(
  tx: TenantTx,
  author: ImportAuthor,
  importId: string,
  request: UndoRequest,
): Promise<{ undone: number; kept: number }> {
  await takeTime(tx);
  await lockActivities(tx, author.organizationId);
  const { fileName } = await assertImport(tx, author.organizationId, importId);
  const { undone, kept } = await (request.recordIds
    ? takeBack(tx, author, importId, request)
    : inBulk(tx, () => takeBack(tx, author, importId, request)));
  if (undone === 0) throw new AppError("not_found");
  await tx
    .insertInto("activity_import_undo")
    .values({
      tenant_id: author.tenantId,
      organization_id: author.organizationId,
      import_id: importId,
      record_count: undone,
      kept_count: kept,
      created_by: author.userId,
    })
    .execute();
  await removeMade(tx, author, importId);
  await recordChange(tx, author, {
    action: "activity_import.undone",
    subject: "activity_import",
    subjectId: importId,
    after: { fileName, rows: undone, kept, corrected: request.corrected, ...named(request) },
  });
  return { undone, kept };
}

/** Writes the versions that undo records. */
async function takeBack(
  tx: TenantTx,
  author: ImportAuthor,
  importId: string,
  request: UndoRequest,
): Promise<{ undone: number; kept: number }> {
  const meant = request.corrected === "take" ? sql`true` : sql`s.version = s.own_version`;
  const acting = sql`${author.source}::text as origin`;
  const [revertedId, removedId] = [rowIds(), rowIds()].map((idOf) => idOf(sql`row_number() over ()`));
  const { rows } = await sql<{ undone: number; corrected: number }>`with ${ownVersions(importId, request)},
    reverted as (
      insert into activity_record (${CARRIED})
      select ${revertedId}, s.tenant_id, s.organization_id, s.record_id, s.version + 1, ${KEPT("p")}, ${acting}, false,
        'import_undone', ${author.userId}
      from standing s join activity_record p on p.record_id = s.record_id and p.version = s.own_version - 1
      where s.own_version > 1 and ${meant} returning 1),
    removed as (
      insert into activity_record (${CARRIED})
      select ${removedId}, s.tenant_id, s.organization_id, s.record_id, s.version + 1, ${KEPT("s")}, ${acting}, true,
        'import_undone', ${author.userId}
      from standing s where s.own_version = 1 and ${meant} returning 1)
    select (select count(*) from reverted)::int + (select count(*) from removed)::int as undone,
      (select count(*) from standing where version > own_version)::int as corrected`.execute(tx);
  const { undone, corrected } = rows[0]!;
  return { undone, kept: request.corrected === "keep" ? corrected : 0 };
}

function named({ recordIds }: UndoRequest) {
  return recordIds ? { records: recordIds } : {};
}

async function assertImport(tx: TenantTx, organizationId: string, importId: string): Promise<{ fileName: string }> {
  const row = await tx
    .selectFrom("activity_import")
    .select("file_name")
    .where("organization_id", "=", organizationId)
    .where("id", "=", importId)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return { fileName: row.file_name };
}
