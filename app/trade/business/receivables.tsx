import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadList } from "#app/access/list-route.server.ts";
import { ListPage, ListWorkbook } from "#app/kit/list/list.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { receivables } from "./receivables.list.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.business.receivables.title);

export const loader = (routed: LoaderFunctionArgs) => loadList(receivables, routed);

export default function Receivables() {
  const page = useLoaderData<typeof loader>();
  return <ListPage {...page} actions={<ListWorkbook list={page.list} />} />;
}
