import type { Generated } from "kysely";
import type { Json, Timestamp } from "./column-types.ts";

/** Reports, the base year that they are compared with, and the effect of newer factors on them. */

interface ReportSeriesTable {
  tenant_id: string;
  year: number;
  last_serial: number;
}

interface ReportTable {
  tenant_id: string;
  id: Generated<string>;
  organization_id: string;
  run_id: string;
  year: number;
  serial: number;
  number: string;
  locales: ("en" | "zh" | "both")[];
  facts: Json<object>;
  model_hash: string;
  issued_at: Timestamp;
  /** The last day of validity, in UTC. */
  valid_until: string | null;
  /** Of the judged requirements. */
  checklist_id: string;
  created_by: string;
}

/** The design of an organization's reports; the newest version applies. */
interface BrandTable {
  tenant_id: string;
  organization_id: string;
  version: number;
  accent: string;
  name_en: string;
  name_zh: string;
  logo_sha256: string | null;
  created_by: string;
  created_at: Timestamp;
}

/** A picture that a brand names by its hash. */
interface BrandLogoTable {
  tenant_id: string;
  sha256: string;
  media_type: "image/png" | "image/jpeg";
  width: number;
  height: number;
  bytes: Buffer;
  created_by: string;
  created_at: Timestamp;
}

/** An organization's answers for the report of a year; the newest version applies. */
interface DisclosureStatementTable {
  tenant_id: string;
  organization_id: string;
  inventory_id: string;
  version: number;
  statements: Json<object>;
  created_by: string;
  created_at: Timestamp;
}

/** The requirements of a report as checked when it was issued; none is missing. */
interface ReportChecklistTable {
  tenant_id: string;
  id: Generated<string>;
  organization_id: string;
  run_id: string;
  overlays: Json<object>;
  items: Json<object>;
  missing_count: number;
  created_by: string;
  created_at: Timestamp;
}

/** One row each time a withdrawal of a report is proposed. */
interface ReportWithdrawalTable {
  tenant_id: string;
  report_id: string;
  attempt: number;
  organization_id: string;
  reason_en: string;
  reason_zh: string;
  after: number | null;
  after_state: "declined" | "taken_back" | null;
  /** Set by trigger: the person behind `created_by`. */
  person_id: Generated<string>;
  created_by: string;
  created_at: Timestamp;
}

interface ReportWithdrawalEndTable {
  tenant_id: string;
  report_id: string;
  attempt: number;
  organization_id: string;
  state: "confirmed" | "declined" | "taken_back";
  note: string;
  proposer_id: string;
  /** Set by trigger: the person behind `created_by`. */
  person_id: Generated<string>;
  created_by: string;
  created_at: Timestamp;
}

interface BaseYearPolicyTable {
  tenant_id: string;
  organization_id: string;
  version: number;
  run_id: string;
  threshold_percent: string;
  rationale: string;
  reason: string;
  created_by: string;
  created_at: Timestamp;
}

interface BaseYearDecisionTable {
  tenant_id: string;
  id: Generated<string>;
  organization_id: string;
  policy_version: number;
  original_run_id: string;
  inputs_hash: string;
  decision: "recalculated" | "not_recalculated";
  reason: string;
  proposal: Json<object>;
  restated_run_id: string | null;
  created_by: string;
  created_at: Timestamp;
}

/** The factors of a run's document, so that they can be found without reading it. */
interface RunFactorTable {
  tenant_id: string;
  run_id: string;
  factor_id: string;
  factor_version: string;
}

interface DriftDecisionTable {
  tenant_id: string;
  id: Generated<string>;
  organization_id: string;
  report_id: string;
  fingerprint: string;
  decision: "dismissed" | "new_run";
  reason: string;
  drift: Json<object>;
  run_id: string | null;
  created_by: string;
  created_at: Timestamp;
}

export interface ReportTables {
  report_series: ReportSeriesTable;
  brand: BrandTable;
  brand_logo: BrandLogoTable;
  report: ReportTable;
  report_checklist: ReportChecklistTable;
  disclosure_statement: DisclosureStatementTable;
  report_withdrawal: ReportWithdrawalTable;
  report_withdrawal_end: ReportWithdrawalEndTable;
  base_year_policy: BaseYearPolicyTable;
  base_year_decision: BaseYearDecisionTable;
  run_factor: RunFactorTable;
  drift_decision: DriftDecisionTable;
}
