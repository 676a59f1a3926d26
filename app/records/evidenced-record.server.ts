import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { TenantTx } from "#db/doors.ts";
import { orderColumns } from "./activity-order.server.ts";
import { countRows } from "./count-rows.server.ts";
import { type EvidenceFile, type FileRow, selectFiles, toFile } from "./evidence-file.server.ts";

export interface RecordEvidence extends EvidenceFile {
  attachmentId: string;
  attachedAt: Date;
}

/** @throws AppError `not_found` for a record that is not the organization's */
export async function listRecordEvidence(
  tx: TenantTx,
  organizationId: string,
  recordId: string,
): Promise<RecordEvidence[]> {
  await assertRecord(tx, organizationId, recordId);
  const { rows } = await sql<FileRow & { attachment_id: string; attached_at: Date }>`
    select f.*, x.id as attachment_id, x.created_at as attached_at
    from (${selectFiles(organizationId)}) f
    join evidence_attachment x on x.file_id = f.id
    left join evidence_detachment d on d.tenant_id = x.tenant_id and d.attachment_id = x.id
    where x.record_id = ${recordId} and d.attachment_id is null
    order by x.created_at, x.id`.execute(tx);
  return rows.map((row) => ({ ...toFile(row), attachmentId: row.attachment_id, attachedAt: row.attached_at }));
}

export interface EvidenceEvent {
  kind: "attached" | "detached";
  name: string;
  reason: string;
  at: Date;
  authorName: string | null;
}

/** Newest first. */
export async function listEvidenceEvents(
  tx: TenantTx,
  organizationId: string,
  recordId: string,
): Promise<EvidenceEvent[]> {
  const { rows } = await sql<{
    kind: "attached" | "detached";
    name: string;
    reason: string;
    at: Date;
    author: string | null;
  }>`
    with happened as (
      select 'attached' as kind, file_id, '' as reason, created_at as at, created_by from evidence_attachment
        where organization_id = ${organizationId} and record_id = ${recordId}
      union all
      select 'detached', a.file_id, d.reason, d.created_at, d.created_by
        from evidence_detachment d join evidence_attachment a on a.tenant_id = d.tenant_id and a.id = d.attachment_id
        where a.organization_id = ${organizationId} and a.record_id = ${recordId})
    select h.kind, f.name, h.reason, h.at, u.name as author from happened h
    join evidence_file f on f.id = h.file_id left join author u on u.id = h.created_by
    order by h.at desc`.execute(tx);
  return rows.map(({ author, ...row }) => ({ ...row, authorName: author }));
}

async function assertRecord(tx: TenantTx, organizationId: string, recordId: string): Promise<void> {
  const row = await tx
    .selectFrom("activity_record")
    .select("id")
    .where("organization_id", "=", organizationId)
    .where("record_id", "=", recordId)
    .limit(1)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
}

/** Whether any file was ever attached to a record of the organization. */
export async function hasEvidence(tx: TenantTx, organizationId: string): Promise<boolean> {
  const row = await tx
    .selectFrom("evidence_attachment")
    .select("id")
    .where("organization_id", "=", organizationId)
    .where("record_id", "is not", null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** A file as named in a run and its document. */
export interface NamedFile {
  name: string;
  sha256: string;
}

/**
 * Like `evidenceByRecord`, for each row of a query over current records. A run reads a million records in one statement
 * and can't send other queries in the meantime. Null for records without files.
 */
export function filesOfRecord(organizationId: string): RawBuilder<NamedFile[] | null> {
  return sql<NamedFile[] | null>`(
    select jsonb_agg(jsonb_build_object('name', f.name, 'sha256', f.sha256) order by a.created_at, a.id)
    from evidence_attachment a
      join evidence_file f on f.id = a.file_id
      left join evidence_detachment d on d.attachment_id = a.id
    where a.organization_id = ${sql.lit(organizationId)} and a.record_id = current_activity_record.record_id
      and d.attachment_id is null)`;
}

/** The files of each record that has any, in the order of attachment. */
export async function evidenceByRecord(tx: TenantTx, organizationId: string): Promise<Map<string, NamedFile[]>> {
  const rows = await tx
    .selectFrom("evidence_attachment as a")
    .innerJoin("evidence_file as f", "f.id", "a.file_id")
    .leftJoin("evidence_detachment as d", "d.attachment_id", "a.id")
    .select(["a.record_id", "f.name", "f.sha256"])
    .where("a.organization_id", "=", organizationId)
    .where("a.record_id", "is not", null)
    .where("d.attachment_id", "is", null)
    .orderBy("a.created_at")
    .orderBy("a.id")
    .execute();
  const found = new Map<string, NamedFile[]>();
  for (const { record_id, name, sha256 } of rows) {
    found.set(record_id!, [...(found.get(record_id!) ?? []), { name, sha256 }]);
  }
  return found;
}

/** A record in the lists of evidence. */
export interface EvidencedRecord {
  recordId: string;
  sourceId: string;
  period: Period;
  quantity: string;
  unit: string;
  /** The evidence reference as entered. */
  reference: string;
}

interface WantedRecords {
  period: Period;
  sourceId: string | null;
  /** Only records without evidence. */
  lacking: boolean;
}

/** The first records of a period in the order of the sheet. */
export async function listEvidencedRecords(
  tx: TenantTx,
  organizationId: string,
  wanted: WantedRecords,
  limit: number,
): Promise<EvidencedRecord[]> {
  const { rows } = await sql<RecordRow>`select r.* from ${recordsOf(organizationId, wanted)}
    order by ${sql.join(orderColumns("r"))} limit ${limit}`.execute(tx);
  return rows.map(toEvidencedRecord);
}

/** The number of matching records, counted up to `MOST_COUNTED` + 1. */
export async function countEvidencedRecords(
  tx: TenantTx,
  organizationId: string,
  wanted: WantedRecords,
): Promise<number> {
  return countRows(tx, sql`select 1 from ${recordsOf(organizationId, wanted)}`);
}

function recordsOf(organizationId: string, { period, sourceId, lacking }: WantedRecords) {
  return sql`current_activity_record r
    where r.organization_id = ${organizationId}
      and r.period_start >= ${period.start}::date and r.period_start <= ${period.end}::date
      and r.period_end <= ${period.end}::date
      ${sourceId ? sql`and r.emission_source_id = ${sourceId}` : sql``}
      ${lacking ? sql`and ${LACKS_EVIDENCE}` : sql``}`;
}

const OWN_FILE = sql`a.record_id = r.record_id`;
const FILE_OF_PERIOD = sql`a.record_id is null and a.period_start <= r.period_start and a.period_end >= r.period_end
  and (a.emission_source_id is null or a.emission_source_id = r.emission_source_id)`;

function attachedTo(condition: RawBuilder<unknown>) {
  return sql`select 1 from evidence_attachment a
    left join evidence_detachment d on d.tenant_id = a.tenant_id and d.attachment_id = a.id
    where a.tenant_id = r.tenant_id and a.organization_id = r.organization_id and d.attachment_id is null
      and ${condition}`;
}

/** Record `r` has no file of its own and none of a period that covers its days. */
export const LACKS_EVIDENCE = sql<SqlBool>`(not exists (${attachedTo(OWN_FILE)})
  and not exists (${attachedTo(FILE_OF_PERIOD)}))`;

interface RecordRow {
  record_id: string;
  emission_source_id: string;
  period_start: string;
  period_end: string;
  entered_quantity: string;
  entered_unit: string;
  evidence_reference: string;
}

function toEvidencedRecord(row: RecordRow): EvidencedRecord {
  return {
    recordId: row.record_id,
    sourceId: row.emission_source_id,
    period: { start: row.period_start, end: row.period_end },
    quantity: row.entered_quantity,
    unit: row.entered_unit,
    reference: row.evidence_reference,
  };
}
