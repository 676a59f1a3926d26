import { sql } from "kysely";
import type { Period } from "#app/carbon/inventory-document.ts";
import type { TenantTx } from "#db/doors.ts";
import { type ActivityRecord, toActivityRecord } from "./activity.server.ts";
import { MOST_RECORDS, type ReviewState } from "./activity-review.server.ts";
import { findHints, type RecordHint } from "./anomaly.server.ts";

/** Which records; null is all. A record belongs to each period that it shares a day with. */
export interface ReviewFilter {
  period: Period;
  sourceId: string | null;
  facilityId: string | null;
  state: ReviewState | null;
}

/** A record as whoever decides needs it. */
export interface ReviewRecord {
  record: ActivityRecord;
  state: ReviewState;
  stateReason: string;
  stateBy: string;
  authorId: string;
  authorName: string;
  writtenAt: Date;
  evidenceCount: number;
  hints: RecordHint[];
  /** What was approved last, where a later version stands for decision. */
  approvedBefore: { quantity: string; unit: string; period: Period } | null;
}

/** Records of the filter, a page of them in the order of their days, with how many there are. */
export async function listReviewRecords(
  tx: TenantTx,
  organizationId: string,
  filter: ReviewFilter,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ records: ReviewRecord[]; total: number }> {
  const matching = matchingRecords(tx, organizationId, filter);
  const { total } = await matching
    .select((select) => select.fn.countAll<number>().as("total"))
    .executeTakeFirstOrThrow();
  const rows = await matching
    .leftJoin("author as writer", "writer.id", "r.created_by")
    .leftJoin("author as decider", "decider.id", "s.created_by")
    .selectAll("r")
    .select(["s.state", "s.reason as state_reason", "decider.name as state_by", "writer.name as author_name"])
    .orderBy("r.period_start")
    .orderBy("r.emission_source_id")
    .orderBy("r.record_id")
    .offset(offset)
    .limit(limit)
    .execute();
  const ids = rows.map((row) => row.record_id);
  const hints = await findHints(tx, organizationId, ids);
  const files = await countEvidence(tx, ids);
  const approved = await findApprovedBefore(tx, ids);
  const records = rows.map((row) => ({
    record: toActivityRecord(row),
    state: row.state ?? ("draft" as const),
    stateReason: row.state_reason ?? "",
    stateBy: row.state_by ?? "",
    authorId: row.created_by,
    authorName: row.author_name ?? "",
    writtenAt: row.created_at,
    evidenceCount: files.get(row.record_id) ?? 0,
    hints: hints.get(row.record_id) ?? [],
    approvedBefore: row.state === "approved" ? null : (approved.get(row.record_id) ?? null),
  }));
  return { records, total: Number(total) };
}

/** The records of a filter, as many as one act takes, with how many more there are. */
export async function findMatchingIds(
  tx: TenantTx,
  organizationId: string,
  filter: ReviewFilter,
): Promise<{ recordIds: string[]; more: number }> {
  const matching = matchingRecords(tx, organizationId, filter);
  const { total } = await matching
    .select((select) => select.fn.countAll<number>().as("total"))
    .executeTakeFirstOrThrow();
  const rows = await matching
    .select("r.record_id")
    .orderBy("r.period_start")
    .orderBy("r.record_id")
    .limit(MOST_RECORDS)
    .execute();
  return { recordIds: rows.map((row) => row.record_id), more: Number(total) - rows.length };
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
    .$if(filter.state !== null, (query) => query.where(sql<boolean>`coalesce(s.state, 'draft') = ${filter.state}`));
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
