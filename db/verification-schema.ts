import type { Generated } from "kysely";
import type { Json, Timestamp } from "./column-types.ts";

/** A verifier's team, plan, samples, checked lines, misstatements and requests. */

interface VerificationMemberTable {
  tenant_id: string;
  id: Generated<string>;
  engagement_id: string;
  name: string;
  role: "lead_verifier" | "verifier" | "technical_expert" | "independent_reviewer";
  independence: string;
  created_by: string;
  created_at: Timestamp;
}

interface VerificationMemberEndTable {
  tenant_id: string;
  member_id: string;
  engagement_id: string;
  created_by: string;
  created_at: Timestamp;
}

interface VerificationPlanTable {
  tenant_id: string;
  engagement_id: string;
  number: number;
  level: "limited" | "reasonable";
  objectives: string;
  criteria: string;
  scope: string;
  /** Of the total of `total_basis`. */
  materiality_percent: string;
  total_basis: "location" | "market";
  created_by: string;
  created_at: Timestamp;
}

interface VerificationVisitTable {
  tenant_id: string;
  engagement_id: string;
  plan_number: number;
  position: number;
  day: string;
  place: string;
  purpose: string;
}

/** Hidden from the company until a statement. */
interface VerificationRiskTable {
  tenant_id: string;
  engagement_id: string;
  plan_number: number;
  position: number;
  kind: "inherent" | "control" | "detection";
  risk: string;
  response: string;
  created_at: Timestamp;
}

/** Hidden from the company until a statement. */
interface VerificationSampleTable {
  tenant_id: string;
  id: Generated<string>;
  engagement_id: string;
  number: number;
  run_id: string;
  method: "random" | "by_size" | "by_risk";
  parameters: Json<object>;
  /** Empty for a sample by risk, which nothing random decides. */
  seed: string;
  created_by: string;
  created_at: Timestamp;
}

/** The lines of a sample, drawn once. Hidden from the company until a statement. */
interface VerificationDrawTable {
  tenant_id: string;
  sample_id: string;
  engagement_id: string;
  line_ids: string[];
  /** Of all lines, each without its sign. */
  co2e_kg: string;
  selected_co2e_kg: string;
  coverage: Json<object[]>;
  created_by: string;
  created_at: Timestamp;
}

/** Hidden from the company until a statement. */
interface VerificationMarkTable {
  tenant_id: string;
  organization_id: string;
  engagement_id: string;
  run_id: string;
  /** Id of an activity in the document of the run. */
  line_id: string;
  number: number;
  state: "checked" | "withdrawn";
  note: string;
  created_by: string;
  created_at: Timestamp;
}

interface VerificationMisstatementTable {
  tenant_id: string;
  finding_id: string;
  number: number;
  run_id: string;
  /** Above zero if the inventory is overstated. */
  tco2e: string;
  is_corrected: boolean;
  note: string;
  created_by: string;
  created_at: Timestamp;
}

interface VerificationRequestTable {
  tenant_id: string;
  id: Generated<string>;
  engagement_id: string;
  number: number;
  text: string;
  due_on: string;
  created_by: string;
  created_at: Timestamp;
}

interface VerificationRequestStepTable {
  tenant_id: string;
  request_id: string;
  engagement_id: string;
  step: number;
  state: "answered" | "closed" | "reopened";
  text: string;
  created_by: string;
  created_at: Timestamp;
}

interface VerificationRequestFileTable {
  tenant_id: string;
  request_id: string;
  engagement_id: string;
  step: number;
  file_id: string;
}

export interface VerificationTables {
  verification_member: VerificationMemberTable;
  verification_member_end: VerificationMemberEndTable;
  verification_plan: VerificationPlanTable;
  verification_visit: VerificationVisitTable;
  verification_risk: VerificationRiskTable;
  verification_sample: VerificationSampleTable;
  verification_draw: VerificationDrawTable;
  verification_mark: VerificationMarkTable;
  verification_misstatement: VerificationMisstatementTable;
  verification_request: VerificationRequestTable;
  verification_request_step: VerificationRequestStepTable;
  verification_request_file: VerificationRequestFileTable;
}
