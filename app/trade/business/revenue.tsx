import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadList } from "#app/access/list-route.server.ts";
import { ListPage, ListWorkbook } from "#app/kit/list/list.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { revenue } from "./revenue.list.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.business.revenue.title);

export const loader = (routed: LoaderFunctionArgs) => loadList(revenue, routed);

export default function Revenue() {
  const page = useLoaderData<typeof loader>();
  return <ListPage {...page} actions={<ListWorkbook list={page.list} />} />;
}
