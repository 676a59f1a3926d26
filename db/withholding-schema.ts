import type { Generated } from "kysely";
import type { Json } from "./column-types.ts";

/** Confidential sources of an organization, and the lines left out of a report's public copy. */

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
  /** Source of the salts; 32 bytes, never public. */
  secret: Uint8Array;
  lines_root: string;
  /** Canonical text of the copy embedded in the report. */
  document: string;
}
