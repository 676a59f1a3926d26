import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadList } from "#app/access/list-route.server.ts";
import { ListPage } from "#app/kit/list/list.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { suggestions } from "./suggestions.list.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.model.log);

export const loader = (routed: LoaderFunctionArgs) => loadList(suggestions, routed);

export default function Suggestions() {
  return <ListPage list={useLoaderData<typeof loader>().list} />;
}
