import { type RawBuilder, sql } from "kysely";
import { type ActivityEntry, EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { type EntryFix, suggestFixes } from "#app/carbon/entry/entry-fix.ts";
import { printPeriodText } from "#app/day/entry-period.ts";
import { type ActivityRecord, toActivityRecord } from "#app/records/activity.server.ts";
import type { FileDescription, UsedMatch } from "#app/records/description-match.server.ts";
import type { RecordColumns } from "#app/records/record-columns.ts";
import type { TenantTx } from "#db/doors.ts";
import type { RowFault } from "./file/activity-file.ts";
import { activityOf, type RowDecision, type RowEdit, type RowOutcome } from "./import-row.ts";
import { candidateOf, columnsOfRow, type WaitingRow, type Workbench } from "./rework-rows.server.ts";

/** An error of a row with texts that probably fix it. */
export interface OpenFault extends RowFault {
  fixes: string[];
  /** Number of open rows with the same text in the same column, including this one. */
  alike: number;
}

export interface ImportRowView {
  number: number;
  sheet: string;
  fileRow: number;
  fileColumn: number | null;
  rowKey: string | null;
  outcome: RowOutcome;
  reason: string;
  isRepeated: boolean;
  remarks: string[];
  /** The text of the file with corrections. Null if the row never needed attention. */
  entry: ActivityEntry | null;
  columns: RecordColumns | null;
  faults: OpenFault[];
  edits: RowEdit[];
  decision: RowDecision | null;
  decisionNote: string;
  /** The record that the row changes. */
  before: ActivityRecord | null;
}

export const ROW_VIEWS = ["person", "waiting", "change", "add", "repeated", "skip", "touched"] as const;
/** `faulty` are the rows of `person` that don't only wait for a facility or a source. */
export type RowView = (typeof ROW_VIEWS)[number] | "faulty";

const IS_WAITING = sql<boolean>`coalesce(
  jsonb_path_exists(faults, '$[*]')
    and not jsonb_path_exists(faults, '$[*] ? (!(@.field == "facility" || @.field == "source"))'), false)`;

const CONDITIONS: Record<RowView, RawBuilder<boolean>> = {
  person: sql<boolean>`outcome = 'person'`,
  waiting: sql<boolean>`outcome = 'person' and ${IS_WAITING}`,
  faulty: sql<boolean>`outcome = 'person' and not ${IS_WAITING}`,
  change: sql<boolean>`outcome = 'change'`,
  add: sql<boolean>`outcome = 'add'`,
  repeated: sql<boolean>`is_repeated`,
  skip: sql<boolean>`outcome = 'skip'`,
  touched: sql<boolean>`(decision is not null or edits is not null)`,
};

/** Rows of one kind in file order, after the last row shown. */
export async function listRows(
  tx: TenantTx,
  bench: Workbench,
  { view, after, limit }: { view: RowView; after: number; limit: number },
): Promise<{ rows: ImportRowView[]; next: number | null }> {
  const found = await tx
    .selectFrom("import_row")
    .selectAll()
    .where("import_id", "=", bench.draft.id)
    .where("number", ">", after)
    .where(CONDITIONS[view])
    .orderBy("number")
    .limit(limit + 1)
    .execute();
  const shown = found.slice(0, limit);
  const records = await listActivitiesById(
    tx,
    bench.scope.organizationId,
    shown.flatMap(({ outcome, record_id: id }) => (outcome === "change" && id ? id : [])),
  );
  const alike = await countAlike(tx, bench.draft.id, shown);
  const rows = shown.map((row) => toView(row, { bench, alike, before: records.get(row.record_id ?? "") ?? null }));
  return { rows, next: found.length > limit ? shown.at(-1)!.number : null };
}

/** Rows that only wait for a facility or a source. */
export async function countWaiting(tx: TenantTx, importId: string): Promise<number> {
  const { count } = await tx
    .selectFrom("import_row")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("import_id", "=", importId)
    .where(CONDITIONS.waiting)
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function listActivitiesById(
  tx: TenantTx,
  organizationId: string,
  ids: string[],
): Promise<Map<string, ActivityRecord>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom("current_activity_record")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("record_id", "in", ids)
    .execute();
  return new Map(rows.map((row) => [row.record_id, toActivityRecord(row)]));
}

interface Around {
  bench: Workbench;
  alike: Map<string, number>;
  before: ActivityRecord | null;
}

function toView(row: WaitingRow, { bench, alike, before }: Around): ImportRowView {
  const { sheet, fileRow, fileColumn, rowKey, remarks, entry, edits } = candidateOf(row);
  const said = entry ? bench.reader.read(entry).entry : null;
  return {
    number: row.number,
    sheet,
    fileRow,
    fileColumn,
    rowKey,
    outcome: row.outcome,
    reason: row.reason,
    isRepeated: row.is_repeated,
    remarks,
    entry,
    columns: columnsOfRow(row),
    faults: ((row.faults ?? []) as RowFault[]).map((fault) => ({
      ...fault,
      fixes:
        said && fault.field
          ? suggestFixes({ ...fault, field: fault.field }, said, bench.scope.context).flatMap(oneText)
          : [],
      alike: fault.field && entry ? (alike.get(`${fault.field} ${entry[fault.field]}`) ?? 1) : 1,
    })),
    edits,
    decision: row.decision,
    decisionNote: row.decision_note,
    before: row.outcome === "change" ? before : null,
  };
}

/** The page changes one cell at a time, so fixes of several cells are omitted. */
function oneText({ kind, field, texts }: EntryFix): string[] {
  return kind === "meaning" ? [texts[field] ?? []].flat() : [];
}

/** Number of open rows with the same text in the same column. */
async function countAlike(tx: TenantTx, importId: string, rows: WaitingRow[]): Promise<Map<string, number>> {
  const cells = rows.flatMap((row) =>
    row.outcome === "person" && row.entry
      ? ((row.faults ?? []) as RowFault[]).flatMap(({ field }) => (field ? { field, text: row.entry![field] } : []))
      : [],
  );
  if (cells.length === 0) return new Map();
  const fields = [...new Set(cells.map(({ field }) => field))].filter((field) => field in EMPTY_ENTRY);
  const counts = new Map<string, number>();
  for (const field of fields) {
    const texts = [...new Set(cells.flatMap((cell) => (cell.field === field ? (cell.text ?? "") : [])))];
    const { rows: found } = await sql<{ text: string; count: number }>`
      select entry ->> ${field} as text, count(*)::int as count from import_row
      where import_id = ${importId}::uuid and outcome = 'person' and entry ->> ${field} = any(${texts}::text[])
      group by 1`.execute(tx);
    for (const { text, count } of found) counts.set(`${field} ${text}`, count);
  }
  return counts;
}

/** All values to be written, for the total. Null if there are too many for a request. */
export async function listValues(tx: TenantTx, bench: Workbench, most: number) {
  const { add, change } = bench.draft.counts;
  if (add + change > most) return null;
  const rows = await tx
    .selectFrom("import_row")
    .selectAll()
    .where("import_id", "=", bench.draft.id)
    .where("outcome", "in", ["add", "change"])
    .execute();
  const before = await listActivitiesById(
    tx,
    bench.scope.organizationId,
    rows.flatMap(({ outcome, record_id: id }) => (outcome === "change" && id ? id : [])),
  );
  return { values: rows.map((row) => activityOf(columnsOfRow(row)!)), before: [...before.values()] };
}

/** Descriptions without a source, including those with matches, which come first. */
export async function listDescriptions(tx: TenantTx, bench: Workbench): Promise<FileDescription[]> {
  const { rows } = await sql<{ facility: string; source: string; unit: string; rows: number }>`
    select entry ->> 'facility' as facility, entry ->> 'source' as source, entry ->> 'unit' as unit, count(*)::int as rows
    from import_row where import_id = ${bench.draft.id}::uuid and outcome = 'person'
      and faults @> '[{"code": "source_unknown"}]'
    group by 1, 2, 3 order by min(number) limit ${MOST_DESCRIPTIONS}`.execute(tx);
  return bench.reader.gather(rows);
}

const MOST_DESCRIPTIONS = 1000;

/** Descriptions read with saved matches. */
export async function listUsedMatches(tx: TenantTx, importId: string): Promise<UsedMatch[]> {
  const rows = await tx
    .selectFrom("import_row")
    .innerJoin("description_match as m", "m.id", "import_row.match_id")
    .select((select) => [
      "m.id",
      "m.facility_id",
      "m.description",
      "m.unit",
      "m.emission_source_id",
      select.fn.countAll<number>().as("rows"),
    ])
    .where("import_id", "=", importId)
    .where("match_id", "is not", null)
    .groupBy(["m.id", "m.facility_id", "m.description", "m.unit", "m.emission_source_id"])
    .orderBy("m.description")
    .limit(MOST_DESCRIPTIONS)
    .execute();
  return rows.map((row) => ({
    matchId: row.id,
    facilityId: row.facility_id,
    text: row.description,
    unit: row.unit,
    sourceId: row.emission_source_id,
    rows: Number(row.rows),
  }));
}

/** Current records of an import in file order, after the last row shown. */
export async function listImported(
  tx: TenantTx,
  organizationId: string,
  { importId, after, limit }: { importId: string; after: number; limit: number },
) {
  const found = await tx
    .selectFrom("current_activity_record")
    .select([
      "record_id",
      "import_row",
      "emission_source_id",
      "period_start",
      "period_end",
      "entered_quantity",
      "entered_unit",
    ])
    .where("organization_id", "=", organizationId)
    .where("import_id", "=", importId)
    .where("import_row", ">", after)
    .orderBy("import_row")
    .orderBy("record_id")
    .limit(limit + 1)
    .execute();
  // Rows of a wide file share their number, so a page ends between two numbers.
  const cut = found[limit]?.import_row;
  const rows = found
    .filter((row) => row.import_row !== cut)
    .map((row) => ({
      recordId: row.record_id,
      fileRow: row.import_row!,
      sourceId: row.emission_source_id,
      period: printPeriodText({ start: row.period_start, end: row.period_end }),
      quantity: row.entered_quantity,
      unit: row.entered_unit,
    }));
  return { rows, next: cut === undefined ? null : (rows.at(-1)?.fileRow ?? null) };
}
