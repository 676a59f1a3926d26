import { sql } from "kysely";
import type { SavedRule } from "#app/access/loosened-rule.server.ts";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import { lastDayOfMonth } from "#app/day/period.ts";
import { AppError } from "#app/encoding/errors.ts";
import { getFacility } from "#app/places/facility/facility.server.ts";
import { lockActivities } from "#app/records/activity.server.ts";
import { MOST_RECORDS } from "#app/records/activity-review.server.ts";
import { findOpenHints, findQuestionable } from "#app/records/anomaly.server.ts";
import type { PeriodLock } from "#app/records/period-lock.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { countRecords, getReviewMap } from "./review-map.server.ts";

/** Whole months of one facility or of all. */
export interface LockScope {
  facilityId: string | null;
  /** `YYYY-MM`, both included. */
  from: string;
  to: string;
}

/** The reasons why a period can't be locked. Zeros and an empty list mean that it can. */
export interface PeriodObstacles {
  unapproved: number;
  /** Months of sources with neither a record for every day nor a reason. */
  gaps: { sourceId: string; month: string }[];
  /** Records with an unanswered warning. A figure elsewhere can change after their approval and cause one. */
  unanswered: number;
  records: number;
}

type Author = ChangeAuthor & { organizationId: string };

/** @throws AppError `invalid` if the scope ends before it begins or is longer than ten years */
export function daysOfScope({ from, to }: LockScope): Period {
  if (from > to || Number(to.slice(0, 4)) - Number(from.slice(0, 4)) > 10) {
    throw new AppError("invalid", { details: { reason: "months_reversed" } });
  }
  return { start: `${from}-01`, end: lastDayOfMonth(to) };
}

/** @throws AppError `not_found` for a facility of another organization */
export async function findObstacles(tx: TenantTx, organizationId: string, scope: LockScope): Promise<PeriodObstacles> {
  if (scope.facilityId !== null) await getFacility(tx, organizationId, scope.facilityId);
  const period = daysOfScope(scope);
  const { cells, groups, sources } = await getReviewMap(tx, organizationId, period, scope.facilityId);
  const own = new Set(sources.map(({ id }) => id));
  const { approved, all } = countRecords(groups.filter(({ sourceId }) => own.has(sourceId)));
  return {
    records: all,
    unapproved: all - approved,
    unanswered: await countUnanswered(tx, organizationId, scope, period),
    gaps: cells.flatMap(({ state, sourceId, month }) => (state === "missing" ? [{ sourceId, month }] : [])),
  };
}

/**
 * Checks only records that a warning can concern: those of a month or longer, or far from the median of their source.
 */
async function countUnanswered(
  tx: TenantTx,
  organizationId: string,
  scope: LockScope,
  period: Period,
): Promise<number> {
  const ids = await findQuestionable(tx, organizationId, { period, facilityId: scope.facilityId });
  let count = 0;
  for (let start = 0; start < ids.length; start += MOST_RECORDS) {
    count += (await findOpenHints(tx, organizationId, ids.slice(start, start + MOST_RECORDS))).size;
  }
  return count;
}

/**
 * Approves and locks a period. After that, no record that shares a day with it can be added, corrected or deleted. A
 * concurrent save is either included or rejected, because the database enforces the same rule.
 *
 * @throws AppError `conflict` with the reason `already_locked` if a lock of the same scope covers it
 */
export async function approvePeriod(
  tx: TenantTx,
  author: Author,
  scope: LockScope,
  note: string,
): Promise<{ ok: true; id: string } | { ok: false; obstacles: PeriodObstacles }> {
  await lockActivities(tx, author.organizationId);
  const obstacles = await findObstacles(tx, author.organizationId, scope);
  if (obstacles.unapproved + obstacles.gaps.length + obstacles.unanswered > 0) return { ok: false, obstacles };
  const period = daysOfScope(scope);
  await refuseRepeated(tx, author.organizationId, scope, period);
  const { id } = await tx
    .insertInto("period_approval")
    .values({
      tenant_id: author.tenantId,
      organization_id: author.organizationId,
      facility_id: scope.facilityId,
      period_start: period.start,
      period_end: period.end,
      record_count: obstacles.records,
      note,
      created_by: author.userId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await recordChange(tx, author, {
    action: "period.approved",
    subject: "period_approval",
    subjectId: id,
    after: { ...scope, records: obstacles.records, ...(note ? { note } : {}) },
  });
  return { ok: true, id };
}

async function refuseRepeated(tx: TenantTx, organizationId: string, scope: LockScope, period: Period): Promise<void> {
  const same = await tx
    .selectFrom("period_lock")
    .select("id")
    .where("organization_id", "=", organizationId)
    .where((where) =>
      where.or([
        where("facility_id", "is", null),
        ...(scope.facilityId === null ? [] : [where("facility_id", "=", scope.facilityId)]),
      ]),
    )
    .where("period_start", "<=", period.start)
    .where("period_end", ">=", period.end)
    .limit(1)
    .execute();
  if (same.length > 0) throw new AppError("conflict", { details: { reason: "already_locked" } });
}

/**
 * Unlocks a period and keeps the reason. Approvals of records remain, but the records can be corrected again.
 *
 * @throws AppError `not_found`, `invalid` without a reason, `conflict` if it is already unlocked
 */
export async function unlockPeriod(tx: TenantTx, author: Author, approvalId: string, reason: string): Promise<void> {
  if (reason.trim() === "") throw new AppError("invalid", { details: { reason: "reason_missing" } });
  await lockActivities(tx, author.organizationId);
  const approvals = await listPeriodApprovals(tx, author.organizationId);
  const approval = approvals.find(({ id }) => id === approvalId);
  if (!approval) throw new AppError("not_found");
  if (approval.unlocked) throw new AppError("conflict", { details: { reason: "already_unlocked" } });
  await tx
    .insertInto("period_unlock")
    .values({ tenant_id: author.tenantId, approval_id: approvalId, reason: reason.trim(), created_by: author.userId })
    .execute();
  const { facilityId, period } = approval;
  await recordChange(tx, author, {
    action: "period.unlocked",
    subject: "period_approval",
    subjectId: approvalId,
    before: { facilityId, from: period.start.slice(0, 7), to: period.end.slice(0, 7) },
    after: { reason: reason.trim() },
  });
}

export interface PeriodApproval extends Omit<PeriodLock, "lockedOn"> {
  unlocked: { byName: string; at: Date; reason: string } | null;
}

/** Newest first. */
export async function listPeriodApprovals(tx: TenantTx, organizationId: string): Promise<PeriodApproval[]> {
  const rows = await tx
    .selectFrom("period_approval as p")
    .leftJoin("period_unlock as u", "u.approval_id", "p.id")
    .leftJoin("author as locker", "locker.id", "p.created_by")
    .leftJoin("author as opener", "opener.id", "u.created_by")
    .selectAll("p")
    .select(["locker.name as by_name", "opener.name as unlocked_by", "u.reason", "u.created_at as unlocked_at"])
    .where("p.organization_id", "=", organizationId)
    .orderBy("p.created_at", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    facilityId: row.facility_id,
    period: { start: row.period_start, end: row.period_end },
    recordCount: row.record_count,
    note: row.note,
    byName: row.by_name ?? "",
    at: row.created_at,
    unlocked: row.unlocked_at ? { byName: row.unlocked_by ?? "", at: row.unlocked_at, reason: row.reason ?? "" } : null,
  }));
}

/**
 * Does a report of this organization need every record approved? After the rule is turned off, it applies for another
 * 72 hours.
 */
export async function isApprovalRequired(tx: TenantTx, organizationId: string): Promise<boolean> {
  const { isOn, stricterUntil } = await getApprovalRule(tx, organizationId);
  return isOn || stricterUntil !== null;
}

/** The same of a row of `organization`, in SQL. */
export const APPROVED_ONLY = sql<boolean>`(requires_approval
  or coalesce(approval_off_at > clock_timestamp() - right_wait(), false))`;

export async function getApprovalRule(tx: TenantTx, organizationId: string): Promise<SavedRule> {
  const row = await tx
    .selectFrom("organization")
    .select("requires_approval")
    .select(
      sql<Date | null>`case when approval_off_at > clock_timestamp() - right_wait() then approval_off_at + right_wait() end`.as(
        "until",
      ),
    )
    .where("id", "=", organizationId)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return { isOn: row.requires_approval, stricterUntil: row.until?.toISOString() ?? null };
}

export async function requireApproval(tx: TenantTx, author: Author, isRequired: boolean): Promise<void> {
  const { isOn: before } = await getApprovalRule(tx, author.organizationId);
  if (before === isRequired) return;
  await tx
    .updateTable("organization")
    .set({ requires_approval: isRequired })
    .where("id", "=", author.organizationId)
    .execute();
  await recordChange(tx, author, {
    action: "organization.approval_required",
    subject: "organization",
    subjectId: author.organizationId,
    before: { requiresApproval: before },
    after: { requiresApproval: isRequired },
  });
}
