import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { answerErrors, asTenant, requireId, requireTenantActor } from "#app/access/actor.server.ts";
import { tenantAction } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { doors } from "#app/database/doors.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import { orderVerbs } from "./change-order.server.ts";
import { loadOrder } from "./load-order.server.ts";
import { OrderActions } from "./order-action.ts";
import { listHoldChoices } from "./order-hold.server.ts";
import { OrderPage } from "./order-page.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.order.one);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireTenantActor(request, params, "workspace.view");
    const { order, today } = await asTenant(request, params, "workspace.view", async (tx) => ({
      order: await loadOrder(tx, requireId(params.orderId)),
      today: await sellerToday(tx),
    }));
    const offered = offers(OrderActions, actor);
    const isAboutHold = order.hold !== null || (order.mayHold && offered.hold);
    return {
      base: `/tenants/${actor.tenantId}`,
      maySell: offered.start,
      mayBill: offered.lift,
      isDone: new URL(request.url).searchParams.has("done"),
      today,
      order,
      holdChoices: isAboutHold ? await listHoldChoices(await doors(), actor) : [],
    };
  });

export const action = tenantAction(OrderActions, orderVerbs);

export default function Order() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <OrderPage {...loaded} answer={answer ?? null} />;
}
