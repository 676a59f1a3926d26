import type { ColumnType, Generated } from "kysely";
import type { NumberKind } from "#app/organization/registration-number.ts";
import type { UncertaintyBasis } from "#app/places/uncertainty-basis.ts";
import type { ApiKeyRevocationTable, ApiKeyTable, ApiKeyUseTable, IdempotencyKeyTable } from "./api-schema.ts";
import type { AssuranceTables } from "./assurance-schema.ts";
import type { CalculationTables } from "./calculation-schema.ts";
import type { Json, NullableJson, Timestamp } from "./column-types.ts";
import type { ConsentTables } from "./consent-schema.ts";
import type { DataRequestTables } from "./data-request-schema.ts";
import type { EngagementTables } from "./engagement-schema.ts";
import type {
  EvidenceAttachmentTable,
  EvidenceDetachmentTable,
  EvidenceErasureTable,
  EvidenceFileTable,
  StoredFileTable,
} from "./evidence-schema.ts";
import type {
  DescriptionMatchTable,
  EmissionFactorTable,
  FactorDatasetTable,
  FactorPolicyTable,
  FactorStatusChangeTable,
  FactorTrustChangeTable,
  GwpSetTable,
  OwnFactorStepTable,
  OwnFactorVersionTable,
} from "./factor-schema.ts";
import type { GuidedStartTable } from "./guided-start-schema.ts";
import type { IdentityTables } from "./identity-schema.ts";
import type {
  ActivityImportTable,
  ActivityImportUndoTable,
  ImportDraftTable,
  ImportMappingTable,
  ImportRowTable,
} from "./import-schema.ts";
import type {
  ContractualInstrumentTable,
  InstrumentAllocationTable,
  InstrumentReleaseTable,
  InstrumentSerialsTable,
  InstrumentWithdrawalTable,
  VintageWindowTable,
} from "./instrument-schema.ts";
import type { ModelTables } from "./model-schema.ts";
import type { MoneyTables } from "./money-schema.ts";
import type { NoticeTables } from "./notice-schema.ts";
import type { OrderTables } from "./order-schema.ts";
import type { PackageTables } from "./package-schema.ts";
import type { PaymentTables } from "./payment-schema.ts";
import type { PlanTables } from "./plan-schema.ts";
import type {
  ListedReportTable,
  LogCheckpointTable,
  LogCosignatureTable,
  LogHeadTable,
  LogLeafTable,
  LogTileTable,
  OpenValidityTable,
  PublishedEditionTable,
  PublishedReportTable,
  ReportWatchLinkTable,
  ReportWatchNoticeTable,
  ReportWatchTable,
  StatementTable,
} from "./public-schema.ts";
import type { ReleaseTables } from "./release-schema.ts";
import type { ReportTables } from "./report-schema.ts";
import type { ReviewTables } from "./review-schema.ts";
import type { TargetTables } from "./target-schema.ts";
import type { TenantTables } from "./tenant-schema.ts";
import type { VerificationTables } from "./verification-schema.ts";
import type { ReportDisclosureTable, SourceConfidentialityTable } from "./withholding-schema.ts";

export type Role = "owner" | "admin" | "editor" | "reviewer" | "viewer" | "billing";

export type TenantKind = "company" | "consultancy" | "verification_body";

interface TenantTable {
  id: Generated<string>;
  name: string;
  kind: TenantKind;
  /** Name in the IANA list. */
  time_zone: Generated<string>;
  /** Identifies the workspace publicly. */
  identity_id: Generated<string>;
  created_at: Timestamp;
}

interface UserAccountTable {
  id: string;
  name: string;
  email: string;
  email_verified: boolean;
  locale: string;
  /** Null: the workspace's time zone. */
  time_zone: string | null;
  /** The answer at sign-up. Null for invited people. */
  workspace_kind: TenantKind | null;
  two_factor_enabled: boolean | null;
}

interface SessionTable {
  id: string;
  user_id: string;
  token: string;
  expires_at: Timestamp;
  authenticated_at: Timestamp;
}

interface MembershipTable {
  tenant_id: string;
  id: Generated<string>;
  user_id: string;
  organization_id: string | null;
  role: Role;
  created_at: Timestamp;
  /** Since when the person has had the role, by the clock of the database; set again when the role rises. */
  right_since: ColumnType<Date, Date | undefined, never>;
}

/** The state of a membership before it changed or ended; written by trigger. */
interface MembershipEndTable {
  tenant_id: string;
  id: Generated<string>;
  user_id: string;
  organization_id: string | null;
  role: Role;
  right_since: Date;
  ended_at: Timestamp;
}

/** A mail to an administrator about an entry in the trail that is still to be written. */
interface AdministratorNoticeTable {
  tenant_id: string;
  sequence: number;
  user_id: string;
  action: string;
  created_at: Timestamp;
}

interface InvitationTable {
  tenant_id: string;
  id: Generated<string>;
  email: string;
  organization_id: string | null;
  role: Role;
  token_hash: Uint8Array;
  invited_by: string;
  expires_at: Timestamp;
  accepted_at: Timestamp | null;
  revoked_at: Timestamp | null;
  created_at: Timestamp;
}

interface RateLimitTable {
  key: string;
  window_start: Timestamp;
  hits: number;
}

interface OrganizationTable {
  tenant_id: string;
  id: Generated<string>;
  name_en: string;
  name_zh: string;
  legal_id: string;
  legal_id_kind: NumberKind | "";
  /** Every number that it ever had, for comparison; kept by the database. */
  number_keys: ColumnType<string[], never, never>;
  address_en: string;
  address_zh: string;
  description_en: string;
  description_zh: string;
  responsible_name: string;
  responsible_role: string;
  responsible_contact: string;
  consolidation_approach: "operational_control" | "financial_control" | "equity_share";
  gwp_set: string;
  year_fallback: "none" | "latest_earlier";
  is_sample: Generated<boolean>;
  /** Whether a report needs every record approved. */
  requires_approval: Generated<boolean>;
  /** When the rule was switched off, by the database; it applies for another 72 hours. */
  approval_off_at: ColumnType<Date | null, never, never>;
  /** Default validity of a new report; null: until it is replaced or withdrawn. */
  report_validity_months: number | null;
  created_at: Timestamp;
}

interface FacilityTable {
  tenant_id: string;
  id: Generated<string>;
  organization_id: string;
  name_en: string;
  name_zh: string;
  country: string;
  /** ISO 3166-2, such as `CN-JS`; empty if unknown. */
  subdivision: Generated<string>;
  grid_region: string;
  consolidation_share: string;
  /** Removed by the undo of the import that created it; its records still refer to it. */
  removed_at: Date | null;
  created_at: Timestamp;
}

/**
 * How the factor of a source is found: a library factor by its stable id, or by method for the grid region of the
 * facility. `via` names the properties between the entered unit and the factor's.
 */
export interface FactorSelection {
  factorId?: string;
  /** Pins one release of the factor if releases don't differ by days: a spend factor of one dollar year. */
  edition?: string;
  method?: string;
  residualMethod?: string;
  via?: string[];
}

interface EmissionSourceTable {
  tenant_id: string;
  id: Generated<string>;
  organization_id: string;
  facility_id: string;
  name_en: string;
  name_zh: string;
  scope: 1 | 2 | 3;
  category: string;
  unit: string;
  factor_selection: Json<FactorSelection>;
  records_every: Generated<"month" | "event">;
  uncertainty_activity: string | null;
  uncertainty_activity_basis: UncertaintyBasis | null;
  uncertainty_factor_basis: UncertaintyBasis | null;
  uncertainty_factor: string | null;
  /** As for a facility. */
  removed_at: Date | null;
  created_at: Timestamp;
}

export interface StoredEntry {
  kind: "correction" | "credit";
  reason: string;
}

export type ActivityOrigin = "page" | "import" | "api" | "link" | "job" | "command_line" | "provider";

interface ActivityRecordTable {
  tenant_id: string;
  id: Generated<string>;
  record_id: string;
  version: number;
  organization_id: string;
  emission_source_id: string;
  period_start: string;
  period_end: string;
  quantity: string;
  unit: string;
  entered_quantity: string;
  entered_unit: string;
  data_quality: "measured" | "calculated" | "estimated";
  evidence_reference: string;
  note: string;
  entry: NullableJson<StoredEntry>;
  /** The method and its inputs, if the quantity is calculated; null if it was entered. */
  method: NullableJson<{ name: string; [input: string]: unknown }>;
  /** Origin of this version. */
  origin: ActivityOrigin;
  /** How an estimate was made and why; only for a record whose data quality is "estimated". */
  estimate: NullableJson<{ method: string; reason: string; [fact: string]: unknown }>;
  is_deleted: boolean;
  reason: string;
  import_id: string | null;
  import_row: number | null;
  /** Key of the record in later files; a column that a person chose. */
  row_key: string | null;
  /** When the first version was entered: corrected rows keep their place. */
  recorded_at: Timestamp;
  created_by: string;
  created_at: Timestamp;
}

/** Anyone who acts in a tenant, by the id in `created_by` columns. */
interface AuthorView {
  id: string;
  name: string;
  /** The person who counts where two people are required; null for someone without an account. */
  person_id: string | null;
}

interface InventoryTable {
  tenant_id: string;
  id: Generated<string>;
  organization_id: string;
  period_start: string;
  period_end: string;
  created_at: Timestamp;
}

interface JobTable {
  tenant_id: string;
  id: string;
  organization_id: string;
  kind: string;
  subject_id: string;
  state: "queued" | "running" | "done" | "failed";
  done_count: Generated<number>;
  total_count: number | null;
  failure: string | null;
  death_count: Generated<number>;
  created_by: string;
  created_at: Timestamp;
  updated_at: Timestamp;
}

interface OutgoingMailTable {
  id: string;
  for_tenant: Generated<string | null>;
  kind: string | null;
  recipient: string;
  letter: Uint8Array;
  try_count: Generated<number>;
  due_at: ColumnType<Date | null, never, Date | null>;
  expires_at: Timestamp;
  created_at: Timestamp;
}

interface MailFailureTable {
  tenant_id: string;
  mail_id: string;
  kind: string;
  recipient: string;
  reason: "rejected" | "unreachable" | "login" | "key" | "expired" | "unknown";
  expires_at: Timestamp;
  created_at: Timestamp;
}

interface AuditTrailTable {
  tenant_id: string;
  sequence: number;
  at: Timestamp;
  user_id: string;
  organization_id: string | null;
  action: string;
  subject: string;
  subject_id: string;
  before: NullableJson<object>;
  after: NullableJson<object>;
  source: string;
  previous_hash: string;
  hash: string;
}

/** One row for each id in an entry. */
interface AuditTrailMentionTable {
  tenant_id: string;
  mentioned_id: string;
  sequence: number;
}

/** The tables for Kysely: rows are snake_case, domain values camelCase. */
export interface Database
  extends AssuranceTables,
    CalculationTables,
    ConsentTables,
    DataRequestTables,
    EngagementTables,
    IdentityTables,
    ModelTables,
    MoneyTables,
    NoticeTables,
    OrderTables,
    PackageTables,
    PaymentTables,
    PlanTables,
    ReleaseTables,
    ReportTables,
    ReviewTables,
    TargetTables,
    TenantTables,
    VerificationTables {
  tenant: TenantTable;
  user_account: UserAccountTable;
  author: AuthorView;
  session: SessionTable;
  membership: MembershipTable;
  membership_end: MembershipEndTable;
  administrator_notice: AdministratorNoticeTable;
  invitation: InvitationTable;
  rate_limit: RateLimitTable;
  api_key: ApiKeyTable;
  api_key_revocation: ApiKeyRevocationTable;
  api_key_use: ApiKeyUseTable;
  idempotency_key: IdempotencyKeyTable;
  organization: OrganizationTable;
  facility: FacilityTable;
  emission_source: EmissionSourceTable;
  factor_policy: FactorPolicyTable;
  own_factor_version: OwnFactorVersionTable;
  own_factor_step: OwnFactorStepTable;
  factor_dataset: FactorDatasetTable;
  emission_factor: EmissionFactorTable;
  factor_status_change: FactorStatusChangeTable;
  factor_trust_change: FactorTrustChangeTable;
  gwp_set: GwpSetTable;
  guided_start: GuidedStartTable;
  activity_import: ActivityImportTable;
  activity_import_undo: ActivityImportUndoTable;
  import_mapping: ImportMappingTable;
  import_draft: ImportDraftTable;
  import_row: ImportRowTable;
  description_match: DescriptionMatchTable;
  activity_record: ActivityRecordTable;
  current_activity_record: ActivityRecordTable;
  evidence_file: EvidenceFileTable;
  stored_file: StoredFileTable;
  evidence_attachment: EvidenceAttachmentTable;
  evidence_detachment: EvidenceDetachmentTable;
  evidence_erasure: EvidenceErasureTable;
  contractual_instrument: ContractualInstrumentTable;
  instrument_withdrawal: InstrumentWithdrawalTable;
  instrument_serials: InstrumentSerialsTable;
  vintage_window: VintageWindowTable;
  instrument_allocation: InstrumentAllocationTable;
  current_instrument_allocation: InstrumentAllocationTable;
  instrument_release: InstrumentReleaseTable;
  inventory: InventoryTable;
  job: JobTable;
  outgoing_mail: OutgoingMailTable;
  mail_failure: MailFailureTable;
  report_disclosure: ReportDisclosureTable;
  source_confidentiality: SourceConfidentialityTable;
  published_edition: PublishedEditionTable;
  published_report: PublishedReportTable;
  listed_report: ListedReportTable;
  open_validity: OpenValidityTable;
  report_watch: ReportWatchTable;
  report_watch_link: ReportWatchLinkTable;
  report_watch_notice: ReportWatchNoticeTable;
  statement: StatementTable;
  log_head: LogHeadTable;
  log_leaf: LogLeafTable;
  log_tile: LogTileTable;
  log_checkpoint: LogCheckpointTable;
  log_cosignature: LogCosignatureTable;
  audit_trail: AuditTrailTable;
  audit_trail_mention: AuditTrailMentionTable;
}
