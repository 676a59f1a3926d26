import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadList } from "#app/access/list-route.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import type { BoardClient } from "./client-board.server.ts";
import { clients } from "./clients.list.server.ts";
import { ClientsPage } from "./clients-page.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.clientBoard.title);

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(clients, routed, async (tx, { base, may }, rows) => ({
    tenant: base,
    maySell: may("trade.sell"),
    today: await sellerToday(tx),
    clients: Object.fromEntries(rows.map(({ key, view }) => [key, view])) as Record<string, BoardClient>,
  }));

export default function Clients() {
  return <ClientsPage {...useLoaderData<typeof loader>()} />;
}
