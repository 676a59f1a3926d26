import type { ColumnType, Generated } from "kysely";
import type { Timestamp } from "./column-types.ts";
import type { Minor } from "./money-schema.ts";

/** Limits of tenants, if plans are sold. */

interface EntitlementTable {
  tenant_id: string;
  number: number;
  plan: "trial" | "company" | "consultancy";
  /** The limits at the time of the grant; null: no limit. */
  organizations: number | null;
  seats: number | null;
  records: number | null;
  /** In a calendar year, in UTC. */
  reports: number | null;
  starts_at: Timestamp;
  /** Seven days of grace follow. */
  ends_at: Timestamp;
  source: "trial" | "order" | "subscription" | "operator";
  /** The paid invoice, or the paid period of a subscription. */
  source_id: string;
  reason: string;
  created_by: string;
  created_at: Timestamp;
}

interface Exchange {
  /** Exchange rate to the operator's own currency; null if it is the same. */
  exchange_rate: string | null;
  exchange_source: string;
  exchange_on: string | null;
}

interface Authored {
  created_by: string;
  created_at: Timestamp;
}

type SoldPlan = "company" | "consultancy";

interface PlanPriceTable extends Exchange, Authored {
  tenant_id: string;
  plan: SoldPlan;
  currency: string;
  version: number;
  /** Price of a year, without tax; null: not on sale. */
  amount_minor: ColumnType<number | string | null, bigint | null, never>;
}

interface PlanTaxTable extends Authored {
  tenant_id: string;
  tax_rule_id: string;
  version: number;
  /** Null: not used for plans. */
  tax_percent: string | null;
}

interface PlanBuyerTable extends Authored {
  tenant_id: string;
  buyer_tenant_id: string;
  client_id: string;
}

interface PlanCustomerTable extends Authored {
  tenant_id: string;
  buyer_tenant_id: string;
  currency: string;
  livemode: boolean;
  provider_ref: string;
}

interface PlanOrderTable extends Exchange, Authored {
  tenant_id: string;
  id: Generated<string>;
  buyer_tenant_id: string;
  client_id: string;
  plan: SoldPlan;
  way: "transfer" | "card";
  currency: string;
  price_version: number;
  net_minor: Minor;
  tax_minor: Minor;
  total_minor: Minor;
  tax_rule_id: string;
  tax_percent: string;
  /** For a bank transfer; each paid year of a subscription has its own invoice. */
  invoice_id: string | null;
  locale: string;
  /** When the payment page expires. */
  expires_at: Date | null;
}

type PlanStepState = "cancelled" | "pending" | "subscribed" | "expired" | "failed" | "payment_failed";

interface PlanOrderStepTable extends Authored {
  tenant_id: string;
  order_id: string;
  state: PlanStepState;
  /** The provider's invoice whose payment failed. */
  provider_ref: Generated<string>;
  note: Generated<string>;
}

interface PlanPageTable extends Authored {
  tenant_id: string;
  order_id: string;
  provider_ref: string;
  url: string;
}

interface PlanSubscriptionState {
  tenant_id: string;
  order_id: string;
  subscription_ref: string;
  state: string;
  paid_until: Timestamp;
  cancels_at_end: boolean;
}

interface PlanSubscriptionStepTable extends PlanSubscriptionState, Authored {
  source_ref: string;
  stated_at: Timestamp;
}

interface PlanPeriodTable extends Authored {
  tenant_id: string;
  order_id: string;
  /** The provider's invoice. */
  provider_ref: string;
  /** Our own invoice. */
  invoice_id: string;
  starts_at: Timestamp;
  ends_at: Timestamp;
}

interface PlanGrantTable extends Authored {
  tenant_id: string;
  order_id: string;
  source_ref: string;
  /** Number of the buyer's entitlement. */
  number: number;
  starts_at: Timestamp;
  ends_at: Timestamp;
}

export interface PlanTables {
  entitlement: EntitlementTable;
  plan_price: PlanPriceTable;
  plan_tax: PlanTaxTable;
  plan_buyer: PlanBuyerTable;
  plan_customer: PlanCustomerTable;
  plan_order: PlanOrderTable;
  plan_order_step: PlanOrderStepTable;
  plan_page: PlanPageTable;
  plan_subscription_step: PlanSubscriptionStepTable;
  plan_subscription_state: PlanSubscriptionState;
  plan_period: PlanPeriodTable;
  plan_grant: PlanGrantTable;
}
