import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { answerErrors, asSystem } from "#app/access/actor.server.ts";
import { requireUser } from "#app/access/session.server.ts";
import { listCalculations } from "#app/assurance/calculations.server.ts";
import { listHeldEngagements } from "#app/assurance/engagement.server.ts";
import { asVerifier } from "#app/assurance/verifier.server.ts";
import { toSent } from "#app/encoding/sent.ts";
import { getInventory } from "#app/organization/inventory.server.ts";
import { VerifierFrame } from "./verifier-frame.tsx";

/** The guard is in each page, because loaders run in parallel. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const { userId, name, email, timeZone } = await requireUser(request);
    const shown = await asVerifier(request, params, null, async (tx, who) => ({
      engagementId: who.engagementId,
      organizationName: who.organizationName,
      bodyName: who.bodyName,
      endsOn: who.endsOn,
      period: (await getInventory(tx, who.organizationId, who.inventoryId)).period,
      calculations: toSent(await listCalculations(tx, who)),
    }));
    const others = await asSystem(request, (tx) => listHeldEngagements(tx, userId, new Date()));
    return {
      ...shown,
      user: { name, email, timeZone },
      engagements: others.map(({ engagementId, organizationName }) => ({ id: engagementId, name: organizationName })),
    };
  });

export default function Workspace() {
  return (
    <VerifierFrame {...useLoaderData<typeof loader>()}>
      <Outlet />
    </VerifierFrame>
  );
}
