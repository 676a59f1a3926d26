import type { Generated } from "kysely";
import type { Json, Timestamp } from "./column-types.ts";

/** A text in both languages. */
interface ProposedText {
  en: string;
  zh: string;
}

/** Texts that a guided start proposes for the report. No report prints one before a person saves it. */
export interface ProposedTexts {
  boundary: ProposedText;
  significance: ProposedText;
  uncertainty: ProposedText;
  purpose: ProposedText;
  intendedUsers: ProposedText;
}

export interface GuidedStartTable {
  tenant_id: string;
  id: Generated<string>;
  organization_id: string;
  answers: Json<{ trade: string }>;
  made: Json<{ facilities: string[]; sources: string[]; tasks: string[] }>;
  texts: Json<ProposedTexts>;
  created_by: string;
  created_at: Timestamp;
}
