import type { Generated } from "kysely";
import type { Json, Timestamp } from "./column-types.ts";

export type ConsentStep = "asked" | "agreed";
export type ConsentOccasion = "sign_up" | "invitation" | "sign_in" | "password_reset" | "page";

interface Block {
  kind: "heading" | "paragraph" | "item";
  text: string;
}

interface LegalTextTable {
  digest: string;
  kind: "terms" | "privacy";
  version: string;
  blocks: Json<{ en: Block[]; zh: Block[] }>;
  first_asked_at: Timestamp;
}

interface ConsentStepTable {
  id: Generated<string>;
  user_id: string;
  digest: string;
  step: ConsentStep;
  language: "en" | "zh" | null;
  occasion: ConsentOccasion;
  created_at: Timestamp;
}

export interface ConsentTables {
  legal_text: LegalTextTable;
  consent_step: ConsentStepTable;
}
