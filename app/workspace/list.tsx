import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerErrors, asSystem } from "#app/access/actor.server.ts";
import { listClosedTenants } from "#app/access/closed-tenant.server.ts";
import { loadList } from "#app/access/list-route.server.ts";
import { listTenantsOfUser } from "#app/access/membership.server.ts";
import { requireUser } from "#app/access/session.server.ts";
import { AccountFrame } from "#app/kit/account-frame.tsx";
import { ListPage } from "#app/kit/list/list.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { countUnread } from "#app/notice/notice.server.ts";
import { listOrganizationsOfUser } from "#app/organization/organization.server.ts";
import { ClosedTenants } from "./closed-tenants.tsx";
import { ownOrganizations } from "./own-organizations.list.server.ts";
import { findManagedTenant } from "./start-organization.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.organization.listTitle);

export const loader = (routed: LoaderFunctionArgs) =>
  answerErrors(routed.request, async () => {
    const { userId, name, email, timeZone, workspaceKind } = await requireUser(routed.request);
    const around = await asSystem(routed.request, async (tx) => ({
      user: { name, email, timeZone, unread: await countUnread(tx, userId) },
      organizations: await listOrganizationsOfUser(tx, userId),
      closed: await listClosedTenants(tx, userId),
      tenants: await listTenantsOfUser(tx, userId),
      managed: await findManagedTenant(tx, userId),
    }));
    const { managed, ...shown } = around;
    // A verification body has no organizations of its own. Its work begins in its workspace.
    if (shown.organizations.length === 0 && managed?.kind === "verification_body")
      throw redirect(`/tenants/${managed.id}`);
    // After sign-up nothing is here yet: the first page is the one that sets it up.
    if (workspaceKind && [...shown.organizations, ...shown.closed, ...shown.tenants].length === 0)
      throw redirect("/organizations/new");
    return loadList(ownOrganizations, routed, async () => shown);
  });

export default function Organizations() {
  const { list, organizations, tenants, closed, user } = useLoaderData<typeof loader>();
  return (
    <AccountFrame user={user} organizations={organizations} tenants={tenants}>
      <ListPage list={list}>
        <ClosedTenants tenants={closed} />
      </ListPage>
    </AccountFrame>
  );
}
