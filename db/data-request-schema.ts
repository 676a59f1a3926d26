import type { Generated } from "kysely";
import type { Json, Timestamp } from "./column-types.ts";

/** Figures asked of somebody without an account. */

export interface DataRequestTable {
  tenant_id: string;
  id: Generated<string>;
  organization_id: string;
  inventory_id: string;
  /** `YYYY-MM`, in order. */
  months: Json<string[]>;
  recipient_name: string;
  recipient_email: string;
  locale: "en" | "zh";
  message: string;
  created_by: string;
  created_at: Timestamp;
}

export interface DataRequestItemTable {
  tenant_id: string;
  request_id: string;
  emission_source_id: string;
  position: number;
  unit: string;
  is_evidence_required: boolean;
}

export interface DataRequestLinkTable {
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

export interface DataRequestStepTable {
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
export interface DataRequestReminderTable {
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

export interface DataRequestDraftTable extends AnswerColumns {
  updated_at: Timestamp;
}

export interface DataRequestAnswerTable extends AnswerColumns {
  version: number;
  /** The record that came of it; null where nothing could be provided and nothing had been before. */
  record_id: string | null;
  record_version: number | null;
  step_number: number;
  created_at: Timestamp;
}

export interface DataRequestFileTable {
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
