import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors, requireId, requireTenantActor, type TenantActor } from "#app/access/actor.server.ts";
import { asOperator } from "#app/access/plan-operator.server.ts";
import { type Asked, refuse, tenantAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { doors } from "#app/database/doors.server.ts";
import { env } from "#app/environment/env.server.ts";
import { leaveFor, leavingHeaders } from "#app/http/leave-site.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { LeaveSite } from "#app/kit/leave-site.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { printReference } from "#app/money/creditor-reference.ts";
import { money } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import { getInvoice, type Invoice } from "#app/trade/invoice/invoice-list.server.ts";
import { paymentGateway } from "#app/trade/payment/gateway/open-gateway.server.ts";
import { getPlanOrder, type PlanOrder } from "./plan-order-list.server.ts";
import { PlanOrderPage } from "./plan-order-page.tsx";
import { toPlanOrderRow } from "./plan-order-view.server.ts";
import type { PlanOrderPageView } from "./plan-order-view.ts";
import { callOffPlanOrder, openPlanPage, openPlanPortal } from "./plan-subscription.server.ts";

export const headers: HeadersFunction = ({ actionHeaders }) => leavingHeaders(actionHeaders);

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.planOrder.title);

/** One order with its payment details. The URL used to return from the payment provider proves nothing. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireTenantActor(request, params, "workspace.view");
    const known = { planOrderId: requireId(params.planOrderId), buyerTenantId: actor.tenantId };
    const { withSystem } = await doors();
    const { order, invoice } = await withSystem((tx) =>
      asOperator(tx, actor, async (inside) => {
        const found = await getPlanOrder(inside, known, new Date());
        return { order: found, invoice: found.invoice ? await getInvoice(inside, found.invoice.id) : null };
      }),
    );
    const done = new URL(request.url).searchParams.get("done");
    return {
      ...describe(order, invoice),
      base: `/tenants/${actor.tenantId}/plan`,
      mayManage: offers(PlanOrderActions, actor).page,
      done: done === "placed" || done === "cancelled" ? (done as "placed" | "cancelled") : null,
    };
  });

type Described = Omit<PlanOrderPageView, "base" | "mayManage" | "done" | "fault">;

function describe(order: PlanOrder, invoice: Invoice | null): Described {
  const shown = (minor: bigint) => formatMoney(money(minor, order.currency));
  const owed = order.invoice ? order.invoice.owedMinor - order.invoice.paidMinor : 0n;
  const isDue = order.state === "open" || order.state === "overdue" || order.state === "partly_paid";
  const span = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }) => ({
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
  });
  return {
    ...toPlanOrderRow(order),
    net: shown(order.netMinor),
    tax: shown(order.taxMinor),
    taxPercent: order.taxPercent,
    owed: isDue && owed > 0n ? shown(owed) : null,
    reference: invoice ? printReference(invoice.reference) : null,
    bank: isDue && invoice?.bank ? invoice.bank : null,
    page: order.way === "card" && order.state === "open" ? { openUntil: order.expiresAt!.toISOString() } : null,
    subscription: order.subscription && {
      cancelsAtEnd: order.subscription.cancelsAtEnd,
      paidUntil: order.subscription.paidUntil.toISOString(),
    },
    years: order.periods.map((one) => ({ invoiceId: one.invoiceId, number: one.number, ...span(one) })),
    grants: order.grants.map(span),
    mayCancel: order.mayBeCalledOff,
  };
}

// Allowed after the plan has ended: paying renews it, and ending a renewal adds no data.
const act = { right: "workspace.manage", whenLapsed: "allowed", schema: z.object({}) } as const;
const PlanOrderActions = defineActions({ cancel: act, page: act, portal: act });

export const action = tenantAction(PlanOrderActions, {
  cancel: {
    outside: async (asked) => {
      const { actor } = asked;
      const wish = wishOf(asked);
      const fault = await callOffPlanOrder(await doors(), paymentGateway(), actor, wish);
      if (fault) return refuse({ form: fault });
      return `/tenants/${actor.tenantId}/plan/orders/${wish.planOrderId}?done=cancelled`;
    },
  },
  page: {
    outside: async (asked) => leaveTo(await openPlanPage(await doors(), paymentGateway(), asked.actor, wishOf(asked))),
  },
  portal: {
    outside: async (asked) => {
      const wish = { ...wishOf(asked), locale: localeOf(asked.request) };
      return leaveTo(await openPlanPortal(await doors(), paymentGateway(), asked.actor, wish));
    },
  },
});

function wishOf({ params }: Asked<TenantActor, unknown>) {
  return { planOrderId: requireId(params.planOrderId), publicUrl: env().publicUrl, now: new Date() };
}

function leaveTo(opened: Awaited<ReturnType<typeof openPlanPage | typeof openPlanPortal>>) {
  if (!opened.ok) return refuse({ form: opened.fault });
  const { leave, headers } = leaveFor(opened.url);
  return data({ leave }, { headers });
}

export default function PlanOrderRoute() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer && "leave" in answer)
    return (
      <PageBody>
        <LeaveSite address={answer.leave} />
      </PageBody>
    );
  return <PlanOrderPage {...page} fault={answer?.errors.form ?? null} />;
}
