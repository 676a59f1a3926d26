import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadList } from "#app/access/list-route.server.ts";
import { ButtonLink } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { ListPage } from "#app/kit/list/list.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { planOrders } from "./plan-orders.list.server.ts";
import { PlanTabs } from "./plan-tabs.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.planOrder.listTitle);

/** Only available in the operator's workspace; answers 404 elsewhere. */
export const loader = (routed: LoaderFunctionArgs) => loadList(planOrders, routed, async (_, { base }) => ({ base }));

export default function PlanOrders() {
  const { list, base } = useLoaderData<typeof loader>();
  const { planOrder: t } = useMessages();
  return (
    <ListPage list={list} actions={<ButtonLink to={`${base}/plan-prices`}>{t.toPrices}</ButtonLink>}>
      <PlanTabs base={base} current="orders" />
    </ListPage>
  );
}
