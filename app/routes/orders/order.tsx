import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { asTenant, requireId } from "#app/http/actor.server.ts";
import { hasTenantRight } from "#app/services/role.ts";
import { titleIn } from "#app/ui/page-title.ts";
import { OrderPage } from "#app/ui/trade/order-page.tsx";
import { changeOrder } from "./change-order.server.ts";
import { loadOrder } from "./load-order.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.order.one);

/** One order: how far it is, what is next, its invoices, drafts, hours and what happened. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "view", async (tx, actor) => ({
    base: `/tenants/${actor.tenantId}`,
    maySell: hasTenantRight(actor.role, "sell"),
    mayBill: hasTenantRight(actor.role, "bill"),
    isDone: new URL(request.url).searchParams.has("done"),
    today: new Date().toISOString().slice(0, 10),
    order: await loadOrder(tx, requireId(params.orderId)),
  }));

export const action = ({ request, params }: ActionFunctionArgs) => changeOrder(request, params);

export default function Order() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <OrderPage {...loaded} answer={answer ?? null} />;
}
