import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerErrors, requireTenantActor } from "#app/access/actor.server.ts";
import { listEntitlements } from "#app/access/entitlement.server.ts";
import { asOperator } from "#app/access/plan-operator.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { listPlanOrders, type PlanOrder } from "./plan-order-list.server.ts";
import { toOffers, toPlanOrderRow } from "./plan-order-view.server.ts";
import { describePlan } from "./plan-overview.server.ts";
import { PlanPage } from "./plan-page.tsx";
import { listPlanPrices } from "./plan-price.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.plan.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireTenantActor(request, params, "workspace.view");
    const { withTenant, withSystem } = await doors();
    const now = new Date();
    const own = await withTenant(actor, async (tx) => ({
      ...(await describePlan(tx, actor.tenantId, now)),
      granted: (await listEntitlements(tx)).map(({ startsAt, endsAt, createdAt, ...rest }) => ({
        ...rest,
        startsAt: startsAt.toISOString(),
        endsAt: endsAt.toISOString(),
      })),
    }));
    const isSold = own.kind !== "open" && own.kind !== "operator";
    const sale = isSold
      ? await withSystem((tx) =>
          asOperator(tx, actor, async (inside) => ({
            prices: await listPlanPrices(inside),
            orders: await listPlanOrders(inside, { buyerTenantId: actor.tenantId }, now),
          })),
        )
      : { prices: [], orders: [] };
    return {
      ...own,
      base: `/tenants/${actor.tenantId}/plan`,
      mayOrder: actor.may("workspace.manage"),
      offers: toOffers(sale.prices),
      orders: sale.orders.map(toPlanOrderRow),
      underWay: underWayOf(sale.orders),
    };
  });

/** What blocks another order: an order waiting for payment, or a subscription that renews automatically. */
function underWayOf(orders: readonly PlanOrder[]): "order" | "subscription" | null {
  const order = orders.find(({ isUnderWay }) => isUnderWay);
  if (!order) return null;
  return order.state === "active" || order.state === "past_due" ? "subscription" : "order";
}

export default function Plan() {
  return <PlanPage {...useLoaderData<typeof loader>()} />;
}
