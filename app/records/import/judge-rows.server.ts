import { sql } from "kysely";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import type { EntryContext } from "#app/carbon/entry/activity-entry.ts";
import { printPeriodText } from "#app/day/entry-period.ts";
import { findLocksOf, lockFacts, type Place } from "#app/records/period-lock.server.ts";
import type { RecordColumns } from "#app/records/record-columns.ts";
import type { TenantTx } from "#db/doors.ts";
import type { RowFault } from "./file/activity-file.ts";
import { type Candidate, ROW_KEY_LENGTH, type RowOutcome, SKIPPED_BY_FILE } from "./import-row.ts";
import { typedRows } from "./typed-rows.server.ts";

export interface JudgeScope {
  organizationId: string;
  importId: string;
  context: EntryContext;
  /** False if the organization has no records to compare with. */
  hasRecords: boolean;
}

/** The result of a row and its reason. */
export interface Verdict {
  outcome: RowOutcome;
  /** Why it is skipped: a key of the messages `activityImport.skipped`. */
  reason: string;
  faults: RowFault[];
  /** The source has a record for the same period with another amount, so it may be the same bill. */
  isRepeated: boolean;
  /** The record with the same key, if the row changes it or is identical. */
  recordId: string | null;
  recordVersion: number | null;
}

/** Errors found by comparison. They are determined again each time. */
const OF_COMPARISON = new Set([
  "row_key_twice",
  "row_key_too_long",
  "record_approved",
  "record_of_method",
  "period_locked",
  "source_removed",
]);

/** The errors of the row itself, without those found by comparison. */
export function ownFaults(faults: readonly RowFault[]): RowFault[] {
  return faults.filter(({ code }) => !OF_COMPARISON.has(code));
}

export async function hasRecords(tx: TenantTx, organizationId: string): Promise<boolean> {
  const row = await tx
    .selectFrom("activity_record")
    .select("id")
    .where("organization_id", "=", organizationId)
    .where((where) => where.not("is_deleted"))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Compares rows with stored records and with each other.
 * With a key: a new key is added, identical content is skipped, different content changes the record. Without a key: if
 * a record with the same source, period, quantity, unit and evidence exists, the row is skipped unless the user wants
 * to add it. Locked, approved or method-based records and duplicate keys need attention.
 */
export async function judgeRows(tx: TenantTx, scope: JudgeScope, rows: readonly Candidate[]): Promise<Verdict[]> {
  const [first, keyed, alike] = [
    await firstOfKey(tx, scope.importId, rows),
    await recordsOfKeys(tx, scope, rows),
    await recordsAlike(tx, scope, rows),
  ];
  const locks = await locksOf(tx, scope.organizationId, rows, keyed);
  const sources = new Set(scope.context.sources.map(({ id }) => id));
  return rows.map((row, index) => {
    const record = row.rowKey === null ? undefined : keyed.get(row.rowKey);
    const isSame = record !== undefined && row.columns !== null && isSameContent(row.columns, record);
    const found: RowFault[] = [];
    const holder = row.rowKey === null ? undefined : first.get(row.rowKey);
    if (holder && holder.number < row.number) {
      found.push(fault(row, "row_key_twice", { key: row.rowKey!, row: String(holder.fileRow) }));
    }
    if ((row.rowKey?.length ?? 0) > ROW_KEY_LENGTH) {
      found.push(fault(row, "row_key_too_long", { limit: String(ROW_KEY_LENGTH) }));
    }
    if (row.columns && !sources.has(row.columns.emission_source_id)) found.push(fault(row, "source_removed"));
    if (record && row.columns && !isSame) {
      if (record.isApproved) found.push(fault(row, "record_approved", { key: row.rowKey! }));
      if (record.isOfMethod) found.push(fault(row, "record_of_method", { key: row.rowKey! }));
    }
    const isThere = !isSame && !record && row.columns !== null && (alike.get(row.number)?.isSame ?? false);
    const isNew = row.columns !== null && !isSame && !(isThere && row.decision !== "add_anyway");
    const lock = isNew ? locks[index] : undefined;
    if (lock) found.push(fault(row, "period_locked", lockFacts(lock)));
    return verdictOf(row, { found, record, isSame, isThere, isRepeated: alike.get(row.number)?.isRepeated ?? false });
  });
}

interface Compared {
  found: RowFault[];
  record: KeyedRecord | undefined;
  isSame: boolean;
  isThere: boolean;
  isRepeated: boolean;
}

function verdictOf(row: Candidate, { found, record, isSame, isThere, isRepeated }: Compared): Verdict {
  const faults = [...row.faults, ...found];
  const none = { reason: "", faults, isRepeated: false, recordId: null, recordVersion: null };
  const ofRecord = { ...none, recordId: record?.recordId ?? null, recordVersion: record?.version ?? null };
  if (row.decision === "leave_out") return { ...none, outcome: "skip", reason: "left_out" };
  if (row.skipped !== "") return { ...none, outcome: "skip", reason: row.skipped };
  if (faults.length > 0 || !row.columns) return { ...none, outcome: "person" };
  if (isSame) return { ...ofRecord, outcome: "skip", reason: "same_key" };
  if (record) return { ...ofRecord, outcome: "change" };
  if (isThere && row.decision !== "add_anyway") return { ...none, outcome: "skip", reason: "already_there" };
  return { ...none, outcome: "add", isRepeated };
}

function fault({ rowKey, columns }: Candidate, code: string, facts: Record<string, string> = {}): RowFault {
  const field = code === "period_locked" ? "period" : code === "source_removed" ? "source" : null;
  const raw = field === null ? (rowKey ?? "") : field === "period" && columns ? printPeriodText(periodOf(columns)) : "";
  return { field, code, facts, letter: "", heading: "", raw: raw.slice(0, ROW_KEY_LENGTH) };
}

function periodOf({ period_start: start, period_end: end }: RecordColumns): Period {
  return { start, end };
}

/** The first row with each key, in this and earlier batches. Skipped rows don't count. */
async function firstOfKey(tx: TenantTx, importId: string, rows: readonly Candidate[]) {
  const first = new Map<string, { number: number; fileRow: number }>();
  const keys = keysOf(rows);
  if (keys.length === 0) return first;
  for (const { rowKey, number, fileRow, decision, skipped } of rows) {
    if (rowKey === null || decision === "leave_out" || skipped !== "") continue;
    if (number < (first.get(rowKey)?.number ?? Number.POSITIVE_INFINITY)) first.set(rowKey, { number, fileRow });
  }
  const own = new Set(rows.map(({ number }) => number));
  const stored = await tx
    .selectFrom("import_row")
    .select(["row_key", "number", "file_row"])
    .distinctOn("row_key")
    .where("import_id", "=", importId)
    .where(sql<boolean>`row_key = any(${keys}::text[])`)
    .where(sql<boolean>`decision is distinct from 'leave_out'`)
    .where("reason", "not in", SKIPPED_BY_FILE)
    .orderBy("row_key")
    .orderBy("number")
    .execute();
  for (const { row_key: key, number, file_row: fileRow } of stored) {
    if (own.has(number)) continue;
    if (number < (first.get(key!)?.number ?? Number.POSITIVE_INFINITY)) first.set(key!, { number, fileRow });
  }
  return first;
}

interface KeyedRecord {
  recordId: string;
  version: number;
  isApproved: boolean;
  isOfMethod: boolean;
  place: Place;
  columns: RecordColumns;
}

async function recordsOfKeys(tx: TenantTx, scope: JudgeScope, rows: readonly Candidate[]) {
  const keys = keysOf(rows);
  if (keys.length === 0 || !scope.hasRecords) return new Map<string, KeyedRecord>();
  const found = await tx
    .selectFrom("current_activity_record as r")
    .leftJoin("activity_state as s", (join) =>
      join
        .onRef("s.tenant_id", "=", "r.tenant_id")
        .onRef("s.record_id", "=", "r.record_id")
        .onRef("s.version", "=", "r.version"),
    )
    .selectAll("r")
    .select("s.state as state")
    .where("r.organization_id", "=", scope.organizationId)
    .where(sql<boolean>`r.row_key = any(${keys}::text[])`)
    .execute();
  return new Map<string, KeyedRecord>(
    found.map((row) => [
      row.row_key!,
      {
        recordId: row.record_id,
        version: row.version,
        isApproved: row.state === "approved",
        isOfMethod: row.method !== null,
        place: { sourceId: row.emission_source_id, period: { start: row.period_start, end: row.period_end } },
        columns: row,
      },
    ]),
  );
}

function keysOf(rows: readonly Candidate[]): string[] {
  return [...new Set(rows.flatMap(({ rowKey }) => rowKey ?? []))];
}

/** Compares entered values, so the same amount in another unit is a difference. */
function isSameContent(row: RecordColumns, { columns: record }: KeyedRecord): boolean {
  return (
    row.emission_source_id === record.emission_source_id &&
    row.period_start === record.period_start &&
    row.period_end === record.period_end &&
    row.entered_quantity === record.entered_quantity &&
    row.entered_unit === record.entered_unit &&
    row.data_quality === record.data_quality &&
    row.evidence_reference === record.evidence_reference &&
    row.note === record.note
  );
}

const COMPARED = {
  number: "int",
  emission_source_id: "uuid",
  period_start: "date",
  period_end: "date",
  quantity: "numeric",
  unit: "text",
  evidence_reference: "text",
} as const;

/** For rows without a key: which have an identical record, and which have one with the same source and period only. */
async function recordsAlike(tx: TenantTx, scope: JudgeScope, rows: readonly Candidate[]) {
  const wanted = rows.flatMap(({ number, rowKey, columns }) =>
    columns && rowKey === null ? { number, ...columns } : [],
  );
  if (wanted.length === 0 || !scope.hasRecords) return new Map<number, { isSame: boolean; isRepeated: boolean }>();
  const there = sql`c.organization_id = ${scope.organizationId}::uuid
    and c.emission_source_id = r.emission_source_id
    and c.period_start = r.period_start and c.period_end = r.period_end`;
  const { rows: found } = await sql<{ number: number; is_same: boolean; is_repeated: boolean }>`
    select r.number,
      exists (select 1 from current_activity_record c where ${there} and c.quantity = r.quantity and c.unit = r.unit
        and c.evidence_reference = r.evidence_reference) as is_same,
      exists (select 1 from current_activity_record c where ${there}) as is_repeated
    from ${typedRows(COMPARED, wanted)}`.execute(tx);
  return new Map(found.map((row) => [row.number, { isSame: row.is_same, isRepeated: row.is_repeated }]));
}

/** The lock that each row would violate, by its own dates or those of the record it changes. */
async function locksOf(
  tx: TenantTx,
  organizationId: string,
  rows: readonly Candidate[],
  keyed: Map<string, KeyedRecord>,
) {
  const own = rows.map(({ columns }) =>
    columns
      ? { sourceId: columns.emission_source_id, period: { start: columns.period_start, end: columns.period_end } }
      : null,
  );
  const before = rows.map(({ rowKey }) => (rowKey === null ? null : (keyed.get(rowKey)?.place ?? null)));
  const locks = await findLocksOf(tx, organizationId, [...own, ...before]);
  return rows.map((_, index) => locks[index] ?? locks[rows.length + index]);
}
