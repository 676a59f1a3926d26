import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors, requireId, requireTenantActor } from "#app/access/actor.server.ts";
import { PLAN_KEYS } from "#app/access/plan.ts";
import { readPlanStanding } from "#app/access/plan-standing.server.ts";
import { tenantAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { isPlainText } from "#app/encoding/text/plain-text.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { grantPlan, listPlanHolders } from "./plan-grant.server.ts";
import { listOrdersWithNames } from "./plan-order-list.server.ts";
import { toPlanOrderRow } from "./plan-order-view.server.ts";
import { PlanOrdersPage } from "./plan-orders-page.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.plan.orders.title);

const PAGE = 25;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Who holds which plan; only in the workspace that sells them, elsewhere there is nothing at this address. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireTenantActor(request, params, "workspace.manage");
    const search = new URL(request.url).searchParams;
    const after = search.get("after") ?? "";
    const now = new Date();
    const listed = await (await doors()).withSystem(async (tx) => {
      const own = await readPlanStanding(tx, actor.tenantId, now);
      if (own.kind !== "open" || !own.isOperator) throw new AppError("not_found");
      const orders = await listOrdersWithNames(tx, actor, now);
      return { orders, ...(await listPlanHolders(tx, { after: UUID.test(after) ? after : "", limit: PAGE }, now)) };
    });
    return {
      base: `/tenants/${actor.tenantId}/plan-orders`,
      previous: listed.previous,
      next: listed.next,
      isDone: search.has("done"),
      orders: listed.orders.map((order) => ({ ...toPlanOrderRow(order), tenantName: order.tenantName })),
      holders: listed.rows.map(({ standing, ...holder }) => {
        const held = standing.kind === "open" ? null : standing.entitlement;
        return {
          ...holder,
          kind: standing.kind,
          held: held && { plan: held.plan, endsAt: held.endsAt.toISOString(), limits: held.limits },
        };
      }),
    };
  });

const GrantForm = z.object({
  tenant: z.string({ error: "tenant" }).min(1, { error: "tenant" }),
  plan: z.enum(PLAN_KEYS, { error: "plan" }),
  days: z
    .string({ error: "days" })
    .regex(/^[0-9]{1,4}$/, { error: "days" })
    .transform(Number)
    .refine((days) => days >= 1 && days <= 3660, { error: "days" }),
  reason: z
    .string({ error: "reason" })
    .min(1, { error: "reason" })
    .max(1000, { error: "reason" })
    .refine(isPlainText, { error: "reason" }),
});

const PlanOrdersActions = defineActions({ grant: { right: "workspace.manage", schema: GrantForm } });

export const action = tenantAction(PlanOrdersActions, {
  grant: {
    outside: async ({ actor, value: { tenant, ...grant } }) => {
      const tenantId = requireId(tenant);
      await (await doors()).withSystem((tx) => grantPlan(tx, actor, { tenantId, ...grant }, new Date()));
      return `/tenants/${actor.tenantId}/plan-orders?done=granted`;
    },
  },
});

export default function PlanOrders() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <PlanOrdersPage {...page} errors={answer?.errors ?? {}} typed={answer?.typed ?? {}} />;
}
