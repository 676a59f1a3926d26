import { doors } from "#app/database/doors.server.ts";
import { env } from "#app/environment/env.server.ts";
import { grantPaidPlans } from "#app/plan/plan-settlement.server.ts";
import type { Sweep } from "./sweep.server.ts";

/** Grants paid plans, soon after a payment was recorded or a card payment completed. */
export const planGrants: Sweep = {
  failure: "plan_grants_failed",
  everyMilliseconds: 3000,
  work: async () => {
    if (env().operatorTenantId) await grantPaidPlans(await doors(), new Date());
  },
};
