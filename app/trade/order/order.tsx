import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { answerErrors, asTenant, requireId, requireTenantActor } from "#app/access/actor.server.ts";
import { doors } from "#app/doors.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { changeOrder } from "./change-order.server.ts";
import { loadOrder } from "./load-order.server.ts";
import { listHoldChoices } from "./order-hold.server.ts";
import { OrderPage } from "./order-page.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.order.one);

/** One order: how far it is, what is next, its invoices, drafts, hours and what happened. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireTenantActor(request, params, "workspace.view");
    const order = await asTenant(request, params, "workspace.view", (tx) => loadOrder(tx, requireId(params.orderId)));
    const maySell = actor.may("trade.sell");
    const isAboutHold = order.hold !== null || (order.mayHold && maySell);
    return {
      base: `/tenants/${actor.tenantId}`,
      maySell,
      mayBill: actor.may("trade.bill"),
      isDone: new URL(request.url).searchParams.has("done"),
      today: new Date().toISOString().slice(0, 10),
      order,
      holdChoices: isAboutHold ? await listHoldChoices(await doors(), actor) : [],
    };
  });

export const action = ({ request, params }: ActionFunctionArgs) => changeOrder(request, params);

export default function Order() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <OrderPage {...loaded} answer={answer ?? null} />;
}
