import type { Generated } from "kysely";
import type { Json, Timestamp } from "./column-types.ts";

/** The consent of a workspace to a language model, what was sent to it, and what came of it. */
interface ModelConsentTable {
  tenant_id: string;
  version: number;
  is_allowed: boolean;
  sends_images: Generated<boolean>;
  host: string;
  model: string;
  created_by: string;
  created_at: Timestamp;
}

interface ModelRequestTable {
  tenant_id: string;
  id: Generated<string>;
  organization_id: string;
  consent_version: number;
  kind: "match" | "text" | "bill";
  subject_id: string | null;
  subject: string;
  prompt: string;
  created_by: string;
  created_at: Timestamp;
}

interface ModelAnswerTable {
  tenant_id: string;
  request_id: string;
  state: "offered" | "unusable" | "failed";
  /** Empty for an offer. */
  reason: string;
  answer: string;
  suggestion: Json<object> | null;
  prompt_tokens: number | null;
  answer_tokens: number | null;
  created_at: Timestamp;
}

interface ModelDecisionTable {
  tenant_id: string;
  request_id: string;
  state: "confirmed" | "declined";
  answer_state: Generated<"offered">;
  texts: Generated<string[]>;
  created_by: string;
  created_at: Timestamp;
}

export interface ModelTables {
  model_consent: ModelConsentTable;
  model_request: ModelRequestTable;
  model_answer: ModelAnswerTable;
  model_decision: ModelDecisionTable;
}
