import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadList } from "#app/access/list-route.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import type { Locale } from "#app/i18n/locale.ts";
import { countryName } from "#app/kit/country.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { money } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import { sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import type { ListedClient } from "./client-list.server.ts";
import { clients } from "./clients.list.server.ts";
import { ClientsPage, type ShownClient } from "./clients-page.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.clientBoard.title);

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(clients, routed, async (tx, { base, may }, rows) => ({
    tenant: base,
    maySell: may("trade.sell"),
    today: await sellerToday(tx),
    clients: Object.fromEntries(
      rows.map(({ key, view }) => [key, shownClient(view, localeOf(routed.request))]),
    ) as Record<string, ShownClient>,
  }));

function shownClient({ country, balances, ...client }: ListedClient, locale: Locale): ShownClient {
  return {
    ...client,
    country: country && countryName(country, locale),
    balances: balances.map(({ currency, minor }) => formatMoney(money(minor, currency))),
  };
}

export default function Clients() {
  return <ClientsPage {...useLoaderData<typeof loader>()} />;
}
