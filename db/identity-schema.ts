import type { Generated } from "kysely";
import type { DnsResult, WebResult } from "#app/identity/domain-state.ts";
import type { Timestamp } from "./column-types.ts";

/** Who issues a report, and what proves it. */

/** A domain that a workspace states to control. */
interface DomainClaimTable {
  tenant_id: string;
  id: Generated<string>;
  domain: string;
  created_by: string;
  created_at: Timestamp;
}

interface DomainClaimEndTable {
  tenant_id: string;
  claim_id: string;
  created_by: string;
  created_at: Timestamp;
}

/** One check of a domain, by both methods. */
interface DomainCheckTable {
  tenant_id: string;
  claim_id: string;
  number: number;
  dns: DnsResult;
  web: WebResult;
  created_by: string;
  created_at: Timestamp;
}

/** A business registration that the operator checked, for exactly this name. */
interface RegistrationCheckTable {
  tenant_id: string;
  id: Generated<string>;
  name: string;
  registration_number: string;
  register: string;
  checked_on: string;
  evidence: string;
  operator: string;
  created_at: Timestamp;
}

interface RegistrationCheckEndTable {
  tenant_id: string;
  check_id: string;
  reason: string;
  operator: string;
  created_at: Timestamp;
}

/** The operator's decision on a name that resembles another. */
interface NameReviewTable {
  tenant_id: string;
  name: string;
  number: number;
  decision: "released" | "held";
  reason: string;
  operator: string;
  created_at: Timestamp;
}

/** A name that an issuer used, or that the operator checked for it. */
interface IssuerNameTable {
  identity_id: string;
  name: string;
  core: string;
}

/** The workspace that issued a published report, by its public id. */
interface ReportIssuerTable {
  number: string;
  identity_id: string;
}

/** The public proof of a domain, as it follows from the checks. */
interface DomainProofTable {
  identity_id: string;
  domain: string;
  method: "dns" | "web";
  proved_at: Timestamp;
  confirmed_at: Timestamp;
  failed_at: Timestamp | null;
  lapsed_at: Timestamp | null;
}

/** A public registration check. */
interface RegistrationProofTable {
  identity_id: string;
  name: string;
  registration_number: string;
  register: string;
  checked_on: string;
}

/** What a verification body states about itself. The newest version counts. */
interface VerifierProfileTable {
  tenant_id: string;
  version: number;
  is_listed: boolean;
  accreditation_body: string;
  accreditation_number: string;
  accreditation_scope: string;
  accreditation_expires_on: string | null;
  register_url: string;
  created_by: string;
  created_at: Timestamp;
}

/** A verification body in the public directory. */
interface ListedVerifierTable {
  identity_id: string;
  name: string;
  accreditation_body: string;
  accreditation_number: string;
  accreditation_scope: string;
  accreditation_expires_on: string | null;
  register_url: string;
  since: Timestamp;
}

/** The public half of a key with which an issuer signs. */
interface IssuerKeyTable {
  /** RFC 7638 thumbprint. */
  key_id: string;
  identity_id: string;
  public_key: Uint8Array;
  created_at: Timestamp;
}

/** A name under which a key signs, with its entry in the log. */
interface IssuerKeyNameTable {
  key_id: string;
  name: string;
  since: Timestamp;
  log_index: number;
}

/** A key that was replaced, or that is compromised: then with its entry in the log. */
interface IssuerKeyEndTable {
  key_id: string;
  kind: "retired" | "revoked";
  ended_at: Timestamp;
  since: Timestamp | null;
  log_size: number | null;
  log_index: number | null;
}

/** The encrypted private half of the current key of a workspace. */
interface IssuerKeySecretTable {
  key_id: string;
  workspace_id: string;
  sealed: Uint8Array;
  secret_version: number;
}

export interface IdentityTables {
  verifier_profile: VerifierProfileTable;
  listed_verifier: ListedVerifierTable;
  issuer_key: IssuerKeyTable;
  issuer_key_name: IssuerKeyNameTable;
  issuer_key_end: IssuerKeyEndTable;
  issuer_key_secret: IssuerKeySecretTable;
  name_review: NameReviewTable;
  issuer_name: IssuerNameTable;
  registration_check: RegistrationCheckTable;
  registration_check_end: RegistrationCheckEndTable;
  registration_proof: RegistrationProofTable;
  domain_claim: DomainClaimTable;
  domain_claim_end: DomainClaimEndTable;
  domain_check: DomainCheckTable;
  report_issuer: ReportIssuerTable;
  domain_proof: DomainProofTable;
}
