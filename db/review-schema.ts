import type { Generated } from "kysely";
import type { Json, Timestamp } from "./column-types.ts";

/** A step of one version of a record; a version without one is a draft. */
interface ActivityStepTable {
  tenant_id: string;
  organization_id: string;
  record_id: string;
  version: number;
  step: number;
  state: "submitted" | "returned" | "approved";
  reason: Generated<string>;
  created_by: string;
  created_at: Timestamp;
}

/** Number of records in a group: the sum of its rows. */
interface ActivityCountTable {
  tenant_id: string;
  organization_id: string;
  emission_source_id: string;
  period_start: string;
  period_end: string;
  data_quality: "measured" | "calculated" | "estimated";
  state: "draft" | ActivityStepTable["state"];
  is_entry: boolean;
  row_id: Generated<string>;
  records: number;
  newest_at: Timestamp | null;
}

export type AnswerKind = "correct" | "corrected" | "explained";

/** The answer to a warning about one figure of a record. */
interface AnomalyAnswerTable {
  tenant_id: string;
  id: Generated<string>;
  organization_id: string;
  record_id: string;
  version: number;
  code: string;
  figure: string;
  facts: Json<Record<string, string>>;
  kind: AnswerKind;
  text: string;
  created_by: string;
  created_at: Timestamp;
}

/** Why a source has no record in a month. The month is stored as its first day. */
interface GapAnswerTable {
  tenant_id: string;
  organization_id: string;
  emission_source_id: string;
  month: string;
  step: number;
  kind: "no_activity" | "not_applicable" | "withdrawn";
  reason: string;
  created_by: string;
  created_at: Timestamp;
}

interface PeriodApprovalTable {
  tenant_id: string;
  id: Generated<string>;
  organization_id: string;
  /** Null for all facilities. */
  facility_id: string | null;
  period_start: string;
  period_end: string;
  record_count: number;
  note: Generated<string>;
  created_by: string;
  created_at: Timestamp;
}

interface PeriodUnlockTable {
  tenant_id: string;
  approval_id: string;
  reason: string;
  created_by: string;
  created_at: Timestamp;
}

export type FacilityFactKind = "floor_area" | "output";

/** Basis of estimates: the floor area of a facility, or its output. */
interface FacilityFactTable {
  tenant_id: string;
  id: Generated<string>;
  organization_id: string;
  facility_id: string;
  kind: FacilityFactKind;
  /** For an output: the product. */
  name: Generated<string>;
  period_start: string;
  period_end: string;
  quantity: string;
  unit: string;
  source: string;
  is_withdrawn: Generated<boolean>;
  created_by: string;
  created_at: Timestamp;
}

interface TaskTable {
  tenant_id: string;
  id: Generated<string>;
  organization_id: string;
  note: Generated<string>;
  created_by: string;
  created_at: Timestamp;
}

interface TaskCellTable {
  tenant_id: string;
  task_id: string;
  emission_source_id: string;
  month: string;
}

/** Assignee and due day of a task; its cells show whether it is done. */
interface TaskStepTable {
  tenant_id: string;
  task_id: string;
  step: number;
  state: "open" | "cancelled";
  owner_id: string;
  due_on: string;
  reason: Generated<string>;
  created_by: string;
  created_at: Timestamp;
}

interface TaskReminderTable {
  tenant_id: string;
  user_id: string;
  day: string;
  task_count: number;
  created_at: Timestamp;
}

interface ReminderSettingTable {
  tenant_id: string;
  user_id: string;
  is_on: boolean;
  updated_at: Timestamp;
}

export interface ReviewTables {
  activity_count: ActivityCountTable;
  activity_step: ActivityStepTable;
  /** The last step of each version. */
  activity_state: ActivityStepTable;
  anomaly_answer: AnomalyAnswerTable;
  gap_answer: GapAnswerTable;
  period_approval: PeriodApprovalTable;
  /** The approvals that are not unlocked. */
  period_lock: PeriodApprovalTable;
  period_unlock: PeriodUnlockTable;
  facility_fact: FacilityFactTable;
  task: TaskTable;
  task_cell: TaskCellTable;
  task_step: TaskStepTable;
  task_reminder: TaskReminderTable;
  reminder_setting: ReminderSettingTable;
}
