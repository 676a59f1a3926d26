import type { Timestamp } from "./column-types.ts";

/** What tenants may hold, where plans are sold. */

interface EntitlementTable {
  tenant_id: string;
  number: number;
  plan: "trial" | "company" | "consultancy";
  /** As they were when it was granted; null: no limit. */
  organizations: number | null;
  seats: number | null;
  records: number | null;
  /** In a calendar year, in UTC. */
  reports: number | null;
  starts_at: Timestamp;
  /** Seven days of grace follow. */
  ends_at: Timestamp;
  source: "trial" | "order" | "subscription" | "operator";
  /** What was paid for: an invoice, or a paid period of a subscription. */
  source_id: string;
  reason: string;
  created_by: string;
  created_at: Timestamp;
}

export interface PlanTables {
  entitlement: EntitlementTable;
}
