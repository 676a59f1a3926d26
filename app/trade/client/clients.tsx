import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { loadList } from "#app/access/list-route.server.ts";
import { tenantAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { localeOf } from "#app/http/locale.server.ts";
import type { Locale } from "#app/i18n/locale.ts";
import { countryName } from "#app/kit/country.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { money } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import { sendPortalLinks } from "#app/trade/portal/change-portal.server.ts";
import { sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import type { ListedClient } from "./client-list.server.ts";
import { clients } from "./clients.list.server.ts";
import { ClientsPage, type ClientsPageProps, type ShownClient } from "./clients-page.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.clientBoard.title);

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(clients, routed, async (tx, { base, may }, rows) => ({
    tenant: base,
    maySell: may("trade.sell"),
    today: await sellerToday(tx),
    portal: readCounts(new URL(routed.request.url).searchParams.get("portal")),
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

const ClientsActions = defineActions({ send_portal: { right: "trade.sell", schema: z.object({}) } });

export const action = tenantAction(ClientsActions, { send_portal: { outside: sendPortalLinks } });

/** The counts of a bulk act in the address. */
function readCounts(text: string | null): ClientsPageProps["portal"] {
  const [, ...counts] = /^(\d{1,3})-(\d{1,3})-(\d{1,3})-(\d{1,3})$/.exec(text ?? "") ?? [];
  const [sent, open, noEmail, noRecord] = counts.map(Number);
  return sent === undefined ? null : [sent, open!, noEmail!, noRecord!];
}

export default function Clients() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <ClientsPage {...loaded} errors={answer?.errors ?? {}} />;
}
