import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { asTenant } from "#app/http/actor.server.ts";
import { listEntitlements } from "#app/services/plan/entitlement.server.ts";
import { describePlan } from "#app/services/plan/plan-overview.server.ts";
import { titleIn } from "#app/ui/page-title.ts";
import { PlanPage } from "#app/ui/plan/plan-page.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.plan.title);

/** The plan in force, what is used of it, and what each plan holds. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "view", async (tx, actor) => ({
    ...(await describePlan(tx, actor.tenantId, new Date())),
    granted: (await listEntitlements(tx)).map(({ startsAt, endsAt, createdAt, ...rest }) => ({
      ...rest,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
    })),
  }));

export default function Plan() {
  return <PlanPage {...useLoaderData<typeof loader>()} />;
}
