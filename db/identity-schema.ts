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

export interface IdentityTables {
  domain_claim: DomainClaimTable;
  domain_claim_end: DomainClaimEndTable;
  domain_check: DomainCheckTable;
  report_issuer: ReportIssuerTable;
  domain_proof: DomainProofTable;
}
