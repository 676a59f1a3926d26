import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { asTenant } from "#app/access/actor.server.ts";
import { getTenantName } from "#app/access/membership.server.ts";
import { tenantAction } from "#app/action/action.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { dataVerbs } from "./change-tenant-data.server.ts";
import { DataActions } from "./data-action.ts";
import { viewExports } from "./load-export.server.ts";
import { TenantDataPage } from "./tenant-data-page.tsx";
import { readConfirmStanding, readTenantDeletion } from "./tenant-deletion.server.ts";
import { readExports } from "./tenant-export.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.tenantData.title);

/** Export and deletion of a workspace. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "workspace.manage", async (tx, actor) => {
    const deletion = await readTenantDeletion(tx);
    return {
      exports: viewExports(await readExports(tx), actor.tenantId),
      name: await getTenantName(tx),
      deletion,
      confirming: deletion && (await readConfirmStanding(tx, deletion, actor.userId, new Date())),
    };
  });

export const action = tenantAction(DataActions, dataVerbs);

export default function TenantData() {
  return <TenantDataPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />;
}
