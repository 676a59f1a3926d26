import type { Generated } from "kysely";
import type { Json, Timestamp } from "./column-types.ts";

/** Figures asked of somebody without an account. */

interface DataRequestTable {
  tenant_id: string;
  id: Generated<string>;
  organization_id: string;
  inventory_id: string;
  /** `YYYY-MM`, in order. */
  months: Json<string[]>;
  recipient_name: string;
  recipient_email: string;
  locale: string;
  message: string;
  created_by: string;
  created_at: Timestamp;
}

interface DataRequestItemTable {
  tenant_id: string;
  request_id: string;
  emission_source_id: string;
  position: number;
  unit: string;
  is_evidence_required: boolean;
}

interface DataRequestLinkTable {
  tenant_id: string;
  request_id: string;
  number: number;
  token_hash: Uint8Array;
  expires_at: Timestamp;
  created_by: string;
  created_at: Timestamp;
}

export type DataRequestStepKind = "sent" | "reminded" | "opened" | "handed_in" | "asked_again" | "accepted" | "revoked";

export interface StoredRemark {
  position: number;
  month: string;
  text: string;
}

interface DataRequestStepTable {
  tenant_id: string;
  request_id: string;
  number: number;
  kind: DataRequestStepKind;
  comment: string;
  /** What is asked again of single cells. */
  remarks: Json<StoredRemark[]>;
  created_by: string;
  created_at: Timestamp;
}

/** Written before a mail leaves: two workers can't both remind on one day. */
interface DataRequestReminderTable {
  tenant_id: string;
  request_id: string;
  day: string;
  created_at: Timestamp;
}

interface AnswerColumns {
  tenant_id: string;
  request_id: string;
  emission_source_id: string;
  month: string;
  kind: "quantity" | "no_activity" | "not_available";
  quantity: string;
  unit: string;
  data_quality: string;
  note: string;
}

interface DataRequestDraftTable extends AnswerColumns {
  updated_at: Timestamp;
}

interface DataRequestAnswerTable extends AnswerColumns {
  version: number;
  /** The record that came of it; null where nothing could be provided and nothing had been before. */
  record_id: string | null;
  record_version: number | null;
  step_number: number;
  created_at: Timestamp;
}

interface DataRequestFileTable {
  tenant_id: string;
  id: Generated<string>;
  request_id: string;
  emission_source_id: string;
  /** Null: of all months that were asked for. */
  month: string | null;
  file_id: string;
  name: string;
  byte_size: number;
  created_at: Timestamp;
  removed_at: Timestamp | null;
}

export interface DataRequestTables {
  data_request: DataRequestTable;
  data_request_item: DataRequestItemTable;
  data_request_link: DataRequestLinkTable;
  data_request_reminder: DataRequestReminderTable;
  data_request_step: DataRequestStepTable;
  data_request_draft: DataRequestDraftTable;
  data_request_answer: DataRequestAnswerTable;
  data_request_file: DataRequestFileTable;
}
