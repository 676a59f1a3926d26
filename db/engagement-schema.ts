import type { ColumnType, Generated, GeneratedAlways } from "kysely";
import type { Timestamp } from "./column-types.ts";

/** A company's grants to consultancies, and the people who use them. */

export type EngagementRole = "editor" | "reviewer" | "viewer";

interface EngagementTable {
  tenant_id: string;
  id: Generated<string>;
  organization_id: string;
  /** Address of the person who may accept, lower case. */
  email: string;
  role: EngagementRole;
  may_issue: boolean;
  /** Whether orders of the consultancy may hold reports back until they are paid. */
  may_hold: Generated<boolean>;
  people: "all" | "named";
  /** First and last day, in UTC. */
  starts_on: string;
  ends_on: string;
  created_by: string;
  created_at: Timestamp;
}

interface EngagementLinkTable {
  tenant_id: string;
  engagement_id: string;
  number: number;
  token_hash: Uint8Array;
  expires_at: Timestamp;
  created_by: string;
  created_at: Timestamp;
}

/** The last row of an address counts. */
interface EngagementPersonTable {
  tenant_id: string;
  engagement_id: string;
  number: number;
  email: string;
  is_included: boolean;
  created_by: string;
  created_at: Timestamp;
}

interface EngagementAcceptanceTable {
  tenant_id: string;
  engagement_id: string;
  /** The tenant that accepted. */
  consultancy_id: string;
  consultancy_name: string;
  /** Set by the database. */
  consultancy_identity: ColumnType<string, string | undefined, never>;
  user_id: string;
  accepted_at: Timestamp;
}

interface EngagementRevocationTable {
  tenant_id: string;
  engagement_id: string;
  revoked_by: "company" | "consultancy";
  reason: string;
  created_by: string;
  created_at: Timestamp;
}

interface EngagementActorTable {
  tenant_id: string;
  engagement_id: string;
  user_id: string;
  /** `acting:<engagement>:<person>`, the author of their acts. */
  author_id: GeneratedAlways<string>;
  created_at: Timestamp;
}

/** Since when a person of a consultancy has the right that they use here; the newest row counts. */
interface EngagementActorRightTable {
  tenant_id: string;
  engagement_id: string;
  user_id: string;
  since: Date;
  created_at: Timestamp;
}

interface EngagementInForceView extends Omit<EngagementTable, "id" | "may_hold"> {
  id: string;
  consultancy_id: string;
  consultancy_name: string;
}

export interface EngagementTables {
  engagement: EngagementTable;
  engagement_link: EngagementLinkTable;
  engagement_person: EngagementPersonTable;
  engagement_acceptance: EngagementAcceptanceTable;
  engagement_revocation: EngagementRevocationTable;
  engagement_actor: EngagementActorTable;
  engagement_actor_right: EngagementActorRightTable;
  engagement_in_force: EngagementInForceView;
}
