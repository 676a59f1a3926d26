import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadList } from "#app/access/list-route.server.ts";
import { ListPage } from "#app/kit/list/list.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { ownVersions } from "./own-versions.list.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.ownFactor.everyVersion.title);

export const loader = (routed: LoaderFunctionArgs) => loadList(ownVersions, routed);

export default function OwnVersions() {
  return <ListPage {...useLoaderData<typeof loader>()} />;
}
