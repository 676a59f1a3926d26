import type { Generated } from "kysely";
import type { Json } from "./column-types.ts";

/** Which sources an organization keeps from buyers, and what the public copy of a report leaves out. */

export interface SourceConfidentialityTable {
  tenant_id: string;
  organization_id: string;
  source_id: string;
  version: number;
  is_confidential: boolean;
  created_by: string;
  created_at: Generated<Date>;
}

export interface ReportDisclosureTable {
  tenant_id: string;
  report_id: string;
  level: "names" | "inputs";
  /** Level by the id of the line. */
  withholding: Json<object>;
  /** Makes the salts; 32 bytes, never public. */
  secret: Uint8Array;
  lines_root: string;
  /** Canonical text of the copy that the report embeds. */
  document: string;
}
