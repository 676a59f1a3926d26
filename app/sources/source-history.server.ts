import { type RawBuilder, sql } from "kysely";
import { type SeriesPoint, SHORTEST_MONTH_DAYS, type SourceHistory } from "#app/carbon/anomaly/find-anomalies.ts";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import type { UnitCode } from "#app/carbon/unit/unit.ts";
import { trimZeros } from "#app/places/emission-source.server.ts";
import { listFacilityFacts } from "#app/places/facility/facility-fact.server.ts";
import type { TenantTx } from "#db/doors.ts";

/** The median of a source covers this many of its newest records, more than a year of daily ones. */
export const MIDDLE_OF = 400;
/**
 * Larger sources are read separately, newest records only. The others are read in one pass, which takes a fifth of the
 * time per record.
 */
const MOST_IN_PASS = 4 * MIDDLE_OF;

/** A record of a month or longer. Written as an expression so that its partial index is used. */
export const IS_OF_A_MONTH = sql<boolean>`r.period_end - r.period_start >= ${sql.lit(SHORTEST_MONTH_DAYS - 1)}`;

interface Compared extends Days {
  facilityId: string;
}

/**
 * Comparison data by source. Reads at most the `MIDDLE_OF` newest records, and records of a month or longer from two
 * years before to two months after these figures, or for days with a known output. No comparison needs more.
 */
export async function loadHistories(
  tx: TenantTx,
  organizationId: string,
  compared: readonly Compared[],
): Promise<Map<string, SourceHistory>> {
  const facilityOf = new Map(compared.map(({ sourceId, facilityId }) => [sourceId, facilityId]));
  const facts = await listFacilityFacts(tx, organizationId);
  const outputsOf = new Map(
    [...facilityOf].map(([sourceId, facilityId]) => [
      sourceId,
      facts.filter((fact) => fact.kind === "output" && fact.facilityId === facilityId),
    ]),
  );
  const medians = await loadMedians(tx, organizationId, [...facilityOf.keys()]);
  const series = await loadSeries(tx, organizationId, { compared, outputsOf });
  return new Map(
    [...facilityOf.keys()].map((sourceId) => [
      sourceId,
      {
        median: medians.get(sourceId) ?? null,
        series: series.get(sourceId) ?? [],
        outputs: outputsOf.get(sourceId)!,
      },
    ]),
  );
}

/** Sorted by size for the same days, so that the result is deterministic. */
const NEWEST_FIRST = sql`r.period_start desc, r.period_end desc, r.quantity desc, r.unit desc`;

function newestOf(organizationId: string): RawBuilder<unknown> {
  return sql`(select r.quantity, r.unit from current_activity_record r
    where r.organization_id = ${organizationId} and r.emission_source_id = s.id and r.entry is null
    order by ${NEWEST_FIRST} limit ${sql.lit(MIDDLE_OF)})`;
}

/** Exact: `percentile_disc` returns one of the quantities and calculates nothing. */
async function loadMedians(tx: TenantTx, organizationId: string, sourceIds: readonly string[]) {
  const { rows } = await sql<{ id: string; unit: string; count: number; of: number; median: string }>`
    select s.id, m.* from unnest(${sourceIds}::uuid[]) as s(id) cross join lateral (
      select n.unit, count(*)::int as count, sum(count(*)) over ()::int as of,
        percentile_disc(0.5) within group (order by n.quantity) as median
      from ${newestOf(organizationId)} n group by n.unit) m
    order by m.count, m.unit`.execute(tx);
  // The last entry of a source wins. It covers most of these records.
  return new Map(
    rows.map(({ id, unit, count, of, median }) => [
      id,
      { quantity: trimZeros(median), unit: unit as UnitCode, count, ofNewest: of === MIDDLE_OF ? of : null },
    ]),
  );
}

/** The median of a source in the units of its newest records. `unit` is null if they differ. */
interface Middle {
  id: string;
  median: string;
  unit: string | null;
}

/** For each source with records, of one or all facilities. */
export async function loadMiddles(tx: TenantTx, organizationId: string, facilityId: string | null): Promise<Middle[]> {
  const { rows: sources } = await sql<{ id: string; is_large: boolean }>`
    select s.id, ${sql.lit(MOST_IN_PASS)} < (select count(*) from (
      select from activity_record r where r.emission_source_id = s.id limit ${sql.lit(MOST_IN_PASS + 1)}) r) as is_large
    from emission_source s where s.organization_id = ${organizationId} and s.removed_at is null
      ${facilityId === null ? sql`` : sql`and s.facility_id = ${facilityId}`}`.execute(tx);
  const idsOf = (isLarge: boolean) => sources.flatMap(({ id, is_large }) => (is_large === isLarge ? [id] : []));
  const { rows } = await sql<Middle>`
    select n.id, percentile_disc(0.5) within group (order by n.quantity) as median,
      case when min(n.unit) = max(n.unit) then min(n.unit) end as unit
    from (
      select r.emission_source_id as id, r.quantity, r.unit,
        row_number() over (partition by r.emission_source_id order by ${NEWEST_FIRST}) as place
      from current_activity_record r
      where r.organization_id = ${organizationId} and r.emission_source_id = any(${idsOf(false)}::uuid[])
        and r.entry is null
      union all
      select s.id, n.quantity, n.unit, 1
      from unnest(${idsOf(true)}::uuid[]) as s(id) cross join lateral ${newestOf(organizationId)} n) n
    where n.place <= ${sql.lit(MIDDLE_OF)} group by n.id`.execute(tx);
  return rows;
}

interface Days {
  sourceId: string;
  period: Period;
}

/** Records of a month or longer, if a source has only one for its days. Several at once are not compared by month. */
async function loadSeries(
  tx: TenantTx,
  organizationId: string,
  { compared, outputsOf }: { compared: readonly Days[]; outputsOf: Map<string, { period: Period }[]> },
): Promise<Map<string, SeriesPoint[]>> {
  const known = [...outputsOf].flatMap(([sourceId, outputs]) => outputs.map(({ period }) => ({ sourceId, period })));
  const long = sql`from current_activity_record r
    where r.organization_id = ${organizationId} and r.entry is null and ${IS_OF_A_MONTH}`;
  // Jumps between distinct periods by the index instead of reading all records of a period.
  const { rows } = await sql<SeriesRow>`
    with recursive span as (
      select source_id, min(first_day) as first_day, max(last_day) as last_day from ${tableOf(compared)}
      group by source_id),
    step as (
      select s.source_id, s.last_day, n.period_start, n.period_end from span s cross join lateral (
        select r.period_start, r.period_end ${long} and r.emission_source_id = s.source_id
          and r.period_start >= s.first_day - 731 and r.period_start <= s.last_day + 62
        order by r.period_start, r.period_end limit 1) n
      union all
      select s.source_id, s.last_day, n.period_start, n.period_end from step s cross join lateral (
        select r.period_start, r.period_end ${long} and r.emission_source_id = s.source_id
          and (r.period_start, r.period_end) > (s.period_start, s.period_end) and r.period_start <= s.last_day + 62
        order by r.period_start, r.period_end limit 1) n),
    day as (
      select source_id, period_start, period_end from step union
      select source_id, first_day, last_day from ${tableOf(known)})
    select d.source_id, d.period_start, d.period_end, o.record_id, o.quantity, o.unit from day d cross join lateral (
      select (array_agg(two.record_id))[1] as record_id, max(two.quantity) as quantity, max(two.unit) as unit from (
        select r.record_id, r.quantity, r.unit ${long} and r.emission_source_id = d.source_id
          and r.period_start = d.period_start and r.period_end = d.period_end limit 2) two
      having count(*) = 1) o`.execute(tx);
  const daysOf = (row: SeriesRow) => `${row.period_start} ${row.period_end}`;
  const series = new Map<string, SeriesPoint[]>();
  for (const row of rows.sort((a, b) => (daysOf(a) < daysOf(b) ? -1 : 1))) {
    const own = series.get(row.source_id);
    if (own) own.push(toPoint(row));
    else series.set(row.source_id, [toPoint(row)]);
  }
  return series;
}

function tableOf(days: readonly Days[]): RawBuilder<unknown> {
  return sql`unnest(${days.map(({ sourceId }) => sourceId)}::uuid[], ${days.map(({ period }) => period.start)}::date[],
    ${days.map(({ period }) => period.end)}::date[]) as t(source_id, first_day, last_day)`;
}

interface PointRow {
  record_id: string;
  period_start: string;
  period_end: string;
  quantity: string;
  unit: string;
}

type SeriesRow = PointRow & { source_id: string };

export function toPoint(row: PointRow): SeriesPoint {
  return {
    recordId: row.record_id,
    period: { start: row.period_start, end: row.period_end },
    quantity: trimZeros(row.quantity),
    unit: row.unit as UnitCode,
  };
}
