import type { Generated } from "kysely";
import type { Json, Timestamp } from "./column-types.ts";

/** Figures requested from someone without an account. */

interface DataRequestTable {
  tenant_id: string;
  id: Generated<string>;
  organization_id: string;
  /** Null for the emission factor of a product. */
  inventory_id: string | null;
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
  /** Remarks for single months that are requested again. */
  remarks: Json<StoredRemark[]>;
  created_by: string;
  created_at: Timestamp;
}

/** Written before a mail is sent, so that two workers can't both send a reminder on one day. */
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
  /** The resulting record; null if nothing could be provided and no earlier record existed. */
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
  /** Null: all requested months. */
  month: string | null;
  file_id: string;
  name: string;
  byte_size: number;
  created_at: Timestamp;
  removed_at: Timestamp | null;
}

interface DataRequestProductTable {
  tenant_id: string;
  request_id: string;
  name: string;
  unit: string;
}

interface DataRequestProductAnswerTable {
  tenant_id: string;
  request_id: string;
  version: number;
  company: string;
  /** For each unit of the product. */
  co2e_kg: string;
  gwp: string;
  boundary: string;
  year: number;
  document: string;
  note: string;
  file_id: string;
  step_number: number;
  created_at: Timestamp;
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
  data_request_product: DataRequestProductTable;
  data_request_product_answer: DataRequestProductAnswerTable;
}
