import { AppError } from "#app/encoding/errors.ts";
import { lockActivities } from "#app/records/activity.server.ts";
import { findHold } from "#app/records/activity-guard.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { lockEvidence } from "./evidence.server.ts";

/**
 * Removes a file from a record or period. The attachment and the reason stay in the history.
 *
 * @throws AppError `not_found` for what is not attached; `conflict` with the reason `record_approved` or
 * `period_locked` if approved data depends on it
 */
export async function detachEvidence(
  tx: TenantTx,
  author: ChangeAuthor & { organizationId: string },
  attachmentId: string,
  reason: string,
): Promise<{ fileId: string; recordId: string | null }> {
  await lockEvidence(tx, author.organizationId);
  await lockActivities(tx, author.organizationId);
  const row = await tx
    .selectFrom("evidence_attachment as a")
    .innerJoin("evidence_file as f", "f.id", "a.file_id")
    .leftJoin("evidence_detachment as d", "d.attachment_id", "a.id")
    .select([
      "a.record_id",
      "a.emission_source_id",
      "a.period_start",
      "a.period_end",
      "a.file_id",
      "f.name",
      "f.sha256",
    ])
    .where("a.organization_id", "=", author.organizationId)
    .where("a.id", "=", attachmentId)
    .where("d.attachment_id", "is", null)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  const { record_id: record, period_start: start, period_end: end } = row;
  const period = start !== null && end !== null ? { start, end } : null;
  const proven = { recordId: record, sourceId: row.emission_source_id, period };
  const hold = await findHold(tx, author.organizationId, proven);
  if (hold) throw new AppError("conflict", { details: { ...hold } });
  await tx
    .insertInto("evidence_detachment")
    .values({ tenant_id: author.tenantId, attachment_id: attachmentId, reason, created_by: author.userId })
    .execute();
  await recordChange(tx, author, {
    action: "evidence.detached",
    subject: "evidence_file",
    subjectId: row.file_id,
    before: { fileName: row.name, sha256: row.sha256, ...(record ? { record } : { period }) },
    after: { reason },
  });
  return { fileId: row.file_id, recordId: record };
}
