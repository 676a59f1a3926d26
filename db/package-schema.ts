import type { Generated } from "kysely";
import type { Json, NullableJson, Timestamp } from "./column-types.ts";

/** A source in a version of a package; category and unit are codes of the calculation. */
export interface PackedSource {
  nameEn: string;
  nameZh: string;
  category: string;
  unit: string;
  factor: string;
  via: string;
  useResidual: boolean;
  edition: string;
  task: { every: "month" | "quarter" | "year"; dueDays: number } | null;
}

/** A package's policy for choosing factors. */
export interface PackedPolicy {
  yearFallback: "none" | "latest_earlier";
  regionFallback: boolean;
  datasetPrecedence: readonly string[];
  pinnedEditions: Readonly<Record<string, string>>;
}

interface PackageTable {
  tenant_id: string;
  id: Generated<string>;
  created_by: string;
  created_at: Timestamp;
}

interface PackageVersionTable {
  tenant_id: string;
  package_id: string;
  version: number;
  /** The previous version; null for the first. */
  after: number | null;
  name_en: string;
  name_zh: string;
  sources: Json<PackedSource[]>;
  policy: NullableJson<PackedPolicy>;
  created_by: string;
  created_at: Timestamp;
}

interface PackageStepTable {
  tenant_id: string;
  package_id: string;
  step: number;
  after: number | null;
  state: "retired" | "offered";
  created_by: string;
  created_at: Timestamp;
}

export interface PackageTables {
  package: PackageTable;
  package_version: PackageVersionTable;
  package_step: PackageStepTable;
  /** The newest version of each package; `step` is 0 before the first step. */
  current_package: PackageVersionTable & { step: number };
}
