import { sql } from "kysely";
import { personOf } from "#app/access/two-people.server.ts";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import { AppError } from "#app/encoding/errors.ts";
import { REVIEW, type ReviewAct, type ReviewState } from "#app/records/review-state.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { lockActivities } from "./activity.server.ts";
import { findOpenHints } from "./anomaly.server.ts";
import { findLocks, lockFacts, lockOf } from "./period-lock.server.ts";

/** The review state of a record's newest version and who set it. A draft has no author here. */
export interface RecordReview {
  state: ReviewState;
  reason: string;
  byName: string | null;
  at: Date | null;
}

/** A record that a bulk action skips, and why: a message key with facts. */
export interface LeftOut {
  recordId: string;
  code: ReviewFault;
  facts: Record<string, string>;
}

export type ReviewFault =
  | "already_submitted"
  | "already_approved"
  | "not_submitted"
  | "nothing_to_return"
  | OwnWork
  | "right_waits"
  | "period_locked"
  | "estimate_unexplained"
  | "hint_unanswered";

/** Why a person can't approve a record: they wrote it, or they had the link of its data request. */
export type OwnWork = "own_work" | "own_request";

/** The result of an action or of its preview. */
export interface ReviewOutcome {
  done: string[];
  leftOut: LeftOut[];
}

type Author = ChangeAuthor & { organizationId: string };

/** Larger sets are processed in several transactions, so that one doesn't block other users for too long. */
export const MOST_RECORDS = 5000;

/** The state of each record that overlaps the period, by record id. */
export async function reviewStates(
  tx: TenantTx,
  organizationId: string,
  period: Period,
): Promise<Map<string, RecordReview>> {
  const rows = await tx
    .selectFrom("current_activity_record as r")
    .leftJoin("activity_state as s", (join) =>
      join
        .onRef("s.tenant_id", "=", "r.tenant_id")
        .onRef("s.record_id", "=", "r.record_id")
        .onRef("s.version", "=", "r.version"),
    )
    .leftJoin("author", "author.id", "s.created_by")
    .select(["r.record_id", "s.state", "s.reason", "s.created_at", "author.name"])
    .where("r.organization_id", "=", organizationId)
    .where("r.period_start", "<=", period.end)
    .where("r.period_end", ">=", period.start)
    .execute();
  return new Map(
    rows.map((row) => [
      row.record_id,
      {
        state: row.state ?? "draft",
        reason: row.reason ?? "",
        byName: row.state ? (row.name ?? "") : null,
        at: row.created_at,
      },
    ]),
  );
}

/** Submits records for review. Records that can't be submitted are listed with the reason. */
export function submitRecords(tx: TenantTx, author: Author, recordIds: readonly string[]): Promise<ReviewOutcome> {
  return takeStep(tx, author, { act: "submit", recordIds, reason: "" });
}

/**
 * Approves records written by others. A person can't approve a record if they, or one of their API keys, wrote a
 * version since its last approval, or if they had the link of its data request. The database enforces the same rule.
 *
 * @throws AppError `forbidden` for an author without an account, such as a data request
 */
export function approveRecords(
  tx: TenantTx,
  author: Author,
  recordIds: readonly string[],
  reason = "",
): Promise<ReviewOutcome> {
  return takeStep(tx, author, { act: "approve", recordIds, reason });
}

/** Returns submitted or approved records for changes. @throws AppError `invalid` without a reason */
export function returnRecords(
  tx: TenantTx,
  author: Author,
  recordIds: readonly string[],
  reason: string,
): Promise<ReviewOutcome> {
  if (reason.trim() === "") throw new AppError("invalid", { details: { reason: "reason_missing" } });
  return takeStep(tx, author, { act: "return", recordIds, reason });
}

interface ReviewRequest {
  act: ReviewAct;
  recordIds: readonly string[];
  reason: string;
}

async function takeStep(tx: TenantTx, author: Author, request: ReviewRequest): Promise<ReviewOutcome> {
  await lockActivities(tx, author.organizationId);
  const { outcome, records } = await judge(tx, author, request.act, request.recordIds);
  const isDone = new Set(outcome.done);
  const steps = records.filter(({ recordId }) => isDone.has(recordId));
  if (steps.length === 0) return outcome;
  await tx
    .insertInto("activity_step")
    .values(
      steps.map((record) => ({
        tenant_id: author.tenantId,
        organization_id: author.organizationId,
        record_id: record.recordId,
        version: record.version,
        step: record.step + 1,
        state: REVIEW.acts[request.act].to,
        reason: request.reason.trim(),
        created_by: author.userId,
      })),
    )
    .execute();
  await recordChange(tx, author, {
    action: `activity.${REVIEW.acts[request.act].to}`,
    subject: "activity_record",
    subjectId: author.organizationId,
    before: { states: steps.map(({ recordId, version, state }) => ({ record: recordId, version, state })) },
    after: { state: REVIEW.acts[request.act].to, ...(request.reason ? { reason: request.reason } : {}) },
  });
  return outcome;
}

/** Previews an action on these records without performing it. */
export async function previewReview(
  tx: TenantTx,
  author: Author,
  act: ReviewAct,
  recordIds: readonly string[],
): Promise<ReviewOutcome> {
  return (await judge(tx, author, act, recordIds)).outcome;
}

interface Candidate {
  recordId: string;
  version: number;
  step: number;
  state: ReviewState;
  facilityId: string;
  period: Period;
  isUnexplained: boolean;
}

async function judge(tx: TenantTx, author: Author, act: ReviewAct, recordIds: readonly string[]) {
  const records = await loadCandidates(tx, author.organizationId, recordIds);
  const locks = await findLocks(tx, author.organizationId);
  const own = act === "approve" ? await findOwnWork(tx, author, recordIds) : new Map<string, OwnWork>();
  const waits = act === "approve" ? await findWaits(tx, author, recordIds) : new Map<string, string>();
  const hints = act === "return" ? new Map() : await findOpenHints(tx, author.organizationId, recordIds);
  const outcome: ReviewOutcome = { done: [], leftOut: [] };
  for (const record of records) {
    const lock = lockOf(locks, record.facilityId, record.period);
    const fault = lock
      ? { code: "period_locked" as const, facts: lockFacts(lock) }
      : findFault(record, act, {
          own: own.get(record.recordId),
          waitsUntil: waits.get(record.recordId),
          hints: hints.get(record.recordId) ?? [],
        });
    if (fault) outcome.leftOut.push({ recordId: record.recordId, ...fault });
    else outcome.done.push(record.recordId);
  }
  return { outcome, records };
}

const REFUSED = { submit: "already_submitted", approve: "not_submitted", return: "nothing_to_return" } as const;

function findFault(
  record: Candidate,
  act: ReviewAct,
  { own, waitsUntil, hints }: { own: OwnWork | undefined; waitsUntil: string | undefined; hints: readonly string[] },
): Omit<LeftOut, "recordId"> | null {
  const fault = (code: ReviewFault) => ({ code, facts: {} });
  const { state } = record;
  if (!REVIEW.may(act, state)) return fault(state === "approved" ? "already_approved" : REFUSED[act]);
  if (act === "return") return null;
  if (own) return fault(own);
  if (waitsUntil) return { code: "right_waits", facts: { from: waitsUntil } };
  if (record.isUnexplained) return fault("estimate_unexplained");
  return hints.length > 0 ? { code: "hint_unanswered", facts: { hints: hints.join(", ") } } : null;
}

/** @throws AppError `not_found` for a record that is deleted, unknown or of another organization */
async function loadCandidates(
  tx: TenantTx,
  organizationId: string,
  recordIds: readonly string[],
): Promise<Candidate[]> {
  const ids = [...new Set(recordIds)];
  if (ids.length === 0) return [];
  if (ids.length > MOST_RECORDS) throw new AppError("invalid", { details: { reason: "too_many_records" } });
  const rows = await tx
    .selectFrom("current_activity_record as r")
    .innerJoin("emission_source", "emission_source.id", "r.emission_source_id")
    .leftJoin("activity_state as s", (join) =>
      join
        .onRef("s.tenant_id", "=", "r.tenant_id")
        .onRef("s.record_id", "=", "r.record_id")
        .onRef("s.version", "=", "r.version"),
    )
    .select(["r.record_id", "r.version", "r.period_start", "r.period_end", "r.data_quality", "r.estimate"])
    .select(["s.state", "s.step", "emission_source.facility_id"])
    .where("r.organization_id", "=", organizationId)
    .where("r.record_id", "in", ids)
    .orderBy("r.period_start")
    .orderBy("r.record_id")
    .execute();
  if (rows.length < ids.length) throw new AppError("not_found");
  return rows.map((row) => ({
    recordId: row.record_id,
    version: row.version,
    step: row.step ?? 0,
    state: row.state ?? "draft",
    facilityId: row.facility_id,
    period: { start: row.period_start, end: row.period_end },
    isUnexplained: row.data_quality === "estimated" && row.estimate === null,
  }));
}

/** The time from which records can be approved if a writer or the approver got their role too recently. */
async function findWaits(tx: TenantTx, author: Author, recordIds: readonly string[]): Promise<Map<string, string>> {
  if (recordIds.length === 0) return new Map();
  const { rows } = await sql<{ record_id: string; at: Date }>`
    with written as (
      select r.record_id, r.created_by, max(r.created_at) as at from activity_record r
      where r.record_id = any (${[...recordIds]}::uuid[]) and not exists (
        select 1 from activity_state s where s.tenant_id = r.tenant_id and s.record_id = r.record_id
          and s.version >= r.version and s.state = 'approved')
      group by 1, 2),
    writer as (
      select created_by, two_people_from(${author.tenantId}::uuid, 'activity', created_by, max(at), ${author.userId},
        ${author.organizationId}::uuid) as at from written group by 1)
    select w.record_id, max(t.at) as at from written w join writer t using (created_by) where t.at is not null
    group by 1`.execute(tx);
  return new Map(rows.map((row) => [row.record_id, row.at.toISOString()]));
}

/**
 * Records of which the person wrote a version since the last approval: directly, through an API key, or by a data
 * request whose link they had, if another person could approve. The database applies the same rule.
 *
 * @throws AppError `forbidden` for an author without an account, such as a data request
 */
export async function findOwnWork(
  tx: TenantTx,
  author: Pick<Author, "tenantId" | "userId">,
  recordIds: readonly string[],
): Promise<Map<string, OwnWork>> {
  const person = await personOf(tx, author.userId);
  if (!person) throw new AppError("forbidden", { details: { reason: "person_unknown" } });
  if (recordIds.length === 0) return new Map();
  const { rows } = await sql<{ record_id: string; is_written: boolean; is_asked: boolean }>`
    select r.record_id, bool_or(coalesce(w.person_id, r.created_by) = ${person}) as is_written,
      bool_or(wrote_by_request(r.tenant_id, r.created_by, ${person}, r.created_at)) as is_asked
    from activity_record r left join author w on w.id = r.created_by
    where r.record_id = any (${[...recordIds]}::uuid[]) and not exists (
      select 1 from activity_state s where s.tenant_id = r.tenant_id and s.record_id = r.record_id
        and s.version >= r.version and s.state = 'approved')
    group by 1`.execute(tx);
  return new Map(
    rows.flatMap((row): [string, OwnWork][] =>
      row.is_written ? [[row.record_id, "own_work"]] : row.is_asked ? [[row.record_id, "own_request"]] : [],
    ),
  );
}
