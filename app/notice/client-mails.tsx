import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadList } from "#app/access/list-route.server.ts";
import { ListPage } from "#app/kit/list/list.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { clientMails } from "./client-mails.list.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.clientMail.title);

export const loader = (routed: LoaderFunctionArgs) => loadList(clientMails, routed);

export default function ClientMails() {
  const { list } = useLoaderData<typeof loader>();
  return <ListPage list={list} />;
}
