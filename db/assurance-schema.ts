import type { Generated } from "kysely";
import type { Timestamp } from "./column-types.ts";

/** Third parties' statements, the engagements of verifiers, and what they find. */

interface AssuranceEngagementTable {
  tenant_id: string;
  id: Generated<string>;
  organization_id: string;
  inventory_id: string;
  body_name: string;
  email: string;
  /** First and last day, in UTC. */
  starts_on: string;
  ends_on: string;
  created_by: string;
  created_at: Timestamp;
}

interface AssuranceLinkTable {
  tenant_id: string;
  engagement_id: string;
  number: number;
  token_hash: Uint8Array;
  expires_at: Timestamp;
  created_by: string;
  created_at: Timestamp;
}

interface AssuranceAcceptanceTable {
  tenant_id: string;
  engagement_id: string;
  user_id: string;
  accepted_at: Timestamp;
}

interface AssuranceRevocationTable {
  tenant_id: string;
  engagement_id: string;
  reason: string;
  created_by: string;
  created_at: Timestamp;
}

/** The engagement in context while it is in force: the basis of the verifier's door. */
interface AssuranceInForceView extends Omit<AssuranceEngagementTable, "id"> {
  id: string;
  user_id: string;
  accepted_at: Date;
  period_start: string;
  period_end: string;
}

interface AssuranceAccessTable {
  tenant_id: string;
  id: Generated<string>;
  engagement_id: string;
  user_id: string;
  kind: string;
  at: Timestamp;
}

interface AssuranceAccessSubjectTable {
  tenant_id: string;
  access_id: string;
  engagement_id: string;
  subject: string;
  created_at: Timestamp;
}

interface AssuranceFileTable {
  tenant_id: string;
  id: string;
  organization_id: string;
  /** The engagement with its finding or statement; null for a document that the organization entered itself. */
  engagement_id: string | null;
  sha256: string;
  byte_size: number;
  kind: "pdf" | "png" | "jpeg" | "webp" | "xlsx" | "csv" | "ofd" | "xml";
  name: string;
  scan: "clean" | "not_scanned";
  created_by: string;
  created_at: Timestamp;
}

interface AssuranceFindingTable {
  tenant_id: string;
  id: Generated<string>;
  organization_id: string;
  engagement_id: string;
  number: number;
  subject_kind: "whole" | "line" | "source" | "file";
  /** Id of a line of the run, of a source or of a file; empty for the whole. */
  subject_id: string;
  /** The calculation that it was made on. Null only before the first one. */
  run_id: string | null;
  /** The version that the calculation read, if it is about a single record. */
  record_version_id: string | null;
  severity: "material" | "minor" | "clarification" | "observation";
  text: string;
  created_by: string;
  created_at: Timestamp;
}

interface AssuranceFindingStepTable {
  tenant_id: string;
  finding_id: string;
  step: number;
  state: "answered" | "resolved" | "reopened" | "withdrawn";
  text: string;
  created_by: string;
  created_at: Timestamp;
}

interface AssuranceFindingFileTable {
  tenant_id: string;
  finding_id: string;
  /** 0: a file of the finding itself. */
  step: number;
  file_id: string;
}

/** ISO 14064-3:2019; see the migration for what each must hold. */
interface AssuranceStatementTable {
  tenant_id: string;
  id: string;
  organization_id: string;
  run_id: string;
  /** Null if it is about the calculation, before any report of it. */
  report_id: string | null;
  report_number: string | null;
  package_sha256: string;
  engagement_type: string;
  level: "limited" | "reasonable" | "agreed_upon_procedures";
  objectives: string;
  criteria: string;
  scope: string;
  period_start: string;
  period_end: string;
  materiality: string;
  responsible_party: string;
  intended_user: string;
  location_based_tco2e: string;
  market_based_tco2e: string | null;
  opinion: "unmodified" | "modified" | "adverse" | "disclaimed" | "findings_only";
  opinion_text: string;
  verifier_name: string;
  /** What is left of the name for a comparison. */
  verifier_core: string;
  accreditation_body: string;
  accreditation_number: string;
  accreditation_scope: string;
  accreditation_expires_on: string | null;
  register_url: string;
  lead_verifier: string;
  independent_reviewer: string;
  /** The workspace of the verification body. */
  identity_id: string | null;
  identity_kind: "domain" | "registration" | null;
  identity_value: string | null;
  identity_checked_on: string | null;
  statement_date: string;
  file_id: string;
  file_sha256: string;
  is_file_public: boolean;
  entered_by: "organization" | "verifier";
  engagement_id: string | null;
  /** Hash of the organization's record that the verification body confirms. */
  confirms: string | null;
  salt: string;
  /** SHA-256 of the canonical record with its salt: `h_statement` in the log. */
  record_sha256: string;
  log_index: number;
  /** Of a statement about a calculation: what becomes public with its first report. */
  held_credential: string | null;
  held_document: Uint8Array | null;
  held_document_name: string | null;
  held_document_type: string | null;
  created_by: string;
  created_at: Timestamp;
}

interface AssuranceStatementWithdrawalTable {
  tenant_id: string;
  statement_id: string;
  kind: "facts_discovered" | "entered_in_error" | "withdrawn_by_verifier";
  reason: string;
  salt: string;
  log_index: number;
  created_by: string;
  created_at: Timestamp;
}

/** The public part of a verification statement: no tenant, and no row id of one. */
interface PublishedAssuranceTable {
  record_sha256: string;
  /** Null if it is about a calculation. */
  number: string | null;
  package_sha256: string;
  log_index: number;
  /** The verification body that confirmed it. */
  identity_id: string | null;
  identity_kind: "domain" | "registration" | null;
  verifier_name: string;
  verifier_core: string;
  entered_by: "organization" | "verifier";
  /** Hash of the record that it confirms. */
  confirms: string | null;
  /** Canonical text of the signed credential. */
  credential: string;
  document_sha256: string;
  /** Set if the organization publishes the document. */
  document: Uint8Array | null;
  document_name: string | null;
  document_type: string | null;
}

/** The reports that carry a statement about their calculation. */
interface CarriedStatementTable {
  record_sha256: string;
  number: string;
}

/** A statement that the verification body which it names states not to be from it. */
interface DisownedStatementTable {
  record_sha256: string;
  /** The workspace of the body, and what was proved of it. */
  identity_id: string;
  identity_kind: "domain" | "registration";
  identity_value: string;
  identity_checked_on: string;
  salt: string;
  log_index: number;
  stated_at: Date;
}

export interface AssuranceTables {
  assurance_engagement: AssuranceEngagementTable;
  assurance_link: AssuranceLinkTable;
  assurance_acceptance: AssuranceAcceptanceTable;
  assurance_revocation: AssuranceRevocationTable;
  assurance_in_force: AssuranceInForceView;
  assurance_access: AssuranceAccessTable;
  assurance_access_subject: AssuranceAccessSubjectTable;
  assurance_file: AssuranceFileTable;
  assurance_finding: AssuranceFindingTable;
  assurance_finding_step: AssuranceFindingStepTable;
  assurance_finding_file: AssuranceFindingFileTable;
  assurance_statement: AssuranceStatementTable;
  assurance_statement_withdrawal: AssuranceStatementWithdrawalTable;
  published_assurance: PublishedAssuranceTable;
  carried_statement: CarriedStatementTable;
  disowned_statement: DisownedStatementTable;
}
