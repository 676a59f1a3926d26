import { sql } from "kysely";
import type { KeptScan } from "#app/files/clamd.server.ts";
import type { FileKind } from "#app/files/file-kind.ts";

/** A stored file. If its bytes were erased, the row and the hash remain. */
export interface EvidenceFile {
  id: string;
  name: string;
  kind: FileKind;
  size: number;
  sha256: string;
  scan: KeptScan;
  addedAt: Date;
  /** Null if the person has left. */
  authorName: string | null;
  /** Number of records and periods the file is attached to. */
  attachedCount: number;
  erased: { at: Date; reason: string; authorName: string | null } | null;
}

/** Current attachments (not removed, record not deleted) with their period and source. */
export const STANDING = sql`(
  select a.id, a.tenant_id, a.file_id, a.record_id, a.created_at, a.created_by,
    coalesce(r.emission_source_id, a.emission_source_id) as source_id,
    coalesce(r.period_start, a.period_start) as period_start,
    coalesce(r.period_end, a.period_end) as period_end,
    r.quantity, r.unit, r.entered_quantity, r.entered_unit
  from evidence_attachment a
  left join evidence_detachment d on d.tenant_id = a.tenant_id and d.attachment_id = a.id
  left join current_activity_record r on r.tenant_id = a.tenant_id and r.record_id = a.record_id
  where d.attachment_id is null and (a.record_id is null or r.record_id is not null)
)`;

export interface FileRow {
  id: string;
  name: string;
  kind: FileKind;
  byte_size: number;
  sha256: string;
  scan: KeptScan;
  created_at: Date;
  author_name: string | null;
  attached: number;
  erased_at: Date | null;
  erased_reason: string | null;
  eraser_name: string | null;
}

/** The files of an organization. Callers can add conditions. */
export function selectFiles(organizationId: string) {
  return sql`select f.id, f.name, f.kind, f.byte_size, f.sha256, f.scan, f.created_at, u.name as author_name,
      (select count(*) from ${STANDING} s where s.file_id = f.id) as attached,
      e.created_at as erased_at, e.reason as erased_reason, w.name as eraser_name
    from evidence_file f
    left join evidence_erasure e on e.tenant_id = f.tenant_id and e.file_id = f.id
    left join author u on u.id = f.created_by
    left join author w on w.id = e.created_by
    where f.organization_id = ${organizationId}`;
}

export function toFile(row: FileRow): EvidenceFile {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    size: row.byte_size,
    sha256: row.sha256,
    scan: row.scan,
    addedAt: row.created_at,
    authorName: row.author_name,
    attachedCount: Number(row.attached),
    erased: row.erased_at ? { at: row.erased_at, reason: row.erased_reason ?? "", authorName: row.eraser_name } : null,
  };
}
