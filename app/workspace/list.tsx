import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerErrors, asSystem } from "#app/access/actor.server.ts";
import { listClosedTenants } from "#app/access/closed-tenant.server.ts";
import { loadList } from "#app/access/list-route.server.ts";
import { requireUser } from "#app/access/session.server.ts";
import { AccountFrame } from "#app/kit/account-frame.tsx";
import { ListPage } from "#app/kit/list/list.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { listOrganizationsOfUser } from "#app/organization/organization.server.ts";
import { ClosedTenants } from "./closed-tenants.tsx";
import { ownOrganizations } from "./own-organizations.list.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.organization.listTitle);

export const loader = (routed: LoaderFunctionArgs) =>
  answerErrors(routed.request, async () => {
    const { userId, name, email, timeZone } = await requireUser(routed.request);
    const around = await asSystem(routed.request, async (tx) => ({
      user: { name, email, timeZone },
      organizations: await listOrganizationsOfUser(tx, userId),
      closed: await listClosedTenants(tx, userId),
    }));
    return loadList(ownOrganizations, routed, async () => around);
  });

export default function Organizations() {
  const { list, organizations, closed, user } = useLoaderData<typeof loader>();
  return (
    <AccountFrame user={user} organizations={organizations}>
      <ListPage list={list}>
        <ClosedTenants tenants={closed} />
      </ListPage>
    </AccountFrame>
  );
}
