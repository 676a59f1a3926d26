import { sql } from "kysely";
import {
  type AnomalyCode,
  findAnomalies,
  type Hint,
  type SeriesPoint,
  SHORTEST_MONTH_DAYS,
  THRESHOLDS,
} from "#app/carbon/anomaly/find-anomalies.ts";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import { countDays } from "#app/day/period.ts";
import { AppError } from "#app/encoding/errors.ts";
import { IS_OF_A_MONTH, loadHistories, loadMiddles, toPoint } from "#app/sources/source-history.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { AnswerKind } from "#db/review-schema.ts";
import { lockActivities } from "./activity.server.ts";

export interface HintAnswer {
  kind: AnswerKind;
  text: string;
  byName: string;
  at: Date;
}

/** A warning about a record with its answer. A record with an unanswered warning can't be submitted. */
export interface RecordHint extends Hint {
  answer: HintAnswer | null;
}

type Author = ChangeAuthor & { organizationId: string };
type Point = SeriesPoint & { version: number; sourceId: string; facilityId: string };

/** The warnings of each record, answered or not. Records without warnings are omitted. */
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

/** The codes of unanswered warnings by record. */
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
 * Records that can have a warning: of a month or longer, zero, or far from their source's median in any unit. Out of a
 * million trips, only a few match.
 */
export async function findQuestionable(
  tx: TenantTx,
  organizationId: string,
  { period, facilityId }: { period: Period; facilityId: string | null },
): Promise<string[]> {
  const middles = await loadMiddles(tx, organizationId, facilityId);
  const { rows } = await sql<{ record_id: string }>`
    select r.record_id from current_activity_record r
    join unnest(${middles.map(({ id }) => id)}::uuid[], ${middles.map(({ median }) => median)}::numeric[],
      ${middles.map(({ unit }) => unit)}::text[]) as m(id, median, unit) on m.id = r.emission_source_id
    where r.organization_id = ${organizationId} and r.entry is null
      and r.period_start <= ${period.end}::date and r.period_end >= ${period.start}::date
      and (${IS_OF_A_MONTH} or r.unit is distinct from m.unit or r.quantity <= 0
        or r.quantity >= m.median * ${THRESHOLDS.slip} or r.quantity * ${THRESHOLDS.slip} <= m.median)`.execute(tx);
  return rows.map((row) => row.record_id);
}

/**
 * Answers a warning. The answer applies to later versions as long as source, period, quantity and unit stay the same.
 *
 * @throws AppError `not_found` if the record has no such warning, `invalid` for an answer of fewer than four characters
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
    // A correction or credit doesn't describe activity of its own days.
    .where("r.entry", "is", null)
    .execute();
  return rows.map((row) => ({
    ...toPoint(row),
    version: row.version,
    sourceId: row.emission_source_id,
    facilityId: row.facility_id,
  }));
}

/**
 * Other records with the same source, days, quantity and unit. Two short trips of equal length on one day are not
 * suspicious.
 */
async function countCopies(
  tx: TenantTx,
  organizationId: string,
  points: readonly Point[],
): Promise<Map<string, number>> {
  const long = points.filter(({ period }) => countDays(period) >= SHORTEST_MONTH_DAYS);
  const column = (read: (point: Point) => string) => long.map(read);
  const { rows } = await sql<{ record_id: string; copies: number }>`
    select p.record_id, o.copies from unnest(${column((one) => one.recordId)}::uuid[],
      ${column((one) => one.sourceId)}::uuid[], ${column((one) => one.period.start)}::date[],
      ${column((one) => one.period.end)}::date[], ${column((one) => one.quantity)}::numeric[],
      ${column((one) => one.unit)}::text[]) as p(record_id, source_id, period_start, period_end, quantity, unit)
    cross join lateral (
      select count(*)::int as copies from current_activity_record r
      where r.organization_id = ${organizationId} and r.emission_source_id = p.source_id
        and r.period_start = p.period_start and r.period_end = p.period_end and r.quantity = p.quantity
        and r.unit = p.unit and r.record_id <> p.record_id and r.entry is null) o
    where o.copies > 0`.execute(tx);
  return new Map(rows.map((row) => [row.record_id, row.copies]));
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
