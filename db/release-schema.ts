import type { Generated } from "kysely";
import type { Timestamp } from "./column-types.ts";

/** A workspace's rules for reports, the second person behind a report, and working time. */

interface TenantBrandTable {
  tenant_id: string;
  version: number;
  accent: string;
  name_en: string;
  name_zh: string;
  logo_sha256: string | null;
  created_by: string;
  created_at: Timestamp;
}

interface ReleaseRuleTable {
  tenant_id: string;
  version: number;
  needs_second: boolean;
  created_by: string;
  created_at: Timestamp;
}

interface ReportListingTable {
  tenant_id: string;
  organization_id: string;
  version: number;
  is_listed: boolean;
  /** Random, the same in all versions. */
  issuer_id: string;
  created_by: string;
  created_at: Timestamp;
}

interface SecondFactorRuleTable {
  tenant_id: string;
  version: number;
  needs_all: boolean;
  created_by: string;
  created_at: Timestamp;
}

interface ReportReleaseTable {
  tenant_id: string;
  id: Generated<string>;
  organization_id: string;
  run_id: string;
  locales: ("en" | "zh" | "both")[];
  valid_until: string | null;
  withhold: string;
  /** Set by the database. */
  person_id: Generated<string>;
  created_by: string;
  created_at: Timestamp;
}

interface ReportReleaseEndTable {
  tenant_id: string;
  release_id: string;
  organization_id: string;
  state: "confirmed" | "declined" | "taken_back";
  note: string;
  proposer_id: string;
  person_id: Generated<string>;
  created_by: string;
  created_at: Timestamp;
}

interface TimeEntryTable {
  tenant_id: string;
  id: Generated<string>;
  client_id: string;
  order_id: string | null;
  day: string;
  minutes: number;
  note: string;
  is_billable: boolean;
  replaces: string | null;
  created_by: string;
  created_at: Timestamp;
}

interface TimeTimerTable {
  tenant_id: string;
  id: Generated<string>;
  client_id: string;
  order_id: string | null;
  note: string;
  is_billable: boolean;
  started_at: Timestamp;
  created_by: string;
  created_at: Timestamp;
}

/** Amounts are minor units per hour. Null if no rate is set. */
interface TimeRateTable {
  tenant_id: string;
  version: number;
  /** The person whose hours it is for. Null is for everyone. */
  user_id: string | null;
  currency: string;
  /** `YYYY-MM-DD`, the first day on which the rates apply. */
  valid_from: string;
  sale_minor: number | null;
  cost_minor: number | null;
  created_by: string;
  created_at: Timestamp;
}

/** Without an entry, the timer was discarded. */
interface TimeTimerEndTable {
  tenant_id: string;
  timer_id: string;
  entry_id: string | null;
  created_by: string;
  created_at: Timestamp;
}

export interface ReleaseTables {
  tenant_brand: TenantBrandTable;
  release_rule: ReleaseRuleTable;
  report_listing: ReportListingTable;
  second_factor_rule: SecondFactorRuleTable;
  /** Views of the versions in force. */
  counting_release_rule: ReleaseRuleTable;
  counting_second_factor_rule: SecondFactorRuleTable;
  report_release: ReportReleaseTable;
  report_release_end: ReportReleaseEndTable;
  time_entry: TimeEntryTable;
  time_timer: TimeTimerTable;
  time_rate: TimeRateTable;
  time_timer_end: TimeTimerEndTable;
}
