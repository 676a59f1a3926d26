import { getTenantZone } from "#app/access/membership.server.ts";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import type { Day } from "#app/day/period.ts";
import { dayIn } from "#app/day/zone.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { TenantTx } from "#db/doors.ts";

/** An approved period of the organization or of one facility. Records that overlap it can't change. */
export interface PeriodLock {
  id: string;
  facilityId: string | null;
  period: Period;
  recordCount: number;
  note: string;
  /** Empty if the person has left the workspace. */
  byName: string;
  at: Date;
  /** The day of the lock in the workspace's time zone, for messages to people without a known time zone. */
  lockedOn: Day;
}

/** A source and period of a record. */
export interface Place {
  sourceId: string;
  period: Period;
}

/** The current locks that overlap the period, or all if none is given, newest first. */
export async function findLocks(tx: TenantTx, organizationId: string, period?: Period): Promise<PeriodLock[]> {
  const rows = await tx
    .selectFrom("period_lock")
    .leftJoin("author", "author.id", "period_lock.created_by")
    .selectAll("period_lock")
    .select("author.name as author_name")
    .where("organization_id", "=", organizationId)
    .$if(period !== undefined, (query) =>
      query.where("period_start", "<=", period!.end).where("period_end", ">=", period!.start),
    )
    .orderBy("period_lock.created_at", "desc")
    .execute();
  if (rows.length === 0) return [];
  const zone = await getTenantZone(tx);
  return rows.map((row) => ({
    id: row.id,
    facilityId: row.facility_id,
    period: { start: row.period_start, end: row.period_end },
    recordCount: row.record_count,
    note: row.note,
    byName: row.author_name ?? "",
    at: row.created_at,
    lockedOn: dayIn(zone, row.created_at),
  }));
}

/** The lock that covers a day of the period at the facility, if any. */
export function lockOf(locks: readonly PeriodLock[], facilityId: string, period: Period): PeriodLock | undefined {
  return locks.find(
    (lock) =>
      (lock.facilityId === null || lock.facilityId === facilityId) &&
      lock.period.start <= period.end &&
      period.start <= lock.period.end,
  );
}

export function lockFacts(lock: PeriodLock): Record<string, string> {
  return { start: lock.period.start, end: lock.period.end, by: lock.byName, at: lock.lockedOn };
}

/** For each place the lock that covers it, or undefined. Only for sources of the organization. */
export async function findLocksOf(
  tx: TenantTx,
  organizationId: string,
  places: readonly (Place | null)[],
): Promise<(PeriodLock | undefined)[]> {
  const locks = await findLocks(tx, organizationId);
  if (locks.length === 0) return places.map(() => undefined);
  const sources = await tx
    .selectFrom("emission_source")
    .select(["id", "facility_id"])
    .where("organization_id", "=", organizationId)
    .execute();
  const facilityOf = new Map(sources.map((source) => [source.id, source.facility_id]));
  return places.map((place) => place?.period && lockOf(locks, facilityOf.get(place.sourceId) ?? "", place.period));
}

/**
 * Called before any version is written. The database enforces the same rule.
 *
 * @throws AppError `conflict` with the reason `period_locked`, the days, and the person and time of the lock
 */
export async function refuseLocked(
  tx: TenantTx,
  organizationId: string,
  places: readonly (Place | null)[],
): Promise<void> {
  const lock = (await findLocksOf(tx, organizationId, places)).find((found) => found !== undefined);
  if (lock) throw new AppError("conflict", { details: { reason: "period_locked", ...lockFacts(lock) } });
}
