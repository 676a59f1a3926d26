import type { Period } from "#app/carbon/document/inventory-document.ts";
import type { EntryFault } from "#app/carbon/entry/activity-entry.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { TenantTx } from "#db/doors.ts";
import { findLocks, findLocksOf, lockFacts, type Place, refuseLocked } from "./period-lock.server.ts";

interface VersionRow {
  organization_id: string;
  record_id: string;
  version: number;
  emission_source_id: string;
  period_start: string;
  period_end: string;
  is_deleted: boolean;
}

/**
 * Rejects versions in a locked period, moves out of one, and deletions of approved records.
 *
 * @throws AppError `conflict` with the reason `period_locked` or `record_approved`
 */
export async function refuseVersions(tx: TenantTx, versions: readonly VersionRow[]): Promise<void> {
  const organizationId = versions[0]?.organization_id;
  if (organizationId === undefined) return;
  const deleted = versions.flatMap((row) => (row.is_deleted ? row.record_id : []));
  if ((await findApproved(tx, deleted)).size > 0) {
    throw new AppError("conflict", { details: { reason: "record_approved" } });
  }
  if ((await findLocks(tx, organizationId)).length === 0) return;
  const known = versions.filter(({ version }) => version > 1).map((row) => row.record_id);
  const before =
    known.length === 0
      ? []
      : await tx
          .selectFrom("current_activity_record")
          .select(["emission_source_id", "period_start", "period_end"])
          .where("record_id", "in", known)
          .execute();
  await refuseLocked(tx, organizationId, [...versions, ...before].map(placeOf));
}

/** A batch of changes by position, with the current state of their records. */
interface Batch {
  changes: readonly { kind: string; recordId: string }[];
  checked: readonly (Place | null)[];
  newest: ReadonlyMap<string, VersionRow>;
}

/**
 * Errors of changes that the review forbids: moves into or out of a locked period, changes within one, and deletions of
 * approved records.
 */
export async function faultsOfReview(
  tx: TenantTx,
  organizationId: string,
  { changes, checked, newest }: Batch,
): Promise<{ index: number; faults: EntryFault[] }[]> {
  const before = changes.map(({ recordId }) => {
    const row = newest.get(recordId);
    return row && !row.is_deleted ? placeOf(row) : null;
  });
  const locks = await findLocksOf(tx, organizationId, [...before, ...checked]);
  const approved = await findApproved(
    tx,
    changes.flatMap((change) => (change.kind === "delete" ? change.recordId : [])),
  );
  return changes.flatMap((change, index) => {
    const lock = locks[index] ?? locks[changes.length + index];
    if (lock) return [{ index, faults: [{ field: "period", code: "period_locked", facts: lockFacts(lock) }] }];
    if (change.kind !== "delete" || !approved.has(change.recordId)) return [];
    return [{ index, faults: [{ field: "period", code: "record_approved", facts: {} }] }];
  });
}

/** What a file is attached to: a record, or a period of one or all sources. */
export interface Proven {
  recordId: string | null;
  sourceId: string | null;
  period: Period | null;
}

/** Returns why evidence can't be removed, because it supports approved or locked data. Null if it can be removed. */
export async function findHold(
  tx: TenantTx,
  organizationId: string,
  { recordId, sourceId, period }: Proven,
): Promise<{ reason: "record_approved" | "period_locked" } | null> {
  if (recordId !== null && (await findApproved(tx, [recordId])).has(recordId)) return { reason: "record_approved" };
  const place = recordId === null ? period && { sourceId, period } : await findPlace(tx, recordId);
  if (!place) return null;
  const locks =
    place.sourceId === null
      ? await findLocks(tx, organizationId, place.period)
      : await findLocksOf(tx, organizationId, [{ sourceId: place.sourceId, period: place.period }]);
  return locks[0] === undefined ? null : { reason: "period_locked" };
}

async function findPlace(tx: TenantTx, recordId: string): Promise<Place | null> {
  const row = await tx
    .selectFrom("current_activity_record")
    .select(["emission_source_id", "period_start", "period_end"])
    .where("record_id", "=", recordId)
    .executeTakeFirst();
  return row ? placeOf(row) : null;
}

/** The records whose newest version is approved. They can't be deleted until they are returned. */
async function findApproved(tx: TenantTx, recordIds: string[]): Promise<Set<string>> {
  if (recordIds.length === 0) return new Set();
  const rows = await tx
    .selectFrom("current_activity_record as r")
    .innerJoin("activity_state as s", (join) =>
      join
        .onRef("s.tenant_id", "=", "r.tenant_id")
        .onRef("s.record_id", "=", "r.record_id")
        .onRef("s.version", "=", "r.version"),
    )
    .select("r.record_id")
    .where("r.record_id", "in", recordIds)
    .where("s.state", "=", "approved")
    .execute();
  return new Set(rows.map((row) => row.record_id));
}

function placeOf(row: Pick<VersionRow, "emission_source_id" | "period_start" | "period_end">): Place {
  return { sourceId: row.emission_source_id, period: { start: row.period_start, end: row.period_end } };
}
