import type { Generated } from "kysely";
import type { Json, Timestamp } from "./column-types.ts";

/** The published library, and an organization's policy, custom factors and meanings of descriptions. */

export interface FactorDatasetTable {
  id: string;
  edition: string;
  publisher: string;
  title_en: string;
  title_zh: string;
  published_on: string | null;
  data_year: number | null;
  valid_from: string | null;
  valid_to: string | null;
  gwp_set: string | null;
  licence_name: string;
  licence_url: string | null;
  attribution: string | null;
  redistributable: boolean;
  source_url: string | null;
  supersedes: string | null;
  correction_of: string | null;
  status: string;
  sha256: string;
  row_count: number;
  meta: Json<object>;
  imported_at: Timestamp;
}

export interface EmissionFactorTable {
  id: string;
  version: string;
  dataset_id: string;
  kind: "emission" | "grid_residual" | "property";
  name_en: string;
  name_zh: string;
  scope: number | null;
  category: string | null;
  region: string | null;
  method: string | null;
  unit: string;
  valid_from: string | null;
  valid_to: string | null;
  published_on: string | null;
  status: string;
  document: Json<object>;
  /** `RowFacts` of the library. */
  meta: Json<object>;
}

/** A status that rows of a release got after they were added; an empty `factor_id` means all active rows. */
export interface FactorStatusChangeTable {
  dataset_id: string;
  edition: string;
  factor_id: string;
  changed_on: string;
  status: string;
  reason: string;
  recorded_at: Timestamp;
}

/** How a row was confirmed after it was added. `compared` is the figure that the document has. */
export interface FactorTrustChangeTable {
  dataset_id: string;
  edition: string;
  factor_id: string;
  changed_on: string;
  trust: string;
  compared: string;
  document: string;
  document_sha256: string;
  recorded_at: Timestamp;
}

export interface GwpSetTable {
  id: string;
  title: string;
  source: string;
  licence: string;
  document: Json<object>;
  sha256: string;
}

export interface FactorPolicyTable {
  tenant_id: string;
  organization_id: string;
  version: number;
  year_fallback: "none" | "official_grid" | "latest_earlier";
  region_fallback: boolean;
  dataset_precedence: Json<string[]>;
  pinned_editions: Json<Record<string, string>>;
  reason: string;
  created_by: string;
  created_at: Timestamp;
}

/** A version of a custom factor, as its author wrote it. */
export interface OwnFactorVersionTable {
  tenant_id: string;
  id: Generated<string>;
  organization_id: string;
  factor_id: string;
  version: number;
  name_en: string;
  name_zh: string;
  category: string | null;
  region: string;
  unit: string;
  valid_from: string | null;
  valid_to: string | null;
  uncertainty: string;
  /** The values, as in the inventory document. */
  document: Json<object>;
  source: Json<{ title: string; publisher: string; url: string; page: string }>;
  licence: string;
  evidence: string;
  note: string;
  created_by: string;
  created_at: Timestamp;
}

export interface OwnFactorStepTable {
  tenant_id: string;
  version_id: string;
  step: number;
  state: "proposed" | "approved" | "rejected" | "withdrawn";
  after: "proposed" | "approved" | null;
  author_id: string;
  reason: string;
  created_by: string;
  created_at: Timestamp;
}

/** The confirmed meaning of a description in a file; normalized by `foldDescription`. */
export interface DescriptionMatchTable {
  tenant_id: string;
  id: Generated<string>;
  organization_id: string;
  facility_id: string;
  description: string;
  unit: string;
  emission_source_id: string;
  created_by: string;
  created_at: Timestamp;
}
