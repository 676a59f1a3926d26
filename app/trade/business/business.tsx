import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { asTenant } from "#app/access/actor.server.ts";
import { formatDay } from "#app/day/format-day.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import {
  readComingDays,
  readOrderHours,
  readSetUp,
  SHOWN_ORDERS,
  sumOrders,
  sumQuotes,
  sumReceivables,
  sumRevenue,
} from "./business-figures.server.ts";
import { BusinessPage } from "./business-page.tsx";
import { showHours, showOrders, showQuotes, showReceivables, showRevenue } from "./business-view.ts";
import { monthsUntil } from "./revenue-totals.ts";
import { STEP_FORMS, setUpOf } from "./set-up.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.business.title);

/** Figures as in the lists that they link to, and with the permission of each list: hours only for users who sell. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "workspace.view", async (tx, { tenantId, may }) => {
    const locale = localeOf(request);
    const now = new Date();
    const today = await sellerToday(tx, now);
    const from = `${monthsUntil(today)[0]}-01`;
    const hours = may("trade.sell") ? showHours(await readOrderHours(tx), locale) : null;
    return {
      base: `/tenants/${tenantId}`,
      day: formatDay(today, locale),
      steps: setUpOf(await readSetUp(tx)).map(({ step, state }) => {
        const { to, right } = STEP_FORMS[step];
        return { step, state, to, right, may: may(right) };
      }),
      receivables: showReceivables(await sumReceivables(tx, now)),
      quotes: showQuotes(await sumQuotes(tx, now)),
      orders: showOrders(await sumOrders(tx)),
      days: await readComingDays(tx, now, today),
      revenue: showRevenue(await sumRevenue(tx, from), today, locale),
      hours,
      isCut: hours?.length === SHOWN_ORDERS,
    };
  });

export default function Business() {
  return <BusinessPage {...useLoaderData<typeof loader>()} />;
}
