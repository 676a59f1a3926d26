import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadList } from "#app/access/list-route.server.ts";
import { BoundaryTabs } from "#app/kit/boundary-tabs.tsx";
import { ListPage } from "#app/kit/list/list.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { instruments } from "./instruments.list.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.instrument.title);

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(instruments, routed, async (_, { scope: { organizationId } }) => ({ organizationId }));

export default function Instruments() {
  const { list, organizationId } = useLoaderData<typeof loader>();
  return (
    <ListPage list={list}>
      <BoundaryTabs organizationId={organizationId} current="instruments" />
    </ListPage>
  );
}
