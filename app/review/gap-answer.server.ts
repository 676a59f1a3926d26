import { lastDayOfMonth } from "#app/day/period.ts";
import { AppError } from "#app/encoding/errors.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { lockActivities } from "#app/records/activity.server.ts";
import { refuseLocked } from "#app/records/period-lock.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";

type Author = ChangeAuthor & { organizationId: string };

export interface SourceMonth {
  sourceId: string;
  month: string;
}

/**
 * Saves or withdraws the reason why months have no record. A record that is added later takes precedence over the
 * reason.
 *
 * @throws AppError `not_found` for a source of another organization, `conflict` if the month is locked, `invalid`
 *   without a reason
 */
export async function answerGaps(
  tx: TenantTx,
  author: Author,
  cells: readonly SourceMonth[],
  answer: { kind: "no_activity" | "not_applicable" | "withdrawn"; reason: string },
): Promise<void> {
  const reason = answer.reason.trim();
  if (reason === "") throw new AppError("invalid", { details: { reason: "reason_missing" } });
  await lockActivities(tx, author.organizationId);
  const own = new Set((await listEmissionSources(tx, author.organizationId)).map(({ id }) => id));
  if (cells.some(({ sourceId }) => !own.has(sourceId))) throw new AppError("not_found");
  if (cells.length === 0) return;
  await refuseLocked(
    tx,
    author.organizationId,
    cells.map(({ sourceId, month }) => ({ sourceId, period: { start: `${month}-01`, end: lastDayOfMonth(month) } })),
  );
  for (const { sourceId, month } of cells) {
    const last = await tx
      .selectFrom("gap_answer")
      .select("step")
      .where("emission_source_id", "=", sourceId)
      .where("month", "=", `${month}-01`)
      .orderBy("step", "desc")
      .limit(1)
      .executeTakeFirst();
    await tx
      .insertInto("gap_answer")
      .values({
        tenant_id: author.tenantId,
        organization_id: author.organizationId,
        emission_source_id: sourceId,
        month: `${month}-01`,
        step: (last?.step ?? 0) + 1,
        kind: answer.kind,
        reason,
        created_by: author.userId,
      })
      .execute();
  }
  await recordChange(tx, author, {
    action: answer.kind === "withdrawn" ? "gap_answer.withdrawn" : "gap_answer.given",
    subject: "organization",
    subjectId: author.organizationId,
    after: { kind: answer.kind, reason, months: cells.map(({ sourceId, month }) => ({ source: sourceId, month })) },
  });
}
