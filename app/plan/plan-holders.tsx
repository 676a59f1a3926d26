import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireId } from "#app/access/actor.server.ts";
import { loadList } from "#app/access/list-route.server.ts";
import { PLAN_KEYS } from "#app/access/plan.ts";
import { tenantAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { doors } from "#app/database/doors.server.ts";
import { isPlainText } from "#app/encoding/text/plain-text.ts";
import { ButtonLink } from "#app/kit/button.tsx";
import { DoneLine } from "#app/kit/done-note.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { ListBody, ListFile } from "#app/kit/list/list.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { GrantForm } from "./grant-form.tsx";
import { grantPlan } from "./plan-grant.server.ts";
import type { PlanHolder } from "./plan-holder.server.ts";
import { planHolders } from "./plan-holders.list.server.ts";
import { PlanTabs } from "./plan-tabs.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.plan.holders.title);

/** Only available in the operator's workspace; answers 404 elsewhere. */
export const loader = (routed: LoaderFunctionArgs) =>
  loadList(planHolders, routed, async (_, { base, scope }) => {
    const search = new URL(routed.request.url).searchParams;
    return {
      base,
      isDone: search.has("done"),
      wanted: search.get("tenant") ?? "",
      choices: (scope.facts as PlanHolder[]).map(({ tenantId, name }) => ({ value: tenantId, label: name })),
    };
  });

const GrantInput = z.object({
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

const PlanHoldersActions = defineActions({ grant: { right: "workspace.manage", schema: GrantInput } });

export const action = tenantAction(PlanHoldersActions, {
  grant: {
    outside: async ({ actor, value: { tenant, ...grant } }) => {
      const tenantId = requireId(tenant);
      await (await doors()).withSystem((tx) => grantPlan(tx, actor, { tenantId, ...grant }, new Date()));
      return `/tenants/${actor.tenantId}/plan-holders?done=granted`;
    },
  },
});

export default function PlanHolders() {
  const { list, base, isDone, wanted, choices } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { plan, planOrder } = useMessages();
  const { holders: t } = plan;
  const names = new Map(choices.map(({ value, label }) => [value, label]));
  const grant = (id: string) => (
    <Link to={`${list.address}?tenant=${id}#grant`} className="text-link whitespace-nowrap touch:py-2">
      {t.give}
      <span className="sr-only"> {names.get(id)}</span>
    </Link>
  );
  return (
    <PageBody>
      <PageHeader
        title={list.title}
        about={list.about}
        actions={
          <>
            <ListFile list={list} />
            <ButtonLink to={`${base}/plan-prices`}>{planOrder.toPrices}</ButtonLink>
          </>
        }
      />
      <PlanTabs base={base} current="holders" />
      {isDone && <DoneLine>{t.done}</DoneLine>}
      <ListBody list={list} act={{ head: t.give, of: grant }} />
      <div className="mt-12 max-w-120">
        <GrantForm choices={choices} wanted={wanted} errors={answer?.errors ?? {}} typed={answer?.typed ?? {}} />
      </div>
    </PageBody>
  );
}
