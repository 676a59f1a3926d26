import type { Generated } from "kysely";
import type { Timestamp } from "./column-types.ts";

/** Files that prove records and periods. */

export interface EvidenceFileTable {
  tenant_id: string;
  id: string;
  organization_id: string;
  sha256: string;
  /** 1, plus one each time that the same content was uploaded again after its bytes were erased. */
  generation: number;
  byte_size: number;
  kind: "pdf" | "png" | "jpeg" | "webp" | "xlsx" | "csv" | "ofd" | "xml";
  name: string;
  scan: "clean" | "not_scanned";
  created_by: string;
  created_at: Timestamp;
}

/** Bytes announced before they are stored. A day later, bytes without a row are removed. */
export interface StoredFileTable {
  key: string;
  announced_at: Timestamp;
}

/** Attached to a record, or to a period of one source or all. */
export interface EvidenceAttachmentTable {
  tenant_id: string;
  id: Generated<string>;
  organization_id: string;
  file_id: string;
  record_id: string | null;
  period_start: string | null;
  period_end: string | null;
  emission_source_id: string | null;
  created_by: string;
  created_at: Timestamp;
}

export interface EvidenceDetachmentTable {
  tenant_id: string;
  attachment_id: string;
  reason: string;
  created_by: string;
  created_at: Timestamp;
}

export interface EvidenceErasureTable {
  tenant_id: string;
  file_id: string;
  reason: string;
  created_by: string;
  created_at: Timestamp;
}
