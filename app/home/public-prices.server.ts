import { PLANS, type PlanKey, TRIAL_DAYS } from "#app/access/plan.ts";
import { findOperator } from "#app/access/plan-operator.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { env } from "#app/environment/env.server.ts";
import { money } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import { listPlanPrices } from "#app/plan/plan-price.server.ts";
import { inTenant } from "#db/doors.ts";

/** What an installation costs. Null where plans are not sold. */
export interface PublicPrices {
  trialDays: number;
  plans: { plan: PlanKey; organizations: number | null; seats: number | null; prices: string[] }[];
}

/** The yearly prices that the operator set, without tax. */
export async function listPublicPrices(): Promise<PublicPrices | null> {
  if (env().operatorTenantId === undefined) return null;
  const { withSystem } = await doors();
  const found = await withSystem(async (tx) => {
    const tenantId = await findOperator(tx);
    return tenantId === null ? null : inTenant(tx, { tenantId, userId: "public" }, listPlanPrices);
  });
  if (!found) return null;
  const plans = (["company", "consultancy"] as const).flatMap((plan) => {
    const own = found.filter((one) => one.plan === plan);
    const { organizations, seats } = PLANS[plan].limits;
    const prices = own.map(({ amountMinor, currency }) => formatMoney(money(amountMinor, currency)));
    return own.length === 0 ? [] : [{ plan, organizations, seats, prices }];
  });
  return { trialDays: TRIAL_DAYS, plans };
}
