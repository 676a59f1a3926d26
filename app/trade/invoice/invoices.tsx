import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadList } from "#app/access/list-route.server.ts";
import { ListPage } from "#app/kit/list/list.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { invoices } from "./invoices.list.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.invoice.title);

export const loader = (routed: LoaderFunctionArgs) => loadList(invoices, routed);

export default function Invoices() {
  return <ListPage {...useLoaderData<typeof loader>()} />;
}
