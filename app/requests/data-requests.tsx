import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { asOrganization } from "#app/access/actor.server.ts";
import { markOf, pageOf } from "#app/kit/list-page.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { filterOf, narrow } from "./data-request-filter.ts";
import { listDataRequests } from "./data-request-list.server.ts";
import { toRow } from "./data-request-row.server.ts";
import { DataRequestsPage } from "./data-requests-page.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.dataRequest.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "viewer", async (tx, { organizationId, role }) => {
    const search = new URL(request.url).searchParams;
    const filter = filterOf(search);
    const all = (await listDataRequests(tx, organizationId)).map(toRow);
    const rows = narrow(all, filter);
    const { shown, ...page } = pageOf(rows, markOf(search), false);
    return {
      organizationId,
      mayEdit: ["editor", "admin", "owner"].includes(role),
      filter,
      isEmpty: all.length === 0,
      rows: shown,
      page,
    };
  });

export default function DataRequests() {
  return <DataRequestsPage {...useLoaderData<typeof loader>()} />;
}
