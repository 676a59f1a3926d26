import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadList } from "#app/access/list-route.server.ts";
import { ListPage } from "#app/kit/list/list.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { dataRequests } from "./data-requests.list.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.dataRequest.title);

export const loader = (routed: LoaderFunctionArgs) => loadList(dataRequests, routed);

export default function DataRequests() {
  return <ListPage {...useLoaderData<typeof loader>()} />;
}
