import { type RawBuilder, type Selectable, type SelectQueryBuilder, sql } from "kysely";
import type { ActivityMethod, Period } from "#app/carbon/document/inventory-document.ts";
import {
  type ActivityEntry,
  type CheckedActivity,
  checkActivityEntry,
  type EntryContext,
  type EntryFault,
} from "#app/carbon/entry/activity-entry.ts";
import { printPeriodText } from "#app/day/entry-period.ts";
import { AppError } from "#app/encoding/errors.ts";
import { type EmissionSource, listEmissionSources, trimZeros } from "#app/places/emission-source.server.ts";
import { type Facility, listFacilities } from "#app/places/facility/facility.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { Database } from "#db/schema.ts";
import { recordVersions } from "./activity-change.server.ts";
import { faultsOfReview } from "./activity-guard.server.ts";
import { insertVersions, type NewestRow, toVersion } from "./activity-version.server.ts";

/** The newest version of an activity record. A correction adds a version and keeps the earlier ones. */
export interface ActivityRecord extends CheckedActivity {
  /** The same for all versions. */
  recordId: string;
  versionId: string;
  version: number;
  importId: string | null;
  /** The method and inputs that give the quantity, or null if it was entered. */
  method: ActivityMethod | null;
  /** The estimation method and reason. Null if unknown or not an estimate. */
  estimate: { method: string; reason: string } | null;
}

/**
 * One change of the grid: a new record, a new version, a deletion or a restored record. The grid sets the record id, so
 * that a batch sent twice is recognized. Programs name the source by `sourceId`, because a name can match two sources.
 */
export type ActivityChange =
  | { kind: "add"; recordId: string; entry: ActivityEntry; sourceId?: string }
  | { kind: "correct" | "restore"; recordId: string; version: number; entry: ActivityEntry; sourceId?: string }
  | { kind: "delete"; recordId: string; version: number; reason: string };

/** The newest version of a record that another user changed in the meantime. `record` is null if it was deleted. */
export interface StaleChange {
  index: number;
  version: number;
  record: ActivityRecord | null;
  authorId: string;
  authorName: string;
  changedAt: Date;
}

/** The result of a batch: the new version of each record, or the errors by position. */
export type SavedActivities =
  | { ok: true; records: { recordId: string; version: number }[] }
  | { ok: false; faults: { index: number; faults: EntryFault[] }[]; stale: StaleChange[] };

type Author = ChangeAuthor & { organizationId: string };
type Row = Selectable<Database["activity_record"]>;

export async function listActivities(tx: TenantTx, organizationId: string, period: Period): Promise<ActivityRecord[]> {
  const records = recordsOfPeriod(tx.selectFrom("current_activity_record"), organizationId, period);
  const rows = await records.selectAll().execute();
  return rows.map(toActivityRecord);
}

type Told<T> = T | RawBuilder<T>;

/** Any query over the view of current records. */
export type CurrentRecords = SelectQueryBuilder<Database, "current_activity_record", object>;

/** Records within the period, in the order used for lists and calculations. */
export function recordsOfPeriod(
  records: CurrentRecords,
  organizationId: Told<string>,
  period: { start: Told<string>; end: Told<string> },
) {
  return (
    records
      .where("organization_id", "=", organizationId)
      .where("period_start", ">=", period.start)
      .where("period_end", "<=", period.end)
      .orderBy("period_start")
      .orderBy("recorded_at")
      // Rows of one statement can have the same timestamp.
      .orderBy("import_row")
      .orderBy("record_id")
  );
}

/** All versions of a record, newest first. */
export async function listActivityVersions(tx: TenantTx, organizationId: string, recordId: string) {
  const rows = await tx
    .selectFrom("activity_record")
    .leftJoin("author", "author.id", "activity_record.created_by")
    .selectAll("activity_record")
    .select("author.name as author_name")
    .where("organization_id", "=", organizationId)
    .where("record_id", "=", recordId)
    .orderBy("version", "desc")
    .execute();
  if (rows.length === 0) throw new AppError("not_found");
  return rows.map((row) => ({
    ...toActivityRecord(row),
    isDeleted: row.is_deleted,
    reason: row.reason,
    authorName: row.author_name,
    createdAt: row.created_at,
  }));
}

/** The sources and period used to check entries, with names in both languages. */
export async function entryContext(tx: TenantTx, organizationId: string, period: Period): Promise<EntryContext> {
  const facilities = await listFacilities(tx, organizationId);
  return toEntryContext(period, { facilities, sources: await listEmissionSources(tx, organizationId) });
}

/** @param places sources with additional names */
export function toEntryContext(
  period: Period,
  places: {
    facilities: readonly Pick<Facility, "id" | "name">[];
    sources: readonly (EmissionSource & { otherNames?: readonly string[] })[];
  },
): EntryContext {
  const namesById = new Map(places.facilities.map(({ id, name }) => [id, namesOf(name)]));
  return {
    period,
    facilities: [...namesById.values()],
    sources: places.sources.map((source) => ({
      id: source.id,
      facilityNames: namesById.get(source.facilityId)!,
      names: [...namesOf(source.name), ...(source.otherNames ?? [])],
      unit: source.unit,
      scope: source.scope,
      category: source.category,
    })),
  };
}

/**
 * Saves a batch of grid changes, all or none. A change to an outdated version is reported as stale with the newest
 * version and its author, so that the user can choose.
 *
 * @throws AppError `not_found` if a changed record does not belong to the organization
 */
export async function saveActivities(
  tx: TenantTx,
  author: Author,
  period: Period,
  changes: ActivityChange[],
): Promise<SavedActivities> {
  await lockActivities(tx, author.organizationId);
  const context = await entryContext(tx, author.organizationId, period);
  const faults: { index: number; faults: EntryFault[] }[] = [];
  const checked = changes.map((change, index) => {
    if (change.kind === "delete") return null;
    const result = checkActivityEntry(change.entry, contextOf(change.sourceId, context));
    if (!result.ok) faults.push({ index, faults: result.faults });
    return result.ok ? result.value : null;
  });
  const newest = await findNewest(tx, author.organizationId, changes);
  for (const [index, change] of changes.entries()) {
    const ofMethod = faultsOfMethod(change, checked[index], newest.get(change.recordId));
    if (ofMethod.length > 0) faults.push({ index, faults: ofMethod });
  }
  faults.push(...(await faultsOfReview(tx, author.organizationId, { changes, checked, newest })));
  const stale = changes.flatMap((change, index) => {
    const row = newest.get(change.recordId);
    if (!row && change.kind !== "add") throw new AppError("not_found");
    return !row || isExpected(change, row) ? [] : [toStale(index, row)];
  });
  if (faults.length > 0 || stale.length > 0) return { ok: false, faults, stale };
  const versions = changes.map((change, index) => toVersion(author, change, checked[index] ?? null, newest));
  await insertVersions(tx, versions);
  await recordVersions(tx, author, versions, newest);
  return { ok: true, records: versions.map((row) => ({ recordId: row.record_id, version: row.version })) };
}

function contextOf(sourceId: string | undefined, context: EntryContext): EntryContext {
  return sourceId === undefined
    ? context
    : { period: context.period, sources: context.sources.filter(({ id }) => id === sourceId) };
}

/** Prevents two simultaneous saves from creating the same next version. The lock ends with the transaction. */
export async function lockActivities(tx: TenantTx, organizationId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`activity:${organizationId}`}, 0))`.execute(tx);
}

/**
 * The newest version of one record, including a deletion. @throws AppError `not_found` for a record of another
 * organization
 */
export async function newestOf(tx: TenantTx, organizationId: string, recordId: string): Promise<NewestRow | undefined> {
  return (await findNewestById(tx, organizationId, [recordId])).get(recordId);
}

/** @throws AppError `not_found` */
export async function getActivity(tx: TenantTx, organizationId: string, recordId: string): Promise<ActivityRecord> {
  const row = await newestOf(tx, organizationId, recordId);
  if (!row || row.is_deleted) throw new AppError("not_found");
  return toActivityRecord(row);
}

/** Whether the change is based on the newest version. Only a deleted record can be restored. */
function isExpected(change: ActivityChange, row: NewestRow): boolean {
  return change.kind !== "add" && row.version === change.version && row.is_deleted === (change.kind === "restore");
}

function toStale(index: number, row: NewestRow): StaleChange {
  return {
    index,
    version: row.version,
    record: row.is_deleted ? null : toActivityRecord(row),
    authorId: row.created_by,
    authorName: row.author_name ?? "",
    changedAt: row.created_at,
  };
}

/**
 * A quantity from a method can only change through its inputs. Otherwise quantity and method would contradict each
 * other.
 */
function faultsOfMethod(
  change: ActivityChange,
  value: CheckedActivity | null | undefined,
  row: NewestRow | undefined,
): EntryFault[] {
  if (change.kind === "delete" || !row?.method) return [];
  const isKept = (field: "quantity" | "unit", stored: string) => change.entry[field].trim() === stored;
  const facts = { method: (row.method as ActivityMethod).name };
  // The category of another source might not allow the method.
  const isMoved = value && value.sourceId !== row.emission_source_id;
  return [
    ...(isMoved ? [{ field: "source" as const, code: "quantity_of_method", facts }] : []),
    ...(isKept("quantity", row.entered_quantity)
      ? []
      : [{ field: "quantity" as const, code: "quantity_of_method", facts }]),
    ...(isKept("unit", row.entered_unit) ? [] : [{ field: "unit" as const, code: "quantity_of_method", facts }]),
  ];
}

/**
 * The newest version of each record in the changes, including deletions.
 *
 * @throws AppError `not_found` for a record of another organization
 */
function findNewest(tx: TenantTx, organizationId: string, changes: ActivityChange[]): Promise<Map<string, NewestRow>> {
  return findNewestById(
    tx,
    organizationId,
    changes.map((change) => change.recordId),
  );
}

async function findNewestById(tx: TenantTx, organizationId: string, ids: string[]): Promise<Map<string, NewestRow>> {
  if (new Set(ids).size < ids.length) throw new AppError("invalid", { details: { reason: "record_twice" } });
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom("activity_record")
    .leftJoin("author", "author.id", "activity_record.created_by")
    .selectAll("activity_record")
    .select(["author.name as author_name", sql<string>`activity_record.recorded_at::text`.as("recorded_exactly")])
    .distinctOn("record_id")
    .where("record_id", "in", ids)
    .orderBy("record_id")
    .orderBy("version", "desc")
    .execute();
  if (rows.some((row) => row.organization_id !== organizationId)) throw new AppError("not_found");
  return new Map(rows.map((row) => [row.record_id, row]));
}

export function toActivityRecord(row: Row): ActivityRecord {
  return {
    recordId: row.record_id,
    versionId: row.id,
    version: row.version,
    sourceId: row.emission_source_id,
    period: { start: row.period_start, end: row.period_end },
    quantity: trimZeros(row.quantity),
    unit: row.unit as CheckedActivity["unit"],
    dataQuality: row.data_quality,
    evidence: row.evidence_reference,
    method: row.method as ActivityMethod | null,
    estimate: row.estimate && readEstimate(row.estimate),
    enteredQuantity: row.entered_quantity,
    enteredUnit: row.entered_unit,
    note: row.note,
    importId: row.import_id,
  };
}

export function readEstimate({ method, reason }: NonNullable<Row["estimate"]>) {
  return { method, reason };
}

/** A record in the text form of the grid, in the reader's language. */
export function toEntry(record: ActivityRecord, names: { facility: string; source: string }): ActivityEntry {
  return {
    ...names,
    period: printPeriodText(record.period),
    quantity: record.enteredQuantity,
    unit: record.enteredUnit,
    dataQuality: record.dataQuality,
    evidence: record.evidence,
    note: record.note,
  };
}

function namesOf(name: { en: string; zh: string }): string[] {
  return [name.en, name.zh].filter((text) => text !== "");
}
