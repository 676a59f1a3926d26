import { sql } from "kysely";
import type { Period } from "#app/carbon/inventory-document.ts";
import { findReviewCells, type GapAnswer, type RecordGroup, type ReviewCell } from "#app/carbon/review-map.ts";
import type { TenantTx } from "#db/doors.ts";
import { type EmissionSource, listEmissionSources } from "./emission-source.server.ts";
import { findLocks, lockOf } from "./period-lock.server.ts";

/** A group with the moment at which the newest version among its records was written. */
export type GroupOfRecords = RecordGroup & { newestAt: Date };

/** Records that share a day with the period, grouped in the database: a million rows never leave it. */
export async function listRecordGroups(
  tx: TenantTx,
  organizationId: string,
  period: Period,
): Promise<GroupOfRecords[]> {
  const state = sql<RecordGroup["state"]>`coalesce(s.state, 'draft')`;
  const isEntry = sql<boolean>`r.entry is not null`;
  const rows = await tx
    .selectFrom("current_activity_record as r")
    .leftJoin("activity_state as s", (join) =>
      join
        .onRef("s.tenant_id", "=", "r.tenant_id")
        .onRef("s.record_id", "=", "r.record_id")
        .onRef("s.version", "=", "r.version"),
    )
    .select(["r.emission_source_id", "r.period_start", "r.period_end", "r.data_quality"])
    .select((select) => [state.as("state"), isEntry.as("is_entry"), select.fn.countAll<number>().as("count")])
    .select((select) => select.fn.max("r.created_at").as("newest_at"))
    .where("r.organization_id", "=", organizationId)
    .where("r.period_start", "<=", period.end)
    .where("r.period_end", ">=", period.start)
    .groupBy(["r.emission_source_id", "r.period_start", "r.period_end", "r.data_quality", state, isEntry])
    .execute();
  return rows.map((row) => ({
    sourceId: row.emission_source_id,
    period: { start: row.period_start, end: row.period_end },
    dataQuality: row.data_quality,
    state: row.state,
    isEntry: row.is_entry,
    count: Number(row.count),
    newestAt: row.newest_at,
  }));
}

/** The standing answer of each month without a record, with its words and who gave it. */
export async function listGapAnswers(
  tx: TenantTx,
  organizationId: string,
  period: Period,
): Promise<(GapAnswer & { reason: string; byName: string; at: Date })[]> {
  const rows = await tx
    .selectFrom("gap_answer")
    .leftJoin("author", "author.id", "gap_answer.created_by")
    .distinctOn(["emission_source_id", "month"])
    .select(["emission_source_id", "month", "kind", "reason", "gap_answer.created_at", "author.name"])
    .where("organization_id", "=", organizationId)
    .where("month", ">=", `${period.start.slice(0, 7)}-01`)
    .where("month", "<=", period.end)
    .orderBy("emission_source_id")
    .orderBy("month")
    .orderBy("step", "desc")
    .execute();
  return rows.flatMap((row) => {
    if (row.kind === "withdrawn") return [];
    const answer = { sourceId: row.emission_source_id, month: row.month.slice(0, 7), kind: row.kind };
    return [{ ...answer, reason: row.reason, byName: row.name ?? "", at: row.created_at }];
  });
}

export interface ReviewMap {
  sources: EmissionSource[];
  cells: ReviewCell[];
  /** Of all facilities. */
  groups: GroupOfRecords[];
  /** How many records of the period are approved, of how many; of all facilities. */
  records: { approved: number; all: number };
}

/** Sources × months, of all facilities or of one. */
export async function getReviewMap(
  tx: TenantTx,
  organizationId: string,
  period: Period,
  facilityId: string | null = null,
): Promise<ReviewMap> {
  const sources = (await listEmissionSources(tx, organizationId)).filter(
    (source) => facilityId === null || source.facilityId === facilityId,
  );
  const facilityOf = new Map(sources.map((source) => [source.id, source.facilityId]));
  const locks = await findLocks(tx, organizationId, period);
  const groups = await listRecordGroups(tx, organizationId, period);
  const cells = findReviewCells({
    period,
    sourceIds: sources.map(({ id }) => id),
    groups,
    answers: await listGapAnswers(tx, organizationId, period),
    isLocked: (sourceId, month) => lockOf(locks, facilityOf.get(sourceId)!, month) !== undefined,
  });
  return { sources, cells, groups, records: countRecords(groups) };
}

/** How many records of a period are approved, of how many. */
export async function countApproved(
  tx: TenantTx,
  organizationId: string,
  period: Period,
): Promise<{ approved: number; all: number }> {
  return countRecords(await listRecordGroups(tx, organizationId, period));
}

/** How many records of these groups are approved, of how many. */
export function countRecords(groups: readonly RecordGroup[]): ReviewMap["records"] {
  const sumOf = (own: readonly RecordGroup[]) => own.reduce((sum, { count }) => sum + count, 0);
  return { approved: sumOf(groups.filter(({ state }) => state === "approved")), all: sumOf(groups) };
}
