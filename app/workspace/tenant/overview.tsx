import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadList } from "#app/access/list-route.server.ts";
import { getTenantKind, getTenantName } from "#app/access/membership.server.ts";
import { ListBody, ListFile } from "#app/kit/list/list.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { FirstSteps } from "./first-steps.tsx";
import { organizations } from "./organizations.list.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.common.nav.tenant);

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(organizations, routed, async (tx, { base }) => ({
    name: await getTenantName(tx),
    kind: await getTenantKind(tx),
    base,
  }));

export default function TenantOverview() {
  const { list, name, kind, base } = useLoaderData<typeof loader>();
  return (
    <PageBody>
      <PageHeader title={name} about={list.about} actions={<ListFile list={list} />} />
      {kind === "verification_body" && <FirstSteps base={base} />}
      <ListBody list={list} />
    </PageBody>
  );
}
