import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadList } from "#app/access/list-route.server.ts";
import { ListPage } from "#app/kit/list/list.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { servicePrices } from "./service-prices.list.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.service.everyPrice.title);

export const loader = (routed: LoaderFunctionArgs) => loadList(servicePrices, routed);

export default function ServicePrices() {
  return <ListPage {...useLoaderData<typeof loader>()} />;
}
