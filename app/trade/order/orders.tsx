import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadList } from "#app/access/list-route.server.ts";
import { ListPage } from "#app/kit/list/list.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { orders } from "./orders.list.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.order.title);

export const loader = (routed: LoaderFunctionArgs) => loadList(orders, routed);

export default function Orders() {
  return <ListPage {...useLoaderData<typeof loader>()} />;
}
