import type { Generated } from "kysely";
import type { Json, Timestamp } from "./column-types.ts";

/** Reduction targets and the measures to reach them. */
interface TargetTable {
  tenant_id: string;
  id: Generated<string>;
  organization_id: string;
  created_by: string;
  created_at: Timestamp;
}

interface TargetVersionTable {
  tenant_id: string;
  target_id: string;
  version: number;
  name: string;
  kind: "absolute" | "intensity";
  base_year: number;
  target_year: number;
  scopes: Json<(1 | 2 | 3)[]>;
  scope2_method: "location" | "market";
  /** Empty: every category of scope 3. */
  categories: Json<string[]>;
  /** What an intensity divides by; both empty for an absolute target. */
  per_en: string;
  per_zh: string;
  reduction_percent: string;
  base_run_id: string;
  /** Empty for the first version. */
  reason: string;
  is_withdrawn: boolean;
  created_by: string;
  created_at: Timestamp;
}

interface MeasureTable {
  tenant_id: string;
  id: Generated<string>;
  organization_id: string;
  target_id: string;
  created_by: string;
  created_at: Timestamp;
}

interface MeasureVersionTable {
  tenant_id: string;
  measure_id: string;
  version: number;
  name: string;
  owner_id: string;
  year: number;
  /** t CO2e per year, as expected. */
  effect_tonnes: string;
  cost_minor: bigint | null;
  currency: string | null;
  state: "planned" | "under_way" | "done" | "dropped";
  created_by: string;
  created_at: Timestamp;
}

export interface TargetTables {
  target: TargetTable;
  target_version: TargetVersionTable;
  measure: MeasureTable;
  measure_version: MeasureVersionTable;
}
