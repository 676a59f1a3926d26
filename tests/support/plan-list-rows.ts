import type { Actor } from "#app/access/actor.server.ts";
import type { Doors } from "#db/doors.ts";
import { makeTenant } from "./make-tenant.ts";
import { makeClient } from "./sample-seller.ts";

const PRICE = 120_000n;

/** Adds plan orders by card, each of another workspace, to the operator's tenant. */
export async function addPlanOrders(doors: Doors, actor: Actor): Promise<(before: number) => Promise<void>> {
  const by = { tenant_id: actor.tenantId, created_by: actor.userId };
  const price = { plan: "company", currency: "CNY" } as const;
  await doors.withTenant(actor, (tx) =>
    tx
      .insertInto("plan_price")
      .values({ ...by, ...price, version: 1, amount_minor: PRICE, exchange_source: "" })
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
  return async (before) => {
    const { tenantId } = await makeTenant(doors, `Sample Buyer ${before % 3}`);
    const clientId = await makeClient(doors, actor);
    const buyer = { ...by, buyer_tenant_id: tenantId, client_id: clientId };
    // Some expired before payment.
    const expiresAt = new Date(Date.now() + (before % 2 === 0 ? -1 : 30) * 86_400_000);
    await doors.withTenant(actor, async (tx) => {
      await tx.insertInto("plan_buyer").values(buyer).execute();
      await tx
        .insertInto("plan_order")
        .values({
          ...buyer,
          ...price,
          way: "card",
          price_version: 1,
          net_minor: PRICE,
          tax_minor: BigInt(before % 2),
          total_minor: PRICE + BigInt(before % 2),
          tax_rule_id: "own",
          tax_percent: "0",
          exchange_rate: null,
          exchange_source: "",
          exchange_on: null,
          invoice_id: null,
          locale: "en",
          expires_at: expiresAt,
        })
        .execute();
    });
  };
}
