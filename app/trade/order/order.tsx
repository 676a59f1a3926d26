import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { answerErrors, asTenant, requireId, requireTenantActor } from "#app/access/actor.server.ts";
import { tenantAction } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { doors } from "#app/database/doors.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { translator } from "#app/i18n/index.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { copyDoneIn } from "#app/trade/contract/contract-copy.ts";
import { isCommentAdded } from "#app/trade/draft/draft-comment.ts";
import { keptOrderBudget } from "#app/trade/time/budget.server.ts";
import { readTimeWorth } from "#app/trade/time/rate.server.ts";
import { findQuotedHours, sumTime } from "#app/trade/time/time-entry.server.ts";
import { showWorth } from "#app/trade/time/time-worth.ts";
import type { TenantTx } from "#db/doors.ts";
import { orderVerbs } from "./change-order.server.ts";
import { loadOrder } from "./load-order.server.ts";
import { OrderActions } from "./order-action.ts";
import { listHoldChoices } from "./order-hold.server.ts";
import { OrderPage } from "./order-page.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.order.one);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireTenantActor(request, params, "workspace.view");
    const offered = offers(OrderActions, actor);
    const { time: words } = translator(localeOf(request));
    const { order, time, worth } = await asTenant(request, params, "workspace.view", async (tx) => {
      const orderId = requireId(params.orderId);
      return {
        order: await loadOrder(tx, orderId),
        time: offered.start ? await loadTime(tx, orderId) : null,
        worth: offered.lift ? showWorth(await readTimeWorth(tx, { orderId }), words) : null,
      };
    });
    const isAboutHold = order.hold !== null || (order.mayHold && offered.hold);
    return {
      base: `/tenants/${actor.tenantId}`,
      maySell: offered.start,
      mayBill: offered.lift,
      copyDone: copyDoneIn(request),
      isCommentAdded: isCommentAdded(request),
      isDone: new URL(request.url).searchParams.has("done"),
      order,
      time,
      worth,
      holdChoices: isAboutHold ? await listHoldChoices(await doors(), actor) : [],
    };
  });

async function loadTime(tx: TenantTx, orderId: string) {
  const { version, value } = await keptOrderBudget.latest(tx, { order_id: orderId });
  return {
    ...(await sumTime(tx, { orderId })),
    quoted: await findQuotedHours(tx, orderId),
    budget: { version, hours: value?.hours ?? null },
  };
}

export const action = tenantAction(OrderActions, orderVerbs);

export default function Order() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <OrderPage {...loaded} answer={answer ?? null} />;
}
