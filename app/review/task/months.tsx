import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadList } from "#app/access/list-route.server.ts";
import { ListPage } from "#app/kit/list/list.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { taskMonths } from "./tasks.list.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.task.everyMonth.title);

export const loader = (routed: LoaderFunctionArgs) => loadList(taskMonths, routed);

export default function TaskMonths() {
  return <ListPage {...useLoaderData<typeof loader>()} />;
}
