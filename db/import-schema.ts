import type { Generated } from "kysely";
import type { Json, NullableJson, Timestamp } from "./column-types.ts";

/** Files with activity records: drafts with their rows, and the facts that they become. */

export interface ActivityImportTable {
  tenant_id: string;
  id: string;
  organization_id: string;
  file_name: string;
  file_sha256: string;
  /** Versions that the import wrote. */
  row_count: number;
  inventory_id: string;
  file_size: number;
  file_kind: "csv" | "xlsx";
  added_count: Generated<number>;
  changed_count: Generated<number>;
  skipped_count: Generated<number>;
  /** Skipped rows that a person excluded. */
  left_out_count: Generated<number>;
  /** Rows with a cell that a person corrected. */
  edited_count: Generated<number>;
  /** Facilities and sources created with the import. */
  made: Json<{ facilities: string[]; sources: string[] }>;
  /** Names of the sheets that were read; null for a CSV. */
  sheets: NullableJson<string[]>;
  created_by: string;
  created_at: Timestamp;
}

export interface ActivityImportUndoTable {
  tenant_id: string;
  id: Generated<string>;
  organization_id: string;
  import_id: string;
  /** Records that were reset to their earlier version, or removed. */
  record_count: number;
  /** Records that a person had corrected since, and that were kept. */
  kept_count: number;
  created_by: string;
  created_at: Timestamp;
}

export interface ImportMappingTable {
  tenant_id: string;
  organization_id: string;
  shape_key: string;
  mapping: Json<object>;
  /** The file for which the mapping was saved. */
  file_name: Generated<string>;
  created_by: string;
  created_at: Timestamp;
}

export interface ImportDraftTable {
  tenant_id: string;
  id: string;
  organization_id: string;
  inventory_id: string;
  file_name: string;
  file_sha256: string;
  file_size: number;
  file_kind: "csv" | "xlsx";
  shape: Json<object>;
  mapping: Json<object>;
  /** Facilities and sources to create with the import. */
  places: Json<object>;
  mapping_from: "suggested" | "remembered" | "said";
  state: "mapping" | "checking" | "checked" | "committing" | "done";
  /** The check that may add rows. Another value, or null, ends earlier checks. */
  check_id: string | null;
  job_id: string | null;
  /** Why the last check or import ended without a result. */
  failure: NullableJson<{ code: string; facts: Record<string, string> }>;
  /** Position of the tenant's trail when records were last compared; as long as it is the same, they are unchanged. */
  trail_sequence: Generated<number>;
  add_count: Generated<number>;
  change_count: Generated<number>;
  skip_count: Generated<number>;
  person_count: Generated<number>;
  repeated_count: Generated<number>;
  left_out_count: Generated<number>;
  created_by: string;
  created_at: Timestamp;
}

export interface ImportRowTable {
  tenant_id: string;
  import_id: string;
  /** 1, 2, 3 … in the order of the file. */
  number: number;
  sheet: string;
  file_row: number;
  file_column: number | null;
  row_key: string | null;
  emission_source_id: string | null;
  period_start: string | null;
  period_end: string | null;
  quantity: string | null;
  unit: string | null;
  entered_quantity: string | null;
  entered_unit: string | null;
  data_quality: "measured" | "calculated" | "estimated" | null;
  evidence_reference: string | null;
  note: string | null;
  /** The texts of the row, once a person has opened it. */
  entry: NullableJson<Record<string, string>>;
  /** Notices about the row: hidden, with a formula, with a merged cell. */
  remarks: NullableJson<string[]>;
  faults: NullableJson<object[]>;
  match_id: string | null;
  outcome: "add" | "change" | "skip" | "person";
  reason: Generated<string>;
  is_repeated: Generated<boolean>;
  record_id: string | null;
  record_version: number | null;
  decision: "add_anyway" | "leave_out" | null;
  decision_note: Generated<string>;
  edits: NullableJson<object[]>;
}
