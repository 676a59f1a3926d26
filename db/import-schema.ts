import type { Generated } from "kysely";
import type { Json, NullableJson, Timestamp } from "./column-types.ts";

/** Files that bring activity records in: drafts with their rows, and the facts that they become. */

export interface ActivityImportTable {
  tenant_id: string;
  id: string;
  organization_id: string;
  file_name: string;
  file_sha256: string;
  /** Versions that it wrote. */
  row_count: number;
  inventory_id: string;
  file_size: number;
  file_kind: "csv" | "xlsx";
  added_count: Generated<number>;
  changed_count: Generated<number>;
  skipped_count: Generated<number>;
  /** Of the skipped: rows that a person left out. */
  left_out_count: Generated<number>;
  /** Rows with a cell that a person put right. */
  edited_count: Generated<number>;
  /** Facilities and sources that were made with it. */
  made: Json<{ facilities: string[]; sources: string[] }>;
  /** Names of the sheets that it read; null of a CSV. */
  sheets: NullableJson<string[]>;
  created_by: string;
  created_at: Timestamp;
}

export interface ActivityImportUndoTable {
  tenant_id: string;
  id: Generated<string>;
  organization_id: string;
  import_id: string;
  /** Records that went back to what they were before, or count no longer. */
  record_count: number;
  /** Records that a person had corrected since and kept. */
  kept_count: number;
  created_by: string;
  created_at: Timestamp;
}

export interface ImportMappingTable {
  tenant_id: string;
  organization_id: string;
  shape_key: string;
  mapping: Json<object>;
  /** The file for which it was stated. */
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
  /** Facilities and sources to be made with the import. */
  places: Json<object>;
  mapping_from: "suggested" | "remembered" | "said";
  state: "mapping" | "checking" | "checked" | "committing" | "done";
  /** The check that may add rows; another one, or none, ends those before. */
  check_id: string | null;
  job_id: string | null;
  /** Why the last check or import ended without a result. */
  failure: NullableJson<{ code: string; facts: Record<string, string> }>;
  /** The tenant's trail when records were last looked at: as long as it stands, they are as they were. */
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
  instruments: NullableJson<object[]>;
  /** The words of the row, where a person looks or has looked at it. */
  entry: NullableJson<Record<string, string>>;
  /** What should be known of the row: hidden, of a formula, of a merged cell. */
  remarks: NullableJson<string[]>;
  faults: NullableJson<object[]>;
  match_id: string | null;
  outcome: "add" | "change" | "skip" | "person";
  /** Why a row is skipped. */
  reason: Generated<string>;
  is_repeated: Generated<boolean>;
  record_id: string | null;
  record_version: number | null;
  decision: "add_anyway" | "leave_out" | null;
  decision_note: Generated<string>;
  edits: NullableJson<object[]>;
}
