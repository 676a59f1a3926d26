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

/** The newest version of an activity record; a correction adds a version and keeps the older ones. */
export interface ActivityRecord extends CheckedActivity {
  /** Stays the same over all versions. */
  recordId: string;
  /** Id of this version. */
  versionId: string;
  version: number;
  importId: string | null;
  /** The method and inputs that the quantity is worked out of; null where it was entered. */
  method: ActivityMethod | null;
  /** How an estimate was made and why; null where nobody said, or where it is none. */
  estimate: { method: string; reason: string } | null;
}

/**
 * One change of the grid: a new record, a new version of one, its deletion, or bringing a deleted one back. The record's
 * id comes from the grid, so that a batch sent twice over a failing network is known again. `sourceId` says which source
 * is meant where a program names it by id; a person's words may fit two.
 */
export type ActivityChange =
  | { kind: "add"; recordId: string; entry: ActivityEntry; sourceId?: string }
  | { kind: "correct" | "restore"; recordId: string; version: number; entry: ActivityEntry; sourceId?: string }
  | { kind: "delete"; recordId: string; version: number; reason: string };

/** The newest version of a record that somebody else changed in the meantime; null `record` where it was deleted. */
export interface StaleChange {
  index: number;
  version: number;
  record: ActivityRecord | null;
  authorId: string;
  authorName: string;
  changedAt: Date;
}

/** What became of a batch: all of it, with the version each record now has, or what stops it, by position. */
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

/** Of whichever query the view of current records stands in for. */
export type CurrentRecords = SelectQueryBuilder<Database, "current_activity_record", object>;

/** Those that lie within the days, in the order in which they are told and calculated. */
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
      // Rows of one statement may share their moment where the clock is coarse.
      .orderBy("import_row")
      .orderBy("record_id")
  );
}

/** All versions of a record, newest first: who entered what, when and why. */
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

/** The sources and the period that entries of an organization are checked against, with names in both languages. */
export async function entryContext(tx: TenantTx, organizationId: string, period: Period): Promise<EntryContext> {
  const facilities = await listFacilities(tx, organizationId);
  return toEntryContext(period, { facilities, sources: await listEmissionSources(tx, organizationId) });
}

/** @param places sources may have other names besides their own */
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
 * Saves a batch of changes from the grid, all or nothing. A change to a version that is no longer the newest is
 * reported as stale with the newest one and its author, so that the person can choose.
 *
 * @throws AppError `not_found` where a changed record is not one of the organization
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

/** Two people saving at once must not both make the same next version; the lock ends with the transaction. */
export async function lockActivities(tx: TenantTx, organizationId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`activity:${organizationId}`}, 0))`.execute(tx);
}

/** The newest version of one record, deleted or not. @throws AppError `not_found` for a record of another organization */
export async function newestOf(tx: TenantTx, organizationId: string, recordId: string): Promise<NewestRow | undefined> {
  return (await findNewestById(tx, organizationId, [recordId])).get(recordId);
}

/** @throws AppError `not_found` */
export async function getActivity(tx: TenantTx, organizationId: string, recordId: string): Promise<ActivityRecord> {
  const row = await newestOf(tx, organizationId, recordId);
  if (!row || row.is_deleted) throw new AppError("not_found");
  return toActivityRecord(row);
}

/** Is the newest version the one that the change was made on? Only a deleted record can be brought back. */
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

/** What a method has made is changed by its inputs; typed over, the two would say different things. */
function faultsOfMethod(
  change: ActivityChange,
  value: CheckedActivity | null | undefined,
  row: NewestRow | undefined,
): EntryFault[] {
  if (change.kind === "delete" || !row?.method) return [];
  const isKept = (field: "quantity" | "unit", stored: string) => change.entry[field].trim() === stored;
  const facts = { method: (row.method as ActivityMethod).name };
  // Another source may be of a category that the method is not meant for.
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
 * The newest version of each record that the changes name, deleted ones included.
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
    instruments: row.instruments as CheckedActivity["instruments"],
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

/** A record as the words of the grid, in the reader's language. */
export function toEntry(record: ActivityRecord, names: { facility: string; source: string }): ActivityEntry {
  const instrument = record.instruments[0];
  return {
    ...names,
    period: printPeriodText(record.period),
    quantity: record.enteredQuantity,
    unit: record.enteredUnit,
    dataQuality: record.dataQuality,
    evidence: record.evidence,
    note: record.note,
    instrumentType: instrument?.type ?? "",
    instrumentQuantity: instrument?.enteredQuantity ?? "",
    instrumentFactor: instrument?.enteredFactor ?? "",
    instrumentReference: instrument?.reference ?? "",
  };
}

function namesOf(name: { en: string; zh: string }): string[] {
  return [name.en, name.zh].filter((text) => text !== "");
}
