import { sql } from "kysely";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import { type EmissionSource, eventSourcesOf, listEmissionSources } from "#app/places/emission-source.server.ts";
import { findLocks, lockOf } from "#app/records/period-lock.server.ts";
import { countedRecords } from "#app/records/record-count.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { findReviewCells, type GapAnswer, type RecordGroup, type ReviewCell } from "./review-map.ts";

/** `newestAt` is when the newest version among its records was written. */
export type GroupOfRecords = RecordGroup & { newestAt: Date };

interface GroupRow {
  emission_source_id: string;
  period_start: string;
  period_end: string;
  data_quality: RecordGroup["dataQuality"];
  state: RecordGroup["state"];
  is_entry: boolean;
  count: number;
  newest_at: Date;
}

/**
 * Records that share a day with the period, grouped in the database because there can be a million. Records that begin
 * and end in the same two months are one group for each continuous range of days. The first range counts them all.
 * Records that cover several months form one range, because they share the days where the months meet.
 */
export async function listRecordGroups(
  tx: TenantTx,
  organizationId: string,
  period: Period,
  sourceId: string | null = null,
): Promise<GroupOfRecords[]> {
  const { rows } = await sql<GroupRow>`
    select g.emission_source_id, lower(d.days) as period_start, upper(d.days) - 1 as period_end, g.data_quality, g.state,
      g.is_entry, case d.place when 1 then g.count else 0 end::int as count, g.newest_at
    from (
      select r.emission_source_id, r.data_quality, r.state, r.is_entry, sum(r.records) as count,
        max(r.newest_at) as newest_at, range_agg(daterange(r.period_start, r.period_end, '[]')) as stretches
      from ${countedRecords(organizationId, period)} r
      ${sourceId === null ? sql`` : sql`where r.emission_source_id = ${sourceId}`}
      group by 1, 2, 3, 4, ${monthOf("period_start")}, ${monthOf("period_end")},
        r.period_start >= ${period.start}::date and r.period_end <= ${period.end}::date) g
    cross join unnest(g.stretches) with ordinality as d(days, place)`.execute(tx);
  return rows.map((row) => ({
    sourceId: row.emission_source_id,
    period: { start: row.period_start, end: row.period_end },
    dataQuality: row.data_quality,
    state: row.state,
    isEntry: row.is_entry,
    count: row.count,
    newestAt: row.newest_at,
  }));
}

function monthOf(day: "period_start" | "period_end") {
  return sql`date_trunc('month', r.${sql.ref(day)}::timestamp)`;
}

/** The current reason of each month without a record, with its author. */
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
  /** Records of the period, of all facilities. */
  records: { approved: number; all: number };
}

/** Sources by month, of all facilities or of one. */
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
    events: eventSourcesOf(sources),
    isLocked: (sourceId, month) => lockOf(locks, facilityOf.get(sourceId)!, month) !== undefined,
  });
  return { sources, cells, groups, records: countRecords(groups) };
}

export async function countApproved(
  tx: TenantTx,
  organizationId: string,
  period: Period,
): Promise<{ approved: number; all: number }> {
  return countRecords(await listRecordGroups(tx, organizationId, period));
}

export function countRecords(groups: readonly RecordGroup[]): ReviewMap["records"] {
  const sumOf = (own: readonly RecordGroup[]) => own.reduce((sum, { count }) => sum + count, 0);
  return { approved: sumOf(groups.filter(({ state }) => state === "approved")), all: sumOf(groups) };
}
