import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { answerErrors, asSystem, EVEN_CLOSED, inTenant, requireTenantActor } from "#app/access/actor.server.ts";
import { getTenantName, listTenantsOfUser } from "#app/access/membership.server.ts";
import { requireUser } from "#app/access/session.server.ts";
import { tenantAction } from "#app/action/action.server.ts";
import { AccountFrame } from "#app/kit/account-frame.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { listOrganizationsOfUser } from "#app/organization/organization.server.ts";
import { closedVerbs } from "./change-tenant-data.server.ts";
import { ClosedTenantPage } from "./closed-tenant-page.tsx";
import { ClosedActions } from "./data-action.ts";
import { viewExports } from "./load-export.server.ts";
import { readTenantDeletion } from "./tenant-deletion.server.ts";
import { readExports } from "./tenant-export.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.tenantData.closed.title);

/** A closed workspace can only be exported or reopened. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const { name, email, userId, timeZone } = await requireUser(request);
    const actor = await requireTenantActor(request, params, "workspace.manage", EVEN_CLOSED);
    const page = await inTenant(actor, async (tx) => {
      const deletion = await readTenantDeletion(tx);
      if (!deletion?.isClosed) throw redirect(`/tenants/${actor.tenantId}/data`);
      const exports = viewExports(await readExports(tx), actor.tenantId);
      return { exports, name: await getTenantName(tx), deletion };
    });
    const reach = await asSystem(request, async (tx) => ({
      organizations: await listOrganizationsOfUser(tx, userId),
      tenants: await listTenantsOfUser(tx, userId),
    }));
    return { page, reach, user: { name, email, timeZone } };
  });

export const action = tenantAction(ClosedActions, closedVerbs);

export default function ClosedTenant() {
  const { page, reach, user } = useLoaderData<typeof loader>();
  return (
    <AccountFrame user={user} {...reach}>
      <ClosedTenantPage {...page} answer={useActionData<typeof action>() ?? null} />
    </AccountFrame>
  );
}
