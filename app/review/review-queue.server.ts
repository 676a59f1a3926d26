import type { RawBuilder } from "kysely";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import { type KeyPage, type KeyPlace, MOST_COUNTED, toKeyPage } from "#app/kit/key-page.ts";
import { type ActivityRecord, toActivityRecord } from "#app/records/activity.server.ts";
import { type ActivityPlace, compareWithPlace, findPlace, orderColumns } from "#app/records/activity-order.server.ts";
import { MOST_RECORDS } from "#app/records/activity-review.server.ts";
import { findHints, type RecordHint } from "#app/records/anomaly.server.ts";
import type { ReviewState } from "#app/records/review-state.ts";
import type { TenantTx } from "#db/doors.ts";

/** Null means no restriction. A record belongs to each period that it shares a day with. */
export interface ReviewFilter {
  period: Period;
  sourceId: string | null;
  facilityId: string | null;
  state: ReviewState | null;
}

export interface ReviewRecord {
  record: ActivityRecord;
  state: ReviewState;
  stateReason: string;
  stateBy: string;
  authorName: string;
  writtenAt: Date;
  evidenceCount: number;
  hints: RecordHint[];
  /** The last approved figure if a later version awaits a decision. */
  approvedBefore: { quantity: string; unit: string; period: Period } | null;
}

export interface ReviewPage extends KeyPage<ReviewRecord> {
  /** Number of matches, up to `MOST_COUNTED` + 1, which means more. */
  total: number;
}

/** A page of the matching records, in the order of the sheet. */
export async function listReviewRecords(
  tx: TenantTx,
  organizationId: string,
  filter: ReviewFilter,
  { after, limit }: KeyPlace,
): Promise<ReviewPage> {
  const matching = matchingRecords(tx, organizationId, filter);
  const total = await countMatching(tx, matching);
  const place = after === "" ? null : await findPlace(tx, organizationId, after);
  const found = await inOrder(
    matching
      .leftJoin("author as writer", "writer.id", "r.created_by")
      .leftJoin("author as decider", "decider.id", "s.created_by")
      .selectAll("r")
      .select(["s.state", "s.reason as state_reason", "decider.name as state_by", "writer.name as author_name"])
      .$if(place !== null, (query) => query.where(compareWithPlace("r", ">", place!))),
  )
    .limit(limit + 1)
    .execute();
  const before = place ? await findBefore(matching, place, limit) : [];
  const { rows, ...ways } = toKeyPage(found, before, limit, (row) => row.record_id);
  return { ...ways, rows: await describeRecords(tx, organizationId, rows), total };
}

type Matching = ReturnType<typeof matchingRecords>;

async function countMatching(tx: TenantTx, matching: Matching): Promise<number> {
  const { total } = await tx
    .selectFrom(
      matching
        .select("r.record_id")
        .limit(MOST_COUNTED + 1)
        .as("found"),
    )
    .select((select) => select.fn.countAll<number>().as("total"))
    .executeTakeFirstOrThrow();
  return Number(total);
}

function inOrder<Q extends { orderBy(column: RawBuilder<unknown>, direction: "asc" | "desc"): Q }>(
  query: Q,
  direction: "asc" | "desc" = "asc",
): Q {
  return orderColumns("r").reduce((some: Q, column) => some.orderBy(column, direction), query);
}

async function findBefore(matching: Matching, place: ActivityPlace, limit: number): Promise<string[]> {
  const upTo = matching.select("r.record_id").where(compareWithPlace("r", "<=", place));
  const rows = await inOrder(upTo, "desc")
    .limit(limit + 1)
    .execute();
  return rows.map((row) => row.record_id);
}

type FoundRow = Parameters<typeof toActivityRecord>[0] & {
  state: ReviewState | null;
  state_reason: string | null;
  state_by: string | null;
  author_name: string | null;
};

async function describeRecords(tx: TenantTx, organizationId: string, rows: FoundRow[]): Promise<ReviewRecord[]> {
  const ids = rows.map((row) => row.record_id);
  const hints = await findHints(tx, organizationId, ids);
  const files = await countEvidence(tx, ids);
  const approved = await findApprovedBefore(tx, ids);
  return rows.map((row) => ({
    record: toActivityRecord(row),
    state: row.state ?? ("draft" as const),
    stateReason: row.state_reason ?? "",
    stateBy: row.state_by ?? "",
    authorName: row.author_name ?? "",
    writtenAt: row.created_at,
    evidenceCount: files.get(row.record_id) ?? 0,
    hints: hints.get(row.record_id) ?? [],
    approvedBefore: row.state === "approved" ? null : (approved.get(row.record_id) ?? null),
  }));
}

/**
 * The matching records, up to the limit of one act, and the number of further ones. If they were not counted, the
 * number is a lower bound.
 */
export async function findMatchingIds(
  tx: TenantTx,
  organizationId: string,
  filter: ReviewFilter,
): Promise<{ recordIds: string[]; more: number; isCounted: boolean }> {
  const matching = matchingRecords(tx, organizationId, filter);
  const total = await countMatching(tx, matching);
  const rows = await inOrder(matching.select("r.record_id")).limit(MOST_RECORDS).execute();
  const more = Math.min(total, MOST_COUNTED) - rows.length;
  return { recordIds: rows.map((row) => row.record_id), more, isCounted: total <= MOST_COUNTED };
}

function matchingRecords(tx: TenantTx, organizationId: string, filter: ReviewFilter) {
  return tx
    .selectFrom("current_activity_record as r")
    .innerJoin("emission_source as e", "e.id", "r.emission_source_id")
    .leftJoin("activity_state as s", (join) =>
      join
        .onRef("s.tenant_id", "=", "r.tenant_id")
        .onRef("s.record_id", "=", "r.record_id")
        .onRef("s.version", "=", "r.version"),
    )
    .where("r.organization_id", "=", organizationId)
    .where("r.period_start", "<=", filter.period.end)
    .where("r.period_end", ">=", filter.period.start)
    .$if(filter.sourceId !== null, (query) => query.where("r.emission_source_id", "=", filter.sourceId!))
    .$if(filter.facilityId !== null, (query) => query.where("e.facility_id", "=", filter.facilityId!))
    .$if(filter.state === "draft", (query) => query.where("s.state", "is", null))
    .$if(filter.state !== null && filter.state !== "draft", (query) =>
      query.where("s.state", "=", filter.state as Exclude<ReviewState, "draft">),
    );
}

async function countEvidence(tx: TenantTx, recordIds: string[]): Promise<Map<string, number>> {
  if (recordIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom("evidence_attachment as a")
    .leftJoin("evidence_detachment as d", "d.attachment_id", "a.id")
    .select("a.record_id")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("a.record_id", "in", recordIds)
    .where("d.attachment_id", "is", null)
    .groupBy("a.record_id")
    .execute();
  return new Map(rows.map((row) => [row.record_id!, Number(row.count)]));
}

async function findApprovedBefore(tx: TenantTx, recordIds: string[]) {
  if (recordIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom("activity_record as r")
    .innerJoin("activity_state as s", (join) =>
      join
        .onRef("s.tenant_id", "=", "r.tenant_id")
        .onRef("s.record_id", "=", "r.record_id")
        .onRef("s.version", "=", "r.version"),
    )
    .distinctOn("r.record_id")
    .select(["r.record_id", "r.entered_quantity", "r.entered_unit", "r.period_start", "r.period_end"])
    .where("r.record_id", "in", recordIds)
    .where("s.state", "=", "approved")
    .orderBy("r.record_id")
    .orderBy("r.version", "desc")
    .execute();
  return new Map<string, NonNullable<ReviewRecord["approvedBefore"]>>(
    rows.map((row) => [
      row.record_id,
      {
        quantity: row.entered_quantity,
        unit: row.entered_unit,
        period: { start: row.period_start, end: row.period_end },
      },
    ]),
  );
}
