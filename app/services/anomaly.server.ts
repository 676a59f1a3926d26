import { sql } from "kysely";
import {
  type AnomalyCode,
  findAnomalies,
  type Hint,
  type SeriesPoint,
  SHORTEST_MONTH_DAYS,
  type SourceHistory,
  THRESHOLDS,
} from "#app/carbon/anomaly/find-anomalies.ts";
import type { Period } from "#app/carbon/inventory-document.ts";
import type { UnitCode } from "#app/carbon/unit.ts";
import { AppError } from "#app/errors.ts";
import type { TenantTx } from "#db/doors.ts";
import type { AnswerKind } from "#db/review-schema.ts";
import { lockActivities } from "./activity.server.ts";
import { type ChangeAuthor, recordChange } from "./audit-trail.server.ts";
import { trimZeros } from "./emission-source.server.ts";
import { listFacilityFacts } from "./facility-fact.server.ts";

export interface HintAnswer {
  kind: AnswerKind;
  text: string;
  byName: string;
  at: Date;
}

/** What looks wrong with a record, and what was said to it; unanswered it keeps the record from being handed in. */
export interface RecordHint extends Hint {
  answer: HintAnswer | null;
}

type Author = ChangeAuthor & { organizationId: string };
type Point = SeriesPoint & { version: number; sourceId: string; facilityId: string };

/** The hints of each of these records, answered or not; records without one are not in the map. */
export async function findHints(
  tx: TenantTx,
  organizationId: string,
  recordIds: readonly string[],
): Promise<Map<string, RecordHint[]>> {
  const points = await loadPoints(tx, organizationId, recordIds);
  if (points.length === 0) return new Map();
  const histories = await loadHistories(tx, organizationId, points);
  const copies = await countCopies(tx, organizationId, points);
  const answers = await loadAnswers(tx, recordIds);
  return new Map(
    points.flatMap((point) => {
      const hints = findAnomalies(point, histories.get(point.sourceId)!, copies.get(point.recordId) ?? 0);
      if (hints.length === 0) return [];
      const answered = hints.map((hint) => ({
        ...hint,
        answer: answers.get(`${point.recordId} ${hint.code} ${printFigure(point)}`) ?? null,
      }));
      return [[point.recordId, answered] as const];
    }),
  );
}

/** The codes that each record still has to be asked about. */
export async function findOpenHints(
  tx: TenantTx,
  organizationId: string,
  recordIds: readonly string[],
): Promise<Map<string, AnomalyCode[]>> {
  const hints = await findHints(tx, organizationId, recordIds);
  return new Map(
    [...hints].flatMap(([recordId, own]) => {
      const open = own.flatMap(({ code, answer }) => (answer ? [] : [code]));
      return open.length > 0 ? [[recordId, open] as const] : [];
    }),
  );
}

/**
 * The records that a hint can be about: of a month or longer, zero, or far from the middle of their source in any unit
 * of it. Of a million trips these are few.
 */
export async function findQuestionable(
  tx: TenantTx,
  organizationId: string,
  { period, facilityId }: { period: Period; facilityId: string | null },
): Promise<string[]> {
  const middles = tx
    .selectFrom("current_activity_record")
    .select("emission_source_id")
    .select([
      sql<string>`percentile_disc(0.5) within group (order by quantity)`.as("median"),
      sql<boolean>`count(distinct unit) > 1`.as("is_mixed"),
    ])
    .where("organization_id", "=", organizationId)
    .where("entry", "is", null)
    .groupBy("emission_source_id");
  const rows = await tx
    .selectFrom("current_activity_record as r")
    .innerJoin("emission_source as s", "s.id", "r.emission_source_id")
    .innerJoin(middles.as("m"), "m.emission_source_id", "r.emission_source_id")
    .select("r.record_id")
    .where("r.organization_id", "=", organizationId)
    .where("r.period_start", "<=", period.end)
    .where("r.period_end", ">=", period.start)
    .where("r.entry", "is", null)
    .$if(facilityId !== null, (query) => query.where("s.facility_id", "=", facilityId!))
    .where(
      sql<boolean>`(r.period_end - r.period_start >= ${SHORTEST_MONTH_DAYS - 1} or m.is_mixed or r.quantity <= 0
        or r.quantity >= m.median * ${THRESHOLDS.slip} or r.quantity * ${THRESHOLDS.slip} <= m.median)`,
    )
    .execute();
  return rows.map((row) => row.record_id);
}

/**
 * Answers a hint. The answer is kept with the figure it speaks of: it holds for later versions as long as source,
 * period, quantity and unit are the same.
 *
 * @throws AppError `not_found` where the record has no such hint, `invalid` for an answer of fewer than four characters
 */
export async function answerHint(
  tx: TenantTx,
  author: Author,
  { recordId, code, kind, text }: { recordId: string; code: string; kind: AnswerKind; text: string },
): Promise<void> {
  const words = text.trim();
  if ([...words].length < 4 || words.length > 1000)
    throw new AppError("invalid", { details: { reason: "answer_short" } });
  await lockActivities(tx, author.organizationId);
  const hint = (await findHints(tx, author.organizationId, [recordId])).get(recordId)?.find((one) => one.code === code);
  const [point] = await loadPoints(tx, author.organizationId, [recordId]);
  if (!hint || !point) throw new AppError("not_found");
  await tx
    .insertInto("anomaly_answer")
    .values({
      tenant_id: author.tenantId,
      organization_id: author.organizationId,
      record_id: recordId,
      version: point.version,
      code,
      figure: printFigure(point),
      facts: JSON.stringify(hint.facts),
      kind,
      text: words,
      created_by: author.userId,
    })
    .execute();
  await recordChange(tx, author, {
    action: "anomaly.answered",
    subject: "activity_record",
    subjectId: recordId,
    before: { code, facts: hint.facts },
    after: { version: point.version, kind, text: words },
  });
}

function printFigure({ sourceId, period, quantity, unit }: Point): string {
  return [sourceId, period.start, period.end, quantity, unit].join("|");
}

async function loadPoints(tx: TenantTx, organizationId: string, recordIds: readonly string[]): Promise<Point[]> {
  if (recordIds.length === 0) return [];
  const rows = await tx
    .selectFrom("current_activity_record as r")
    .innerJoin("emission_source as s", "s.id", "r.emission_source_id")
    .select(["r.record_id", "r.version", "r.emission_source_id", "s.facility_id"])
    .select(["r.period_start", "r.period_end", "r.quantity", "r.unit"])
    .where("r.organization_id", "=", organizationId)
    .where("r.record_id", "in", [...recordIds])
    // A correction or credit is no activity of its own days.
    .where("r.entry", "is", null)
    .execute();
  return rows.map((row) => ({
    ...toPoint(row),
    version: row.version,
    sourceId: row.emission_source_id,
    facilityId: row.facility_id,
  }));
}

function toPoint(row: {
  record_id: string;
  period_start: string;
  period_end: string;
  quantity: string;
  unit: string;
}): SeriesPoint {
  return {
    recordId: row.record_id,
    period: { start: row.period_start, end: row.period_end },
    quantity: trimZeros(row.quantity),
    unit: row.unit as UnitCode,
  };
}

async function loadHistories(
  tx: TenantTx,
  organizationId: string,
  points: readonly Point[],
): Promise<Map<string, SourceHistory>> {
  const facilityOf = new Map(points.map((point) => [point.sourceId, point.facilityId]));
  const sourceIds = [...facilityOf.keys()];
  const medians = await loadMedians(tx, organizationId, sourceIds);
  const series = await loadSeries(tx, organizationId, sourceIds);
  const facts = await listFacilityFacts(tx, organizationId);
  return new Map(
    sourceIds.map((sourceId) => [
      sourceId,
      {
        median: medians.get(sourceId) ?? null,
        series: series.get(sourceId) ?? [],
        outputs: facts.filter(({ kind, facilityId }) => kind === "output" && facilityId === facilityOf.get(sourceId)),
      },
    ]),
  );
}

/** Exact: `percentile_disc` takes one of the quantities and calculates none. */
async function loadMedians(tx: TenantTx, organizationId: string, sourceIds: string[]) {
  const rows = await tx
    .selectFrom("current_activity_record")
    .select(["emission_source_id", "unit"])
    .select((select) => [
      select.fn.countAll<number>().as("count"),
      sql<string>`percentile_disc(0.5) within group (order by quantity)`.as("median"),
    ])
    .where("organization_id", "=", organizationId)
    .where("emission_source_id", "in", sourceIds)
    .where("entry", "is", null)
    .groupBy(["emission_source_id", "unit"])
    .orderBy("count")
    .orderBy("unit")
    .execute();
  // The last one of a source, which most of its records have, stays.
  return new Map(
    rows.map((row) => [
      row.emission_source_id,
      { quantity: trimZeros(row.median), unit: row.unit as UnitCode, count: Number(row.count) },
    ]),
  );
}

/** Records of a month or longer, where a source has one for its days: many at once are not compared month by month. */
async function loadSeries(tx: TenantTx, organizationId: string, sourceIds: string[]) {
  const rows = await tx
    .selectFrom("current_activity_record")
    .select(["emission_source_id", "period_start", "period_end"])
    .select([
      sql<string>`(array_agg(record_id))[1]`.as("record_id"),
      sql<string>`max(quantity)`.as("quantity"),
      sql<string>`max(unit)`.as("unit"),
    ])
    .where("organization_id", "=", organizationId)
    .where("emission_source_id", "in", sourceIds)
    .where("entry", "is", null)
    .where(sql<boolean>`period_end - period_start >= ${SHORTEST_MONTH_DAYS - 1}`)
    .groupBy(["emission_source_id", "period_start", "period_end"])
    .having((having) => having.fn.countAll(), "=", 1)
    .orderBy("period_start")
    .execute();
  const series = new Map<string, SeriesPoint[]>();
  for (const row of rows) {
    const own = series.get(row.emission_source_id);
    if (own) own.push(toPoint(row));
    else series.set(row.emission_source_id, [toPoint(row)]);
  }
  return series;
}

/** Other records with the same source, days, quantity and unit. */
async function countCopies(tx: TenantTx, organizationId: string, points: readonly Point[]) {
  const rows = await tx
    .selectFrom("current_activity_record as r")
    .innerJoin("current_activity_record as o", (join) =>
      join
        .onRef("o.emission_source_id", "=", "r.emission_source_id")
        .onRef("o.organization_id", "=", "r.organization_id")
        .onRef("o.period_start", "=", "r.period_start")
        .onRef("o.period_end", "=", "r.period_end")
        .onRef("o.quantity", "=", "r.quantity")
        .onRef("o.unit", "=", "r.unit")
        .onRef("o.record_id", "<>", "r.record_id"),
    )
    .select("r.record_id")
    .select((select) => select.fn.countAll<number>().as("copies"))
    .where("r.organization_id", "=", organizationId)
    .where(
      "r.record_id",
      "in",
      points.map(({ recordId }) => recordId),
    )
    .where("o.entry", "is", null)
    // Two short trips of one day and one length are no wonder.
    .where(sql<boolean>`r.period_end - r.period_start >= ${SHORTEST_MONTH_DAYS - 1}`)
    .groupBy("r.record_id")
    .execute();
  return new Map(rows.map((row) => [row.record_id, Number(row.copies)]));
}

async function loadAnswers(tx: TenantTx, recordIds: readonly string[]): Promise<Map<string, HintAnswer>> {
  const rows = await tx
    .selectFrom("anomaly_answer")
    .leftJoin("author", "author.id", "anomaly_answer.created_by")
    .select(["record_id", "code", "figure", "kind", "text", "anomaly_answer.created_at", "author.name"])
    .where("record_id", "in", [...recordIds])
    .orderBy("anomaly_answer.created_at")
    .execute();
  return new Map(
    rows.map((row) => [
      `${row.record_id} ${row.code} ${row.figure}`,
      { kind: row.kind, text: row.text, byName: row.name ?? "", at: row.created_at },
    ]),
  );
}
