import type { Json, Timestamp } from "./column-types.ts";

interface CalculationRunTable {
  tenant_id: string;
  id: string;
  organization_id: string;
  inventory_id: string;
  engine_version: string;
  inputs_hash: string;
  result_hash: string;
  document: string;
  /** Record ids by activity id: the first record of each line, and the record of each issue. */
  record_ids: Json<Record<string, string>>;
  /** Ids of the sources and facilities of the document, by their numbers in it. */
  places: Json<{ sources: Record<string, string>; facilities: Record<string, string> }>;
  issue_count: number;
  line_count: number;
  co2e_kg: string | null;
  co2e_kg_market_based: string | null;
  /** Datasets in the library when it was read, as `dataset@edition`. */
  library: string[];
  /** Number of the newest entry in the trail when the run began to read. */
  read_after: number;
  /** Number of status changes of published factors at that time. */
  status_changes: number;
  created_by: string;
  created_at: Timestamp;
}

interface CalculationPieceTable {
  tenant_id: string;
  run_id: string;
  /**
   * `detail`: records behind the lines; `outline`: what pages show of the run; `judged`: facts for its checklist. The
   * last two are one piece each.
   */
  part: "detail" | "outline" | "judged";
  number: number;
  /** Compressed text. */
  content: Uint8Array;
  /** Detail only: for each piece of the text, its line, counted from 0, and its number of records. */
  lines: number[] | null;
  counts: number[] | null;
  /** Version ids of those records, 16 bytes each. */
  versions: Uint8Array | null;
}

interface SummarySums {
  co2e_kg: string;
  co2e_kg_market_based: string;
  biogenic_co2_kg: string;
}

interface CalculationSummaryTable extends SummarySums {
  tenant_id: string;
  run_id: string;
  /** `YYYY-MM`; empty for the whole period. */
  month: string;
  /** 0 for all scopes. */
  scope: 0 | 1 | 2 | 3;
}

interface CalculationSourceSummaryTable extends SummarySums {
  tenant_id: string;
  run_id: string;
  emission_source_id: string;
}

interface CalculationSelectionTable {
  tenant_id: string;
  run_id: string;
  number: number;
  emission_source_id: string;
  activities: Json<string[]>;
  explanation: Json<object>;
}

export interface CalculationTables {
  calculation_piece: CalculationPieceTable;
  calculation_run: CalculationRunTable;
  calculation_selection: CalculationSelectionTable;
  calculation_source_summary: CalculationSourceSummaryTable;
  calculation_summary: CalculationSummaryTable;
}
